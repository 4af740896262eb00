import { recordAudit } from '#platform/audit/audit.ts';
import type { PageRequest } from '#platform/module.ts';
import { authOf } from '../auth.ts';
import { endOwnSession } from '../store/sessions.ts';
import { rememberDevice } from './known-device.ts';
import { saidBy } from './library.ts';

/** By what somebody has shown who they are. */
export type SignInMethod = 'password' | 'link' | 'sign-up' | 'second-factor' | 'passkey' | 'sign-on';

type Asked = Pick<PageRequest, 'services' | 'request' | 'answer' | 'subject'>;

/**
 * Signs somebody in who has shown who they are; an account with a second factor is asked for it first. What they were
 * signed in as in this browser before ends.
 */
export async function enter(
  asked: Asked,
  person: string,
  method: SignInMethod,
): Promise<'entered' | 'second-factor'> {
  const { services, request, answer, subject } = asked;
  const { orm } = services;
  if (subject.kind === 'person') await endOwnSession(orm, subject.id, subject.session.id);
  const call = authOf(services).api.beginSession({
    body: { person },
    headers: request.headers,
    returnHeaders: true,
  });
  const said = await saidBy(answer, call);
  if (!said.ok) throw new Error(`No session could begin: ${said.code}`);
  if ('twoFactorRedirect' in said.value) return 'second-factor';
  await hasEntered(asked, person, method);
  return 'entered';
}

/** What follows whenever somebody has signed in, second factor and all: their browser is known, and it is on record. */
export async function hasEntered(
  asked: Pick<Asked, 'services' | 'request' | 'answer'>,
  person: string,
  method: SignInMethod,
): Promise<void> {
  const { orm, now } = asked.services;
  rememberDevice(asked, person);
  await recordAudit(orm, {
    ...{ at: now(), actor: person, person, action: 'accounts.signed-in', detail: { method } },
  });
}
