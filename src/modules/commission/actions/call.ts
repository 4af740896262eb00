import type { Person } from '#platform/access/subject.ts';
import { recordAudit } from '#platform/audit/audit.ts';
import { dayAt } from '#platform/calendar/days.ts';
import { centralZone } from '#platform/calendar/zones.ts';
import { newId } from '#platform/database/identifier.ts';
import { done, type Outcome, refused } from '#platform/errors/outcome.ts';
import { digestOf } from '#platform/ledger/digest.ts';
import type { Services } from '#platform/services.ts';
import { commissionActions } from '../policies.ts';
import { type NoticeDays, type SessionKind, sessionMoves, sessionSlug } from '../rules/index.ts';
import { listOpenAgreements } from '../store/agreements.ts';
import {
  addItems,
  addSession,
  findSession,
  listItems,
  removeDraft,
  replaceItems,
  type SessionRow,
  takeNumber,
  updateSession,
} from '../store/sessions.ts';
import { type Acting, actAs, recordAct } from './act.ts';

/** What a session is to be. */
export interface SessionFacts {
  kind: SessionKind;
  startsAt: Date;
  place: string;
  /** The titles of its agenda, in order. */
  agenda: readonly string[];
}

export type SessionOutcome<Done, Refusal extends string> = Outcome<
  Done,
  Refusal | 'no-session' | 'state',
  SessionRow
>;

const yearOf = (startsAt: Date) => Number(dayAt(startsAt, centralZone).slice(0, 4));

const itemsOf = (session: string, agenda: readonly string[]) =>
  agenda.map((title, at) => ({ id: newId(), session, number: at + 1, title }));

/** Drafts are nobody's business yet: they stand in the audit trail and not in the ledger. */
async function auditDraft({ orm, now, person }: Acting, action: string, id: string): Promise<void> {
  await recordAudit(orm, { at: now, actor: person.id, action, target: id });
}

/** Begins to prepare a session. @throws Problem 403 */
export function draftSession(
  services: Services,
  person: Person,
  { agenda, ...facts }: SessionFacts,
): Promise<Outcome<string, 'past'>> {
  return actAs(services, person, commissionActions.sessions, async (acting) => {
    if (facts.startsAt <= acting.now) return refused('past');
    const id = newId();
    await addSession(acting.orm, {
      ...{ id, ...facts, state: 'draft', year: yearOf(facts.startsAt), updatedAt: acting.now },
    });
    await addItems(acting.orm, itemsOf(id, agenda));
    await auditDraft(acting, 'commission.session-drafted', id);
    return done(id);
  });
}

/** The session that somebody acts on, as they saw it. */
export async function sessionAsSeen(
  { orm }: Acting,
  id: string,
  seen: number,
): Promise<
  | { ok: true; session: SessionRow }
  | {
      ok: false;
      outcome: { kind: 'refused'; why: 'no-session' } | { kind: 'changed-meanwhile'; now: SessionRow };
    }
> {
  const session = await findSession(orm, id);
  if (!session) return { ok: false, outcome: refused('no-session') };
  if (session.version !== seen) return { ok: false, outcome: { kind: 'changed-meanwhile', now: session } };
  return { ok: true, session };
}

/** Somebody was quicker between reading and writing. */
export async function overtaken({ orm }: Acting, session: SessionRow) {
  return { kind: 'changed-meanwhile', now: (await findSession(orm, session.id)) ?? session } as const;
}

/** Changes what a draft says. @throws Problem 403 */
export function editDraft(
  services: Services,
  person: Person,
  id: string,
  { agenda, ...facts }: SessionFacts,
  seen: number,
): Promise<SessionOutcome<string, 'past'>> {
  return actAs(services, person, commissionActions.sessions, async (acting) => {
    const found = await sessionAsSeen(acting, id, seen);
    if (!found.ok) return found.outcome;
    if (found.session.state !== 'draft') return refused('state');
    if (facts.startsAt <= acting.now) return refused('past');
    const change = { ...facts, year: yearOf(facts.startsAt), updatedAt: acting.now };
    if (!(await updateSession(acting.orm, id, seen, change))) return overtaken(acting, found.session);
    await replaceItems(acting.orm, id, itemsOf(id, agenda));
    await auditDraft(acting, 'commission.session-edited', id);
    return done(id);
  });
}

/** Throws a draft away. @throws Problem 403 */
export function discardDraft(
  services: Services,
  person: Person,
  id: string,
  seen: number,
): Promise<SessionOutcome<null, never>> {
  return actAs(services, person, commissionActions.sessions, async (acting) => {
    const found = await sessionAsSeen(acting, id, seen);
    if (!found.ok) return found.outcome;
    if (!(await removeDraft(acting.orm, id, seen))) return refused('state');
    await auditDraft(acting, 'commission.session-discarded', id);
    return done(null);
  });
}

/** The agreements that still have to be kept stand on the agenda after what was put there by hand. */
async function carryOver({ orm }: Acting, session: string, after: number): Promise<number> {
  const open = await listOpenAgreements(orm);
  await addItems(
    orm,
    open.map(({ id, code, text }, at) => ({
      ...{ id: newId(), session, number: after + at + 1, title: code, text, agreement: id },
    })),
  );
  return open.length;
}

/**
 * Publishes the call of a session: it gets its number, and the open agreements come onto its agenda. A call that comes
 * late is published all the same, and shown as late.
 * @param notice how many days before each kind of session its call has to be there
 * @throws Problem 403
 */
export function callSession(
  services: Services,
  person: Person,
  id: string,
  seen: number,
  notice: NoticeDays,
): Promise<SessionOutcome<string, 'past' | 'no-agenda'>> {
  return actAs(services, person, commissionActions.sessions, async (acting) => {
    const { orm, now } = acting;
    const found = await sessionAsSeen(acting, id, seen);
    if (!found.ok) return found.outcome;
    const { state, startsAt, year, kind, place } = found.session;
    if (!sessionMoves(state).includes('called')) return refused('state');
    if (startsAt <= now) return refused('past');
    const items = await listItems(orm, id);
    if (items.length === 0) return refused('no-agenda');
    const number = await takeNumber(orm, year, kind);
    const change = {
      ...({ state: 'called', number, calledAt: now, updatedAt: now } as const),
      noticeDays: notice[kind],
    };
    if (!(await updateSession(orm, id, seen, change))) return overtaken(acting, found.session);
    const carried = await carryOver(acting, id, items.length);
    const session = sessionSlug({ year, kind, number });
    await recordAct(acting, {
      kind: 'session-called',
      subject: { type: 'session', id },
      act: {
        ...{ session, starts: startsAt.toISOString(), notice_days: notice[kind] },
        ...{ items: items.length, carried_over: carried },
        sha256: digestOf({ place, agenda: items.map(({ title }) => title) }),
      },
    });
    return done(session);
  });
}

/** Calls a session off, with the reason for everybody to read. @throws Problem 403 */
export function cancelSession(
  services: Services,
  person: Person,
  id: string,
  seen: number,
  reason: string,
): Promise<SessionOutcome<string, never>> {
  return actAs(services, person, commissionActions.sessions, async (acting) => {
    const found = await sessionAsSeen(acting, id, seen);
    if (!found.ok) return found.outcome;
    const { state, year, kind, number } = found.session;
    if (state === 'draft' || number === null || !sessionMoves(state).includes('cancelled'))
      return refused('state');
    const change = { state: 'cancelled', reason, closedAt: acting.now, updatedAt: acting.now } as const;
    if (!(await updateSession(acting.orm, id, seen, change))) return overtaken(acting, found.session);
    const session = sessionSlug({ year, kind, number });
    await recordAct(acting, {
      kind: 'session-cancelled',
      subject: { type: 'session', id },
      act: { session, sha256: digestOf(reason) },
    });
    return done(session);
  });
}
