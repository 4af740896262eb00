import type { Person } from '#platform/access/subject.ts';
import { recordAudit } from '#platform/audit/audit.ts';
import { isId } from '#platform/database/identifier.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import type { PageRequest } from '#platform/module.ts';
import type { Services } from '#platform/services.ts';
import { authOf } from '../auth.ts';
import { sessionEnd } from '../rules/session.ts';
import { setName } from '../store/own-account.ts';
import { endOwnSession, endSessionsBut, listSessions, type OpenSession } from '../store/sessions.ts';
import { saidBy } from './library.ts';
import { requireOwner } from './proof.ts';

/** Where a person is signed in now. */
export async function openSessions({ orm, now }: Services, person: Person): Promise<OpenSession[]> {
  const sessions = await listSessions(orm, person.id);
  return sessions.filter(({ createdAt }) => sessionEnd(createdAt, person.grants.length > 0) > now());
}

/** Ends one of a person's sessions. @returns whether it was there */
export async function endSession(services: Services, person: Person, session: string): Promise<boolean> {
  requireOwner({ services, person });
  if (!isId(session)) return false;
  return services.orm.transaction(async (tx) => {
    const ended = await endOwnSession(tx, person.id, session);
    if (ended) await recordEnd(services, tx, person, 1);
    return ended;
  });
}

/** Ends all of a person's sessions but the one they act in. @returns how many there were */
export async function endOtherSessions(services: Services, person: Person): Promise<number> {
  requireOwner({ services, person });
  return services.orm.transaction(async (tx) => {
    const ended = await endSessionsBut(tx, person.id, person.session.id);
    if (ended > 0) await recordEnd(services, tx, person, ended);
    return ended;
  });
}

function recordEnd({ now }: Services, tx: Services['orm'], { id }: Person, sessions: number): Promise<void> {
  return recordAudit(tx, {
    ...{ at: now(), actor: id, person: id, action: 'accounts.sessions-revoked', detail: { sessions } },
  });
}

/** Signs somebody out in this browser, and takes its session away wherever it may have been copied to. */
export async function signOut({
  services,
  request,
  answer,
  subject,
}: Pick<PageRequest, 'services' | 'request' | 'answer' | 'subject'>): Promise<void> {
  const call = authOf(services).api.signOut({ headers: request.headers, returnHeaders: true });
  await saidBy(answer, call);
  if (subject.kind !== 'person') return;
  const { id } = subject;
  await services.orm.transaction(async (tx) => {
    await endOwnSession(tx, id, subject.session.id);
    await recordAudit(tx, { at: services.now(), actor: id, person: id, action: 'accounts.signed-out' });
  });
}

/** Changes what a person is called and in which language letters to them are written. */
export async function rename(services: Services, person: Person, name: string, lang: Lang): Promise<void> {
  requireOwner({ services, person });
  await services.orm.transaction(async (tx) => {
    const now = services.now();
    await setName(tx, person.id, name, lang, now);
    await recordAudit(tx, { at: now, actor: person.id, person: person.id, action: 'accounts.renamed' });
  });
}
