import {
  countInstitutions,
  findInstitution,
  type InstitutionRow,
  listInstitutions,
  longestSearch,
} from '#modules/territory/index.ts';
import type { Orm } from '#platform/database/types.ts';
import { badRequest, type Problem } from '#platform/errors/problem.ts';
import { type Translate, translator } from '#platform/i18n/i18n.ts';
import type { LedgerKind } from '#platform/module.ts';
import { readDay, startOfDay } from '../rules/index.ts';
import { type EntryFilter, hasInstitution } from '../store.ts';

/** The query parameters that narrow down the list of entries. */
export const filterParameters = ['tipo', 'institucion', 'desde', 'hasta'] as const;
export type FilterParameter = (typeof filterParameters)[number];

/** What cannot be done with what was typed. */
export interface FilterProblem {
  parameter: FilterParameter;
  text(t: Translate): string;
  /** The institutions that were perhaps meant. */
  choices?: readonly InstitutionRow[];
}

/** What was asked of the list. */
export interface AskedEntries {
  /** As typed; absent where nothing was. */
  typed: Readonly<Partial<Record<FilterParameter, string>>>;
  filter: EntryFilter;
  problems: readonly FilterProblem[];
}

const mostChoices = 10;

interface Found {
  slug?: string;
  problem?: FilterProblem;
}

/** The institution that was meant: by its slug, or by words that only one of the catalogue has. */
async function readInstitution(orm: Orm, typed: string, size: number): Promise<Found> {
  const problem = (text: FilterProblem['text'], choices: InstitutionRow[] = []): Found => ({
    problem: { parameter: 'institucion', text, choices },
  });
  if (typed.length > longestSearch) {
    return problem((t) => t('ledger:list.problem.long', { most: longestSearch }));
  }
  if (await findInstitution(orm, typed)) return { slug: typed };
  // One that has left the catalogue keeps its entries.
  if (await hasInstitution(orm, typed, size)) return { slug: typed };
  const found = await listInstitutions(
    orm,
    { words: typed },
    { sort: 'nombre', direction: 'asc', offset: 0, limit: mostChoices },
  );
  const [first] = found;
  if (!first) return problem((t) => t('ledger:list.problem.institution', { value: typed }));
  if (found.length === 1) return { slug: first.slug };
  const total = found.length < mostChoices ? found.length : await countInstitutions(orm, { words: typed });
  const slugs = found.map(({ slug }) => slug).join(', ');
  return problem((t) => t('ledger:list.problem.institutions', { value: typed, total, slugs }), found);
}

function readDays({ desde, hasta }: AskedEntries['typed']): {
  filter: EntryFilter;
  problems: FilterProblem[];
} {
  const first = desde === undefined ? undefined : readDay(desde);
  const last = hasta === undefined ? undefined : readDay(hasta);
  const problems: FilterProblem[] = [];
  const noDate = (parameter: FilterParameter, value: string) =>
    problems.push({ parameter, text: (t) => t('ledger:list.problem.date', { value }) });
  if (desde !== undefined && !first) noDate('desde', desde);
  if (hasta !== undefined && !last) noDate('hasta', hasta);
  if (first && last && startOfDay(last) < startOfDay(first)) {
    problems.push({
      parameter: 'hasta',
      text: (t) => t('ledger:list.problem.order', { from: desde, to: hasta }),
    });
  }
  return { filter: { from: first && startOfDay(first), before: last && startOfDay(last, 1) }, problems };
}

/** Reads what an address asks of the list of the first `size` entries. */
export async function readFilter(
  orm: Orm,
  query: URLSearchParams,
  kinds: readonly LedgerKind[],
  size: number,
): Promise<AskedEntries> {
  const given = filterParameters.flatMap((name) => {
    const value = query.get(name)?.trim();
    return value ? [[name, value]] : [];
  });
  const typed: AskedEntries['typed'] = Object.fromEntries(given);
  const { tipo, institucion } = typed;
  const problems: FilterProblem[] = [];
  if (tipo !== undefined && !kinds.some(({ kind }) => kind === tipo)) {
    const known = kinds.map(({ kind }) => kind).join(', ');
    problems.push({
      parameter: 'tipo',
      text: (t) => t('ledger:list.problem.kind', { value: tipo, kinds: known }),
    });
  }
  const institution: Found = institucion === undefined ? {} : await readInstitution(orm, institucion, size);
  if (institution.problem) problems.push(institution.problem);
  const days = readDays(typed);
  return {
    typed,
    filter: { kind: tipo, institution: institution.slug, ...days.filter },
    problems: [...problems, ...days.problems],
  };
}

/** The first problem as one to throw, where there is no form to show it beside. */
export function filterProblem({ problems }: AskedEntries): Problem | undefined {
  const [first] = problems;
  return first && badRequest(first.text(translator('es-MX')), first.text(translator('en')), first.parameter);
}
