import { eq } from 'drizzle-orm';
import { grantsOf } from '#platform/access/grants.ts';
import { type Subject, visitor } from '#platform/access/subject.ts';
import { isSecure } from '#platform/config/config.ts';
import { cookieName } from '#platform/http/cookies.ts';
import type { Services } from '#platform/services.ts';
import { authOf } from './auth.ts';
import { sessionEnd } from './rules/session.ts';
import { personIdentities, personResidences } from './schema.ts';
import { markSessionUsed } from './store/sessions.ts';

/** How exactly is kept when a session was last used: writing it down with every page would cost more than it says. */
const usedMs = 10 * 60 * 1000;

/**
 * Who asks, by the session cookie of a request. The library ends sessions after a person's time; the shorter time of
 * those who have a role is seen to here, whenever they were given it.
 */
export async function authenticate(request: Request, services: Services, answer: Headers): Promise<Subject> {
  const name = cookieName('session', isSecure(services.config));
  if (!request.headers.get('cookie')?.includes(`${name}=`)) return visitor;
  const { response: found, headers } = await authOf(services).api.getSession({
    headers: request.headers,
    returnHeaders: true,
  });
  for (const cookie of headers.getSetCookie()) answer.append('set-cookie', cookie);
  if (!found) return visitor;
  const { user, session } = found;
  const { orm } = services;
  const now = services.now();
  const [[residence], [identity], grants] = await Promise.all([
    orm.select().from(personResidences).where(eq(personResidences.person, user.id)),
    orm
      .select({ verifiedAt: personIdentities.verifiedAt })
      .from(personIdentities)
      .where(eq(personIdentities.person, user.id)),
    grantsOf(orm, user.id, now),
  ]);
  if (sessionEnd(session.createdAt, grants.length > 0) <= now) return visitor;
  if (now.getTime() - session.updatedAt.getTime() > usedMs) await markSessionUsed(orm, session.id, now);
  return {
    kind: 'person',
    id: user.id,
    assurance: identity ? 2 : user.emailVerified ? 1 : 0,
    state: residence?.state ?? null,
    municipality: residence?.municipality ?? null,
    grants,
    secondFactor: session.secondFactor === true,
    session: { id: session.id, since: session.createdAt },
  };
}
