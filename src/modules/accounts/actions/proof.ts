import type { Person } from '#platform/access/subject.ts';
import { type Allowance, requireTurn } from '#platform/limits/limit.ts';
import type { FormRequest } from '#platform/module.ts';
import { authOf } from '../auth.ts';
import { isRecent } from '../rules/session.ts';
import { findSignInMeans } from '../store/factors.ts';
import { saidBy } from './library.ts';

/** A form that somebody with an account has sent, as far as actions need it. */
export type OwnForm = Pick<FormRequest, 'services' | 'request' | 'answer'> & { person: Person };

/** Asks the policy of one's own account, as every action does. @throws Problem 403 */
export function requireOwner({ services, person }: Pick<OwnForm, 'services' | 'person'>): void {
  services.access.require(person, 'accounts.own', { person: person.id });
}

/** How somebody can show that it is them before they change how they sign in. */
export type ProofNeeded = 'none' | 'second-factor' | 'password' | 'sign-in';

const passwordTries: Allowance = { name: 'proof-password', burst: 10, periodSeconds: 15 * 60 };

/**
 * What is asked for first: the second factor in a session without it, where there is one; then nothing shortly after
 * signing in; later the password, or to sign in again where there is none. Of those with a role a passkey is such a
 * factor too: whoever has only the first one could otherwise put a new one of their own beside it.
 */
export async function proofNeeded({
  services,
  person,
}: Pick<OwnForm, 'services' | 'person'>): Promise<ProofNeeded> {
  const means = await findSignInMeans(services.orm, person.id);
  const strong = means?.secondFactor === true || (person.grants.length > 0 && (means?.passkeys ?? 0) > 0);
  if (strong && !person.secondFactor) return 'second-factor';
  if (isRecent(person.session.since, services.now())) return 'none';
  return means?.password ? 'password' : 'sign-in';
}

/**
 * Whether a password is that of the person.
 * @throws Problem 429 after too many tries
 */
export async function isPassword({ services, request, answer, person }: OwnForm, password: string) {
  const { orm, secrets, now } = services;
  await requireTurn(orm, passwordTries, secrets.hash('limits', person.id), now());
  if (password === '') return false;
  const call = authOf(services).api.verifyPassword({
    body: { password },
    headers: request.headers,
    returnHeaders: true,
  });
  return (await saidBy(answer, call)).ok;
}

/**
 * What is still missing before somebody may change how they sign in; undefined where nothing is.
 * @throws Problem 403 for anybody else than the person, 429 after too many tries
 */
export async function missingProof(
  form: OwnForm,
  password: string,
): Promise<Exclude<ProofNeeded, 'none'> | undefined> {
  requireOwner(form);
  const needed = await proofNeeded(form);
  if (needed === 'none') return undefined;
  if (needed === 'password' && (await isPassword(form, password))) return undefined;
  return needed;
}
