import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { recordAudit } from '#platform/audit/audit.ts';
import { newId } from '#platform/database/identifier.ts';
import { translator } from '#platform/i18n/i18n.ts';
import { type Allowance, takeTurn } from '#platform/limits/limit.ts';
import { queueLetter } from '#platform/mail/queue.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import type { Services } from '#platform/services.ts';
import type { Claims, SignOnIdentity } from '../../rules/sign-on-claims.ts';
import { addSignOn, findSignOnHolder } from '../../store/factors.ts';
import { findAccountByEmail, insertAccount } from '../../store/own-account.ts';
import { onSingleSignOn } from '../claims.ts';
import { enter } from '../enter.ts';
import { takeLetter } from '../limits.ts';
import { keptFor } from './kept.ts';

/** Somebody whom the single sign-on knows and we do not, until they say that they want an account. */
const waiting = keptFor(
  'sign-on-new',
  z.object({
    issuer: z.string(),
    subject: z.string(),
    email: z.string().optional(),
    emailVerified: z.boolean(),
    name: z.string(),
    back: z.string().optional(),
    /** The one claim that is of use after this. */
    claims: z.record(z.string(), z.string()),
    /** What was typed where the address has to be proven, with the code that went there; '' for one that has an account. */
    proof: z.object({ name: z.string(), email: z.string(), code: z.string() }).optional(),
  }),
  30 * 60,
);

export type Newcomer = NonNullable<Awaited<ReturnType<typeof waiting.read>>>;

/** Remembers who has come, for this browser. */
export async function keepNewcomer(
  request: PageRequest,
  identity: SignOnIdentity,
  claims: Claims,
  back: string | undefined,
): Promise<void> {
  const name = request.services.config.oidc?.curpClaim;
  const value = name === undefined || !Object.hasOwn(claims, name) ? undefined : claims[name];
  const useful = name !== undefined && typeof value === 'string' ? { [name]: value } : {};
  await waiting.keep(request, { ...identity, back, claims: useful });
}

/** Who has come to this browser; undefined where nobody has, or too long ago. */
export function findNewcomer(request: PageRequest): Promise<Newcomer | undefined> {
  return waiting.read(request);
}

/** Whether the address that the single sign-on vouches for has an account here. Nobody but its owner gets to ask. */
export async function hasAccount({ orm }: Services, { email, emailVerified }: Newcomer): Promise<boolean> {
  return emailVerified && email !== undefined && (await findAccountByEmail(orm, email)) !== undefined;
}

/** What came of a newcomer's form. `code`: one was sent to the address they typed. */
export type Welcome =
  | { kind: 'entered' | 'second-factor'; back: string | undefined }
  | { kind: 'code' | 'void' | 'taken' | 'wrong' }
  | { kind: 'wait'; seconds: number };

/**
 * Opens the account of a newcomer whose address the single sign-on vouches for; otherwise sends a code to the address
 * they typed. Whether that one has an account is told to its mailbox only.
 */
export async function welcome(
  request: FormRequest,
  typed: { name: string; email: string },
): Promise<Welcome> {
  const newcomer = await findNewcomer(request);
  if (!newcomer) return { kind: 'void' };
  if (newcomer.emailVerified && newcomer.email !== undefined)
    return open(request, { name: typed.name, email: newcomer.email });
  const turn = await takeLetter(request, 'sign-up', typed.email);
  if (!turn.granted) return { kind: 'wait', seconds: turn.seconds };
  const known = (await findAccountByEmail(request.services.orm, typed.email)) !== undefined;
  const code = String(randomInt(100_000_000)).padStart(8, '0');
  await waiting.change(request, { ...newcomer, proof: { ...typed, code: known ? '' : code } });
  await writeCode(request, typed.email, known ? undefined : code);
  return { kind: 'code' };
}

/** A letter with a code, or one that says that the address has an account. */
async function writeCode(
  { services, page }: FormRequest,
  to: string,
  code: string | undefined,
): Promise<void> {
  const { lang } = page;
  const t = translator(lang);
  const provider = services.config.oidc?.name ?? '';
  const [kind, body] =
    code === undefined
      ? (['sign-on-known', [t('factors:letter.known.text', { provider })]] as const)
      : ([
          'sign-on-code',
          [t('factors:letter.code.text', { provider }), { code }, t('factors:letter.code.after')],
        ] as const);
  const subject = t(code === undefined ? 'factors:letter.known.subject' : 'factors:letter.code.subject');
  await services.orm.transaction((tx) =>
    queueLetter(services, tx, { kind: `accounts.${kind}`, to, lang, subject, body }),
  );
}

const codeTries: Allowance = { name: 'sign-on-code', burst: 5, periodSeconds: 30 * 60 };

/** Opens the account of a newcomer who typed the code that went to their address: in the browser in which they came. */
export async function proveAddress(request: FormRequest, code: string): Promise<Welcome> {
  const { services } = request;
  const newcomer = await findNewcomer(request);
  if (!newcomer?.proof) return { kind: 'void' };
  const who = services.secrets.hash('limits', `sign-on-code ${newcomer.issuer} ${newcomer.subject}`);
  const turn = await takeTurn(services.orm, codeTries, who, services.now());
  if (!turn.granted) return { kind: 'wait', seconds: turn.retryAfterSeconds };
  const { proof } = newcomer;
  if (proof.code === '' || proof.code !== code.replace(/\s/g, '')) return { kind: 'wrong' };
  return open(request, proof);
}

/** Opens an account with a proven address, tied to the single sign-on, and signs its owner in. */
async function open(
  request: FormRequest,
  { name, email }: { name: string; email: string },
): Promise<Welcome> {
  const { services, page } = request;
  const newcomer = await waiting.take(request);
  if (!newcomer) return { kind: 'void' };
  const { issuer, subject } = newcomer;
  const person = await services.orm.transaction(async (tx) => {
    const now = services.now();
    const holder = await findSignOnHolder(tx, issuer, subject);
    if (holder !== undefined) return holder;
    const made = await insertAccount(tx, { name, email, lang: page.lang, password: null, now });
    if (made === undefined) return undefined;
    // Of two accounts for one identity the second one is not: its transaction ends here.
    if (!(await addSignOn(tx, { id: newId(), person: made, issuer, subject, now })))
      throw new Error('The identity was taken meanwhile');
    await recordAudit(tx, { at: now, actor: made, person: made, action: 'accounts.signed-up' });
    return made;
  });
  if (person === undefined) return { kind: 'taken' };
  const kind = await enter(request, person, 'sign-on');
  await onSingleSignOn(services, person, newcomer.claims);
  return { kind, back: newcomer.back };
}
