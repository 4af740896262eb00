import type { Person } from '#platform/access/subject.ts';
import { dayAt } from '#platform/calendar/days.ts';
import { centralZone } from '#platform/calendar/zones.ts';
import { newId } from '#platform/database/identifier.ts';
import type { JsonObject } from '#platform/ledger/canonical-json.ts';
import { digestOf } from '#platform/ledger/digest.ts';
import type { Services } from '#platform/services.ts';
import type { AcceptedFile } from '#platform/uploads/accept.ts';
import { commissionActions } from '../policies.ts';
import {
  type ActKind,
  type Attendant,
  atTable,
  type Ballot,
  hasQuorum,
  mayHaveMinutes,
  quorumNow,
  quorumOf,
  refuseBallots,
  resultOf,
  type SessionState,
  sessionMoves,
  sessionSlug,
  tallyOf,
} from '../rules/index.ts';
import { listSeats, seatsOn } from '../store/seats.ts';
import { listItems, type SessionRow, updateSession } from '../store/sessions.ts';
import {
  addMotion,
  closeMotion,
  listAttendance,
  listMotions,
  listVotes,
  removeVotes,
  replaceAttendance,
  replaceVotes,
} from '../store/votes.ts';
import { type Acting, actAs, recordAct } from './act.ts';
import { overtaken, type SessionOutcome, sessionAsSeen } from './call.ts';

/** What is done to a session that was called: the change of its record, and how it stands in the ledger. */
interface Deed<Refusal extends string> {
  refuse?: Refusal;
  change?: Parameters<typeof updateSession>[3];
  kind?: ActKind;
  act?: JsonObject;
  write?(): Promise<void>;
}

/**
 * Does something to a session as somebody saw it: whatever it is, it raises the session's version, so that of two who
 * write at the same time the second is shown what the first did.
 */
function inSession<Refusal extends string>(
  services: Services,
  person: Person,
  { id, seen }: { id: string; seen: number },
  deed: (acting: Acting, session: SessionRow) => Promise<Deed<Refusal>>,
): Promise<SessionOutcome<string, Refusal>> {
  return actAs(
    services,
    person,
    commissionActions.sessions,
    async (acting): Promise<SessionOutcome<string, Refusal>> => {
      const found = await sessionAsSeen(acting, id, seen);
      if (!found.ok) return found.outcome;
      const { year, kind: sessionKind, number } = found.session;
      if (number === null) return { kind: 'refused', why: 'state' };
      const { refuse, change = {}, kind, act = {}, write } = await deed(acting, found.session);
      if (refuse !== undefined || !kind) return { kind: 'refused', why: refuse ?? 'state' };
      const updated = await updateSession(acting.orm, id, seen, { ...change, updatedAt: acting.now });
      if (!updated) return overtaken(acting, found.session);
      await write?.();
      const session = sessionSlug({ year, kind: sessionKind, number });
      await recordAct(acting, { kind, subject: { type: 'session', id }, act: { session, ...act } });
      return { kind: 'done', value: session };
    },
  );
}

/** The seats on the day of a session, and those of them that are said to be there. */
async function seatsOf({ orm }: Acting, { startsAt }: SessionRow, present: readonly string[]) {
  const seats = await seatsOn(orm, dayAt(startsAt, centralZone));
  const voting = seats.filter(({ votes }) => votes);
  const there = new Set(present);
  return {
    seats,
    voting: voting.length,
    presentVoting: voting.filter(({ id }) => there.has(id)).length,
    strangers: present.some((id) => !seats.some((seat) => seat.id === id)),
  };
}

const may = (session: SessionRow, to: SessionState) => sessionMoves(session.state).includes(to);

export type QuorumRefusal = 'early' | 'no-seats' | 'not-member' | 'no-quorum' | 'has-quorum';

/** Why what follows of an attendance cannot: too few for a quorum, or enough for one. */
function refuseAttendance(
  voting: number,
  present: number,
  to: 'open' | 'no-quorum',
): QuorumRefusal | undefined {
  const quorum = hasQuorum(voting, present);
  if (to === 'no-quorum') return quorum ? 'has-quorum' : undefined;
  if (quorum) return undefined;
  return voting === 0 ? 'no-seats' : 'no-quorum';
}

/**
 * Takes attendance at the hour of a session: with a quorum it opens, without one it ends there.
 * @param to what whoever takes it says that follows
 * @throws Problem 403
 */
export function takeAttendance(
  services: Services,
  person: Person,
  at: { id: string; seen: number },
  present: readonly string[],
  to: 'open' | 'no-quorum',
): Promise<SessionOutcome<string, QuorumRefusal>> {
  return inSession<QuorumRefusal>(services, person, at, async (acting, session) => {
    if (!may(session, to)) return {};
    if (acting.now < session.startsAt) return { refuse: 'early' };
    const { seats, voting, presentVoting, strangers } = await seatsOf(acting, session, present);
    if (strangers) return { refuse: 'not-member' };
    const refuse = refuseAttendance(voting, presentVoting, to);
    if (refuse) return { refuse };
    const rows = seats.map(({ id }) => ({
      ...{ session: session.id, seat: id, present: present.includes(id), leftAt: null },
    }));
    return {
      change: to === 'open' ? { state: to, openedAt: acting.now } : { state: to, closedAt: acting.now },
      kind: to === 'open' ? 'session-opened' : 'session-without-quorum',
      act: { seats: voting, present: presentVoting, quorum: voting > 0 ? quorumOf(voting) : null },
      write: () => replaceAttendance(acting.orm, session.id, rows),
    };
  });
}

/** The seats of a session that goes on, as attendance was taken. */
async function attendantsOf({ orm }: Acting, session: string): Promise<Attendant[]> {
  const rows = new Map((await listAttendance(orm, session)).map((row) => [row.seat, row]));
  return (await listSeats(orm)).flatMap(({ id, votes }): Attendant[] => {
    const row = rows.get(id);
    return row ? [{ seat: id, votes, present: row.present, left: row.leftAt !== null }] : [];
  });
}

/** Adds those who come, or come back, while a session goes on. @throws Problem 403 */
export function addArrivals(
  services: Services,
  person: Person,
  at: { id: string; seen: number },
  arrived: readonly string[],
): Promise<SessionOutcome<string, 'not-member' | 'nobody'>> {
  return inSession<'not-member' | 'nobody'>(services, person, at, async (acting, session) => {
    if (session.state !== 'open') return {};
    if (arrived.length === 0) return { refuse: 'nobody' };
    const rows = await listAttendance(acting.orm, session.id);
    const absent = new Set(
      rows.filter(({ present, leftAt }) => !present || leftAt !== null).map(({ seat }) => seat),
    );
    if (arrived.some((seat) => !absent.has(seat))) return { refuse: 'not-member' };
    const now = rows.map((row) =>
      arrived.includes(row.seat) ? { ...row, present: true, leftAt: null } : row,
    );
    return {
      kind: 'attendance-added',
      act: { arrived: new Set(arrived).size },
      write: () => replaceAttendance(acting.orm, session.id, now),
    };
  });
}

/**
 * Says who left while a session goes on. They count for the quorum no more, and what they said to a motion that is not
 * decided yet is taken back: whoever is not there when a vote is closed has no part in it.
 * @throws Problem 403
 */
export function recordDepartures(
  services: Services,
  person: Person,
  at: { id: string; seen: number },
  gone: readonly string[],
): Promise<SessionOutcome<string, 'not-there' | 'nobody'>> {
  return inSession<'not-there' | 'nobody'>(services, person, at, async (acting, session) => {
    if (session.state !== 'open') return {};
    if (gone.length === 0) return { refuse: 'nobody' };
    const seats = await attendantsOf(acting, session.id);
    const there = new Set(atTable(seats).map(({ seat }) => seat));
    if (gone.some((seat) => !there.has(seat))) return { refuse: 'not-there' };
    const { needed, present, reached } = quorumNow(
      seats.map((one) => (gone.includes(one.seat) ? { ...one, left: true } : one)),
    );
    const motions = await listMotions(acting.orm, session.id);
    const rows = (await listAttendance(acting.orm, session.id)).map((row) =>
      gone.includes(row.seat) ? { ...row, leftAt: acting.now } : row,
    );
    return {
      kind: 'members-left',
      act: { left: new Set(gone).size, present, quorum: needed, reached },
      async write() {
        await replaceAttendance(acting.orm, session.id, rows);
        const undecided = motions.filter(({ closedAt }) => closedAt === null).map(({ id }) => id);
        await removeVotes(acting.orm, undecided, gone);
      },
    };
  });
}

/** Puts something to the vote under a point of the agenda. @throws Problem 403 */
export function putMotion(
  services: Services,
  person: Person,
  at: { id: string; seen: number },
  { item, text }: { item: string; text: string },
): Promise<SessionOutcome<string, 'no-item' | 'quorum-lost'>> {
  return inSession<'no-item' | 'quorum-lost'>(services, person, at, async (acting, session) => {
    if (session.state !== 'open') return {};
    const found = (await listItems(acting.orm, session.id)).find(({ id }) => id === item);
    if (!found) return { refuse: 'no-item' };
    if (!quorumNow(await attendantsOf(acting, session.id)).reached) return { refuse: 'quorum-lost' };
    const id = newId();
    return {
      kind: 'motion-put',
      act: { motion: id, item: found.number, sha256: digestOf(text) },
      write: () => addMotion(acting.orm, { id, session: session.id, item, text }),
    };
  });
}

export type BallotRefusal = NonNullable<ReturnType<typeof refuseBallots>> | 'no-motion' | 'closed';

/**
 * Records how the members voted; until the vote is closed it can be recorded anew. Only seats that vote and are at
 * the table have a vote, and each has one.
 * @throws Problem 403
 */
export function recordBallots(
  services: Services,
  person: Person,
  at: { id: string; seen: number },
  motion: string,
  ballots: readonly (readonly [seat: string, ballot: Ballot])[],
): Promise<SessionOutcome<string, BallotRefusal>> {
  return inSession<BallotRefusal>(services, person, at, async (acting, session) => {
    if (session.state !== 'open') return {};
    const found = (await listMotions(acting.orm, session.id)).find(({ id }) => id === motion);
    if (!found) return { refuse: 'no-motion' };
    if (found.closedAt) return { refuse: 'closed' };
    const seats = await attendantsOf(acting, session.id);
    const refuse = refuseBallots(
      ballots.map(([seat]) => seat),
      seats,
    );
    if (refuse) return { refuse };
    return {
      kind: 'votes-recorded',
      act: { motion, ballots: Object.fromEntries(ballots) },
      write: () => replaceVotes(acting.orm, motion, new Map(ballots)),
    };
  });
}

export type DecisionRefusal = 'no-motion' | 'closed' | 'no-votes' | 'quorum-lost';

/** Closes a vote: what it decided stands. Without a quorum at that moment it decides nothing. @throws Problem 403 */
export function decideMotion(
  services: Services,
  person: Person,
  at: { id: string; seen: number },
  motion: string,
): Promise<SessionOutcome<string, DecisionRefusal>> {
  return inSession<DecisionRefusal>(services, person, at, async (acting, session) => {
    if (session.state !== 'open') return {};
    const found = (await listMotions(acting.orm, session.id)).find(({ id }) => id === motion);
    if (!found) return { refuse: 'no-motion' };
    if (found.closedAt) return { refuse: 'closed' };
    if (!quorumNow(await attendantsOf(acting, session.id)).reached) return { refuse: 'quorum-lost' };
    const votes = await listVotes(acting.orm, [motion]);
    if (votes.length === 0) return { refuse: 'no-votes' };
    const tally = tallyOf(votes.map(({ ballot }) => ballot));
    const result = resultOf(tally);
    return {
      kind: 'motion-decided',
      act: {
        ...{ motion, to: result, ...tally },
        ballots: Object.fromEntries(votes.map(({ seat, ballot }) => [seat, ballot])),
      },
      write: () => closeMotion(acting.orm, motion, result, acting.now),
    };
  });
}

/** Ends a session. Only one that has lost its quorum can end with motions that nobody decided. @throws Problem 403 */
export function closeSession(
  services: Services,
  person: Person,
  at: { id: string; seen: number },
): Promise<SessionOutcome<string, 'open-motions'>> {
  return inSession<'open-motions'>(services, person, at, async (acting, session) => {
    if (!may(session, 'held')) return {};
    const motions = await listMotions(acting.orm, session.id);
    const undecided = motions.filter(({ closedAt }) => closedAt === null).length;
    const { reached } = quorumNow(await attendantsOf(acting, session.id));
    if (undecided > 0 && reached) return { refuse: 'open-motions' };
    return {
      kind: 'session-held',
      change: { state: 'held', closedAt: acting.now },
      act: { motions: motions.length, ...(undecided > 0 ? { undecided } : {}) },
    };
  });
}

export interface Minutes {
  text: string | null;
  recording: string | null;
  /** Left out, the file there is stays. */
  file?: AcceptedFile;
}

/** Publishes the minutes of a session that is over, or puts others in their place. @throws Problem 403 */
export function publishMinutes(
  services: Services,
  person: Person,
  at: { id: string; seen: number },
  { text, recording, file }: Minutes,
): Promise<SessionOutcome<string, 'not-yet' | 'nothing'>> {
  return inSession<'not-yet' | 'nothing'>(services, person, at, async (acting, session) => {
    if (!mayHaveMinutes(session.state)) return { refuse: 'not-yet' };
    if (text === null && !file && session.minutesSha256 === null) return { refuse: 'nothing' };
    const kept = file
      ? {
          ...{ minutesFile: file.bytes, minutesName: file.name, minutesType: file.kind },
          minutesSha256: file.sha256,
        }
      : {};
    return {
      kind: 'minutes-published',
      change: { minutes: text, recording, minutesAt: acting.now, ...kept },
      act: {
        sha256: digestOf({ text, recording }),
        file: file?.sha256 ?? session.minutesSha256,
      },
    };
  });
}
