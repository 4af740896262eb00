import { asc, eq } from 'drizzle-orm';
import type { LetterPart } from '#platform/mail/letter.ts';
import { mailLetters } from '#platform/mail/schema.ts';
import type { Services } from '#platform/services.ts';
import { people } from '../../src/modules/accounts/schema.ts';
import { formRequest } from './people.ts';
import type { createTestSite } from './site.ts';

type Site = Pick<ReturnType<typeof createTestSite>, 'ask'>;

const agent = 'Mozilla/5.0 (Android 14; Mobile; rv:131.0) Gecko/131.0 Firefox/131.0';
let count = 0;

/** A browser at the test site: it keeps cookies, and comes from a network address of its own. */
export function createVisitor(site: Site, options: { address?: string; agent?: string } = {}) {
  count += 1;
  const { address = `198.51.${100 + Math.floor(count / 250)}.${count % 250}` } = options;
  const cookies = new Map<string, string>();
  const header = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const keep = (response: Response) => {
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  const headers = () => ({ cookie: header(), 'user-agent': options.agent ?? agent });
  return {
    cookies,
    address,
    get: async (path: string) => keep(await site.ask(path, { headers: headers() }, address)),
    async send(path: string, values: Record<string, string | readonly string[]>) {
      const request = formRequest(values);
      return keep(
        await site.ask(path, { ...request, headers: { ...request.headers, ...headers() } }, address),
      );
    },
    /** Whether the site knows who this is. */
    async isSignedIn() {
      return (await site.ask('/cuenta', { headers: headers() }, address)).status === 200;
    },
  };
}

export type Visitor = ReturnType<typeof createVisitor>;

export interface QueuedLetter {
  kind: string;
  lang: string;
  person: string | null;
  subject: string;
  /** Everything that is written in it. */
  text: string;
  /** The path and query of its link. */
  link: string;
}

function textOf(part: LetterPart): string {
  return typeof part === 'string' ? part : JSON.stringify(part);
}

/** The letters that wait for an address, the first one first. */
export async function lettersTo({ orm }: Services, address: string): Promise<QueuedLetter[]> {
  const rows = await orm
    .select()
    .from(mailLetters)
    .where(eq(mailLetters.address, address))
    .orderBy(asc(mailLetters.id));
  return rows.map(({ kind, lang, person, subject, body }) => {
    const links = body.flatMap((part) => (typeof part === 'object' && 'link' in part ? [part.link] : []));
    const { pathname = '', search = '' } = links[0] ? new URL(links[0], 'http://tequio.test') : {};
    return { kind, lang, person, subject, text: body.map(textOf).join('\n'), link: pathname + search };
  });
}

/** The last letter to an address. @throws Error where there is none */
export async function lastLetter(services: Services, address: string): Promise<QueuedLetter> {
  const letter = (await lettersTo(services, address)).at(-1);
  if (!letter) throw new Error(`No letter to ${address}`);
  return letter;
}

/** The form on the page of a letter's link: its address and what it holds unseen. */
export function tokenOf(letter: QueuedLetter): { path: string; token: string } {
  const url = new URL(letter.link, 'http://tequio.test');
  return { path: url.pathname, token: url.searchParams.get('token') ?? '' };
}

/** A password that is taken. */
export const goodPassword = 'lluvia sobre el comal';

/** Opens an account as people do: sign-up, letter, confirmation. */
export async function openAccount(
  services: Services,
  visitor: Visitor,
  email: string,
  password: string = goodPassword,
): Promise<void> {
  await visitor.send('/registro', { name: 'Persona Ficticia', email, password, privacidad: 'si' });
  const { path, token } = tokenOf(await lastLetter(services, email));
  const response = await visitor.send(path, { token, password });
  if (response.status !== 303) throw new Error(`${path}: ${response.status}`);
}

/** Makes people with an account, each with the browser they opened it in, under addresses that begin alike. */
export function peopleWithAccounts(site: Site & { readonly services: Services }, name: string) {
  let made = 0;
  return async (): Promise<{ email: string; home: Visitor; id: string }> => {
    made += 1;
    const email = `${name}-${made}@ejemplo.test`;
    const home = createVisitor(site);
    await openAccount(site.services, home, email);
    const [person] = await site.services.orm.select().from(people).where(eq(people.email, email));
    return { email, home, id: person?.id ?? '' };
  };
}
