import { symmetricDecrypt } from 'better-auth/crypto';
import { isSecure } from '#platform/config/config.ts';
import { cookieName } from '#platform/http/cookies.ts';
import { type Allowance, requireTurn } from '#platform/limits/limit.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import type { Services } from '#platform/services.ts';
import { authOf } from '../auth.ts';
import { readCode } from '../rules/recovery-codes.ts';
import { base32, setUpAddress } from '../rules/totp.ts';
import { findPendingSecret, findSignInMeans } from '../store/factors.ts';
import { hasEntered } from './enter.ts';
import { tellOfChange } from './factor-change.ts';
import { saidBy } from './library.ts';
import { isPassword, type OwnForm, proofNeeded, requireOwner } from './proof.ts';

/** How many codes somebody who has signed in may try; while signing in, each challenge takes five. */
const codeTries: Allowance = { name: 'second-factor', burst: 5, periodSeconds: 10 * 60 };

/** Why a code was not taken. `over`: the challenge has ended; `locked`: too many wrong codes for this account. */
export type CodeFault = 'form' | 'wrong' | 'over' | 'locked';

export type CodeOutcome =
  | { taken: true; kind: 'application' | 'recovery' }
  | { taken: false; fault: CodeFault };

const faults: Readonly<Record<string, CodeFault>> = {
  INVALID_CODE: 'wrong',
  INVALID_BACKUP_CODE: 'wrong',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'over',
  INVALID_TWO_FACTOR_COOKIE: 'over',
  ACCOUNT_TEMPORARILY_LOCKED: 'locked',
};

/** Gives a code to the library: of the session, or of the challenge where there is no session yet. */
async function give(
  { services, answer }: Pick<FormRequest, 'services' | 'answer'>,
  headers: Headers,
  typed: string,
): Promise<CodeOutcome> {
  const read = readCode(typed);
  if (!read) return { taken: false, fault: 'form' };
  const { api } = authOf(services);
  const asked = { body: { code: read.code }, headers, returnHeaders: true } as const;
  const said =
    read.kind === 'application'
      ? await saidBy(answer, api.verifyTOTP(asked))
      : await saidBy(answer, api.verifyBackupCode(asked));
  return said.ok ? { taken: true, kind: read.kind } : { taken: false, fault: faults[said.code] ?? 'wrong' };
}

/** Whose second factor is asked for in this browser, after the first one; undefined where none is. */
export async function challengedPerson({
  services,
  request,
}: Pick<PageRequest, 'services' | 'request'>): Promise<string | undefined> {
  const call = authOf(services).api.pendingChallenge({ headers: request.headers });
  return (await call).person ?? undefined;
}

/**
 * The headers of a request without the session it came with: a challenge is answered with the code of whom it is for,
 * not of whoever else may be signed in in this browser.
 */
function withoutSession({ request, services }: Pick<FormRequest, 'request' | 'services'>): Headers {
  const headers = new Headers(request.headers);
  const session = `${cookieName('session', isSecure(services.config))}=`;
  const others = (headers.get('cookie') ?? '').split(';').filter((pair) => !pair.trim().startsWith(session));
  headers.set('cookie', others.join(';').trim());
  return headers;
}

/** Ends a sign-in with a code. The session that begins has a second factor. */
export async function answerChallenge(form: FormRequest): Promise<CodeOutcome> {
  const person = await challengedPerson(form);
  if (!person) return { taken: false, fault: 'over' };
  const outcome = await give(form, withoutSession(form), form.form.text('code'));
  await tellOfRecovery(form.services, person, outcome);
  if (outcome.taken) await hasEntered(form, person, 'second-factor');
  return outcome;
}

/** Gives the session of somebody who has signed in a second factor. @throws Problem 429 after too many tries */
export async function confirmSession(form: OwnForm, typed: string): Promise<CodeOutcome> {
  requireOwner(form);
  const outcome = await giveOwn(form, typed);
  await tellOfRecovery(form.services, form.person.id, outcome);
  return outcome;
}

async function giveOwn(form: OwnForm, typed: string): Promise<CodeOutcome> {
  const { orm, secrets, now } = form.services;
  if (!readCode(typed)) return { taken: false, fault: 'form' };
  // A set-up that waits is no factor yet: its code proves nothing in a session that lacks the one there is.
  const means = await findSignInMeans(orm, form.person.id);
  if (!means?.secondFactor && (await proofNeeded(form)) === 'second-factor')
    return { taken: false, fault: 'over' };
  await requireTurn(orm, codeTries, secrets.hash('limits', form.person.id), now());
  return give(form, form.request.headers, typed);
}

async function tellOfRecovery(services: Services, person: string, outcome: CodeOutcome): Promise<void> {
  if (!outcome.taken || outcome.kind !== 'recovery') return;
  await services.orm.transaction((tx) => tellOfChange(services, tx, person, 'recovery-code-used'));
}

/** How many recovery codes somebody has left. */
export async function recoveryCodesLeft(services: Services, person: string): Promise<number> {
  return (await recoveryCodes(services, person)).length;
}

async function recoveryCodes(services: Services, person: string): Promise<readonly string[]> {
  const said = await authOf(services).api.viewBackupCodes({ body: { userId: person } });
  return said.backupCodes;
}

/** Why a set-up does not begin. `second-factor`: there is one already, of another kind, and this session is without it. */
export type BeginFault = 'password' | 'sign-in' | 'already' | 'second-factor';

/**
 * Begins to set a second factor up: makes a secret that counts from its first code on. Begun again, with another secret.
 * @throws Problem 429 after too many tries with a wrong password
 */
export async function beginSetUp(form: OwnForm, password: string): Promise<BeginFault | undefined> {
  requireOwner(form);
  const { services, request, answer, person } = form;
  const means = await findSignInMeans(services.orm, person.id);
  if (means?.secondFactor) return 'already';
  const needed = await proofNeeded(form);
  if (needed === 'second-factor') return needed;
  if (means?.password) {
    if (!(await isPassword(form, password))) return 'password';
  } else if (needed !== 'none') return 'sign-in';
  const call = authOf(services).api.enableTwoFactor({
    body: { method: 'totp', ...(means?.password ? { password } : {}) },
    headers: request.headers,
    returnHeaders: true,
  });
  const said = await saidBy(answer, call);
  return said.ok ? undefined : 'already';
}

/** What an application needs to be set up: the address of the QR code, and the secret to type. */
export interface SetUp {
  address: string;
  secret: string;
}

/** The set-up that waits for its first code; undefined where none does. */
export async function pendingSetUp(services: Services, person: string): Promise<SetUp | undefined> {
  const [encrypted, means] = await Promise.all([
    findPendingSecret(services.orm, person),
    findSignInMeans(services.orm, person),
  ]);
  if (encrypted === undefined || !means || means.secondFactor) return undefined;
  const { secretConfig } = await authOf(services).$context;
  const secret = await symmetricDecrypt({ key: secretConfig, data: encrypted });
  const issuer = new URL(services.config.publicUrl ?? 'http://tequio').host;
  return {
    address: setUpAddress(secret, issuer === 'tequio' ? 'Tequio' : `Tequio (${issuer})`, means.email),
    secret: base32(Buffer.from(secret)),
  };
}

/** The recovery codes of a second factor that has just been switched on, or why it was not. */
export type FinishOutcome = { codes: readonly string[] } | { fault: CodeFault };

/** Switches the second factor on with the first code of the application. @throws Problem 429 after too many tries */
export async function finishSetUp(form: OwnForm, typed: string): Promise<FinishOutcome> {
  requireOwner(form);
  const { services, person } = form;
  // A recovery code of a factor that does not count yet proves nothing.
  if (readCode(typed)?.kind !== 'application') return { fault: 'form' };
  const outcome = await giveOwn(form, typed);
  if (!outcome.taken) return { fault: outcome.fault };
  await services.orm.transaction((tx) => tellOfChange(services, tx, person.id, 'second-factor-on'));
  return { codes: await recoveryCodes(services, person.id) };
}

/** Makes new recovery codes; the old ones are good no more. */
export async function renewRecoveryCodes(
  form: OwnForm,
  proof: { password: string; code: string },
): Promise<{ codes: readonly string[] } | { fault: 'password' | CodeFault }> {
  requireOwner(form);
  const { services, request, answer, person } = form;
  const means = await findSignInMeans(services.orm, person.id);
  if (!person.secondFactor) return { fault: 'over' };
  if (means?.password) {
    if (!(await isPassword(form, proof.password))) return { fault: 'password' };
  } else {
    const outcome = await giveOwn(form, proof.code);
    if (!outcome.taken) return { fault: outcome.fault };
  }
  const call = authOf(services).api.generateBackupCodes({
    body: means?.password ? { password: proof.password } : {},
    headers: request.headers,
    returnHeaders: true,
  });
  const said = await saidBy(answer, call);
  if (!said.ok) return { fault: 'over' };
  await services.orm.transaction((tx) => tellOfChange(services, tx, person.id, 'recovery-codes-renewed'));
  return { codes: said.value.backupCodes };
}

/** Why a second factor stays on. `obligatory`: the person has a role. */
export type SwitchOffFault = 'obligatory' | 'password' | CodeFault;

/** Switches the second factor off. @throws Problem 429 after too many tries */
export async function switchOff(
  form: OwnForm,
  proof: { password: string; code: string },
): Promise<SwitchOffFault | undefined> {
  requireOwner(form);
  const { services, request, answer, person } = form;
  if (person.grants.length > 0) return 'obligatory';
  const means = await findSignInMeans(services.orm, person.id);
  if (!means?.secondFactor) return 'over';
  if (means.password && !(await isPassword(form, proof.password))) return 'password';
  const outcome = await giveOwn(form, proof.code);
  if (!outcome.taken) return outcome.fault;
  const call = authOf(services).api.disableTwoFactor({
    body: means.password ? { password: proof.password } : {},
    headers: request.headers,
    returnHeaders: true,
  });
  if (!(await saidBy(answer, call)).ok) return 'over';
  await services.orm.transaction((tx) => tellOfChange(services, tx, person.id, 'second-factor-off'));
  return undefined;
}
