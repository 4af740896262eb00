import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Child } from 'hono/jsx';
import type { Policy } from './access/policy.ts';
import type { Subject } from './access/subject.ts';
import type { Change } from './changes/change.ts';
import type { TopicKind } from './changes/topics.ts';
import type { DataSet } from './data-sets/data-set.ts';
import type { Orm } from './database/types.ts';
import type { FormInput } from './http/form-data.ts';
import type { PageResult } from './http/results.ts';
import type { Lang } from './i18n/languages.ts';
import type { Job } from './jobs/job.ts';
import type { Entry } from './ledger/entry.ts';
import type { RecordCheck } from './ledger/record-check.ts';
import type { Allowance } from './limits/limit.ts';
import type { Services } from './services.ts';
import type { PageContext } from './ui/page-context.ts';

/**
 * Who may use a route: everyone (`public`), or those whom the policy of an action reaches. What exactly they may do
 * there is asked of the same policy with the thing itself.
 */
export type RouteAccess = 'public' | (string & {});

/** What a page is asked: the address taken apart, and what the process offers. */
export interface PageRequest {
  services: Services;
  page: PageContext;
  /** The named parts of the address, already percent-decoded. */
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** All modules, for pages that others add to. */
  modules: readonly Module[];
  /**
   * Who asks. Pages that are the same for everyone (`public` ones that are not `personal`) see a visitor, whoever it is.
   */
  subject: Subject;
  request: Request;
  /** Headers to be sent with the answer, such as cookies. */
  answer: Headers;
}

/** What a form is sent with. */
export interface FormRequest extends PageRequest {
  form: FormInput;
  /** A keyed hash of where the request comes from, for limits: neither to be kept nor to be logged. */
  client: string;
}

/** For how long an answer may be given to others. */
export type PageCaching = 'data' | 'hour' | 'none';

/** A page or download, served in every language: at `path` in Spanish and at `/en` + `path` in English. */
export interface PageRoute {
  path: `/${string}`;
  access: RouteAccess;
  /**
   * `data`: a pure function of address, language and data version, kept until the data change. `hour`: the same, and of
   * the hour besides, for what says how long something is overdue. Only for `public` pages.
   */
  cache: PageCaching;
  /** A `public` page that says other things to those who have signed in. */
  personal?: true;
  /** How often one client may ask. */
  limit?: Allowance;
  /** Only these languages; left out, all. For what has one address whatever the language, such as `/robots.txt`. */
  languages?: readonly Lang[];
  handle(request: PageRequest): PageResult | Promise<PageResult>;
}

/**
 * Something people do: what is sent to an address by POST, from a page of ours (other sites' forms are refused before).
 * It answers with a redirection (303) to what has become of it, or with the form again: what was typed and what was wrong.
 */
export interface FormRoute {
  path: `/${string}`;
  access: RouteAccess;
  languages?: readonly Lang[];
  /** How often one client may send it; where files may come along, 120 at once and two a minute unless this says otherwise. */
  limit?: Allowance;
  /**
   * Where files may come along. Without a size of its own a route takes files of the configured one; left out, there are
   * no files, and the form has the size that is configured for all.
   */
  files?: { maxBytes?: number };
  handle(request: FormRequest): PageResult | Promise<PageResult>;
}

/**
 * Something programs send by POST: bytes, without cookies and for everyone. It answers like a page.
 */
export interface MessageRoute {
  path: `/${string}`;
  access: 'public';
  limit: Allowance;
  handle(request: Omit<PageRequest, 'subject'> & { body: Uint8Array }): PageResult | Promise<PageResult>;
}

/** Pages of one module that others may add to: the subject is a clave, a slug, or empty for a list. */
export type SectionPlace = 'states' | 'state' | 'institution';

/** A part that a module adds to another module's page. */
export interface Section {
  place: SectionPlace;
  /** Position on the page, smallest first. */
  order: number;
  /** The section's bands, or null when the module knows nothing of the subject. */
  render(request: PageRequest, subject: string): Promise<Child | null>;
}

/** A column that a module adds to the list of institutions. */
export interface InstitutionColumn {
  key: string;
  header(t: PageContext['t']): string;
  numeric: boolean;
  /** Cells by slug, for the institutions of one page of the list. */
  cells(request: PageRequest, slugs: readonly string[]): Promise<ReadonlyMap<string, Child>>;
}

export interface NavigationItem {
  /** Spanish path; also the prefix under which the item counts as current. */
  path: string;
  label(t: PageContext['t']): string;
  /** Position in the navigation, smallest first. */
  order: number;
}

/** A page of the staff area, shown in its navigation to those whom its policy reaches. */
export interface StaffItem extends NavigationItem {
  action: string;
  /** Where else its work is done: pages below these addresses belong to it too. */
  covers?: readonly string[];
  /** What is found there, in a sentence. */
  summary(t: PageContext['t']): string;
}

/** A kind of public act that a module writes into the ledger. */
export interface LedgerKind {
  /** As entries name it: `metrica.edition-loaded`. */
  kind: string;
  /** What such acts are called in lists and filters. */
  name(t: PageContext['t']): string;
  /** What an entry says was done, as a sentence without full stop. An entry may hold less than is expected. */
  title(entry: Entry, page: Pick<PageContext, 't' | 'format'>): string;
  /** What an entry holds that people want to read in words, by name; the rest stands below it as it was recorded. */
  facts?(entry: Entry, page: Pick<PageContext, 't' | 'format'>): readonly { label: string; value: string }[];
  /** The Spanish path of the page of the record that an entry speaks of; undefined where there is none. */
  record(entry: Entry): string | undefined;
  /** How `tequio verify` sees that entries and records agree; several kinds may share one. */
  check: RecordCheck;
}

/** What the platform's own records say of a line of the Commission's work plan: worked out, never typed in. */
export interface WorkFigure {
  /** `L6`. */
  line: string;
  /** What is counted, as a label: `Trimestres con sesión ordinaria`. */
  name(t: PageContext['t']): string;
  /** Null where it is not known. */
  value: number | null;
  /** Of how many, where there is a whole. */
  of?: number | null;
  /** The Spanish path of the page that shows it. */
  path: string;
}

/** An account that is about to be erased. */
export interface ErasedPerson {
  id: string;
  /** In lower case. */
  email: string;
  name: string;
}

/** A row of a module's self-check: what was compared, and every difference found. */
export interface Verification {
  name: string;
  checked: number;
  differences: string[];
}

/**
 * The face of a module: everything the platform has to know of it, declared in one place.
 * Adding a capability is a new folder under `modules/` and one line in `app.ts`.
 */
export interface Module {
  name: string;
  pages: readonly PageRoute[];
  /** What can be sent to the module's pages. */
  forms?: readonly FormRoute[];
  /** What other programs can send. */
  messages?: readonly MessageRoute[];
  navigation: readonly NavigationItem[];
  /** The module's pages in the staff area. */
  staff?: readonly StaffItem[];
  /** Who may do what of the module's actions; without a policy nobody may. */
  policies?: readonly Policy[];
  jobs?: readonly Job[];
  /** Finds out who asks. One module knows. */
  authenticate?(request: Request, services: Services, answer: Headers): Promise<Subject>;
  /** All that the module keeps of a person, by name, for them to take along: neither secrets nor hashes of them. */
  personalData?(orm: Orm, person: string): Promise<Readonly<Record<string, unknown>>>;
  /**
   * Takes a person out of the module's records, in the transaction that erases their account. It is called before the
   * account itself goes. Public acts stay without who did them.
   */
  erase?(orm: Orm, person: ErasedPerson, now: Date): Promise<void>;
  /** The kinds of things of the module that can be followed. */
  topics?: readonly TopicKind[];
  /** What the module does when something changed, in the transaction of the change. */
  announced?(services: Services, orm: Orm, change: Change): Promise<void>;
  /** What the module's records say of the lines of the work plan. */
  workFigures?(orm: Orm, now: Date): Promise<readonly WorkFigure[]>;
  sections?: readonly Section[];
  institutionColumns?: readonly InstitutionColumn[];
  /** Adds the module's routes to the JSON API. */
  api?(router: OpenAPIHono, services: Services): void;
  /** Data sets in the order in which they build on each other. */
  dataSets: readonly DataSet[];
  /** The kinds of public acts that this module records in the ledger. */
  ledgerKinds?: readonly LedgerKind[];
  /** Recomputes what is derived and compares it with what is stored (`tequio verify`). */
  verify?(services: Services, modules: readonly Module[]): Promise<Verification[]>;
}
