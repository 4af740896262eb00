import type { Person } from '#platform/access/subject.ts';
import { newId } from '#platform/database/identifier.ts';
import { changedMeanwhile, done, type Outcome, refused } from '#platform/errors/outcome.ts';
import { digestOf } from '#platform/ledger/digest.ts';
import type { Services } from '#platform/services.ts';
import type { PendingDocument } from '#platform/uploads/document.tsx';
import { plansActions } from '../policies.ts';
import {
  afterMove,
  type MeetingRefusal,
  meetingProblem,
  moveProblem,
  type SecretariatRefusal,
  type SecretariatStatus,
  type Sector,
  unknownSecretariat,
} from '../rules/index.ts';
import { endVoicesOf } from '../store/representatives.ts';
import {
  addMeeting,
  addMembers,
  addMove,
  addSecretariat,
  endMembership,
  findSecretariat,
  listMeetings,
  listMembers,
  lockSecretariat,
  type SecretariatRow,
  updateSecretariat,
} from '../store/secretariats.ts';
import { type Acting, actInState, recordAct, recordDraft } from './act.ts';
import { keepDocument } from './files.ts';
import { endGrantsWithoutVoice, tellEnded } from './representatives.ts';

/** What a secretariat becomes, from which day, and what shows it. */
export interface MoveInput {
  to: SecretariatStatus;
  on: string;
  document: PendingDocument | null;
  reason: string | null;
  /** The version that whoever moves it saw; 0 where nothing was known of it. */
  seen: number;
}

/** Writes what is known now; undefined where somebody was quicker. */
async function writeStanding(
  { orm, now, state }: Acting,
  row: SecretariatRow | undefined,
  seen: number,
  change: ReturnType<typeof afterMove>,
): Promise<boolean> {
  // What it is now is said here, as of now; where its first days are known from stays.
  const facts = { ...change, asOf: null, updatedAt: now };
  if (!row) return addSecretariat(orm, { state: state.clave, ...facts });
  return (await updateSecretariat(orm, state.clave, seen, facts)) !== undefined;
}

/** Says what became of a state's secretariat. A state of which nothing was known gets its record. @throws Problem 403 */
export function moveSecretariat(
  services: Services,
  person: Person,
  clave: string,
  { to, on, document, reason, seen }: MoveInput,
): Promise<Outcome<SecretariatStatus, SecretariatRefusal, SecretariatRow>> {
  return actInState(services, person, plansActions.secretariat, clave, async (acting) => {
    const { orm, now, today } = acting;
    const row = await lockSecretariat(orm, clave);
    if (row && row.version !== seen) return changedMeanwhile(row);
    const standing = row ?? unknownSecretariat;
    const why = moveProblem(standing, { to, on, hasDocument: document !== null, reason }, today);
    if (why) return refused(why);
    if (!(await writeStanding(acting, row, seen, afterMove(standing, { to, on })))) {
      const meanwhile = await findSecretariat(orm, clave);
      return meanwhile ? changedMeanwhile(meanwhile) : refused('move');
    }
    const kept = await keepDocument(acting, document);
    const entry = await recordAct(acting, {
      kind: 'secretariat-moved',
      act: {
        ...{ from: standing.status, to, on, document: kept.sha256 },
        reason: reason === null ? null : digestOf({ reason }),
      },
    });
    const { document: stands } = kept;
    await addMove(orm, { state: clave, status: to, on, document: stands, reason, at: now, entry });
    return done(to);
  });
}

/** An organisation that joins a secretariat. */
export interface MemberInput {
  organisation: string;
  sector: Sector;
  since: string | null;
  facilitates: boolean;
}

export type MemberRefusal = 'no-secretariat' | 'future' | 'already';

const folded = (name: string) =>
  name
    .normalize('NFD')
    .replace(/\p{M}|[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/** Adds an organisation to a secretariat. @returns its identifier @throws Problem 403 */
export function addMember(
  services: Services,
  person: Person,
  clave: string,
  { organisation, sector, since, facilitates }: MemberInput,
): Promise<Outcome<string, MemberRefusal>> {
  return actInState(services, person, plansActions.secretariat, clave, async (acting) => {
    const { orm, today } = acting;
    if (!(await lockSecretariat(orm, clave))) return refused('no-secretariat');
    if (since !== null && since > today) return refused('future');
    const members = await listMembers(orm, clave);
    const same = folded(organisation);
    if (members.some(({ organisation: name, until }) => until === null && folded(name) === same))
      return refused('already');
    const id = newId();
    await addMembers(orm, [
      { id, state: clave, sector, organisation, since, facilitates: facilitates ? 1 : 0 },
    ]);
    await recordAct(acting, {
      kind: 'member-added',
      act: { member: id, sector, facilitates, since, sha256: digestOf({ organisation }) },
    });
    return done(id);
  });
}

export type LeavingRefusal = 'no-member' | 'ended' | 'future' | 'before';

/** Ends an organisation's membership, and with it whoever speaks for it or was asked to. @throws Problem 403 */
export function endMember(
  services: Services,
  person: Person,
  clave: string,
  { member, until }: { member: string; until: string },
): Promise<Outcome<string, LeavingRefusal>> {
  return actInState(services, person, plansActions.secretariat, clave, async (acting) => {
    const { orm, now, today } = acting;
    await lockSecretariat(orm, clave);
    const row = (await listMembers(orm, clave)).find(({ id }) => id === member);
    if (!row) return refused('no-member');
    if (row.until !== null) return refused('ended');
    if (until > today) return refused('future');
    if (row.since !== null && until < row.since) return refused('before');
    await endMembership(orm, clave, member, until);
    const spoke = await endVoicesOf(orm, member, now);
    for (const { id } of spoke) await recordDraft(acting, 'representative-ended', id);
    const persons = spoke.flatMap((one) => (one.person === null ? [] : [one.person]));
    await endGrantsWithoutVoice(acting, persons);
    await tellEnded(acting, row.organisation, persons);
    await recordAct(acting, { kind: 'member-left', act: { member, until } });
    return done(member);
  });
}

/** A meeting that a secretariat held. */
export interface MeetingInput {
  heldOn: string;
  subject: string;
  agreements: string;
  minutes: PendingDocument | null;
}

/** Records a meeting of a state's secretariat. @returns its identifier @throws Problem 403 */
export function recordMeeting(
  services: Services,
  person: Person,
  clave: string,
  { heldOn, subject, agreements, minutes }: MeetingInput,
): Promise<Outcome<string, MeetingRefusal | 'already'>> {
  return actInState(services, person, plansActions.secretariat, clave, async (acting) => {
    const { orm, now, today } = acting;
    const why = meetingProblem((await lockSecretariat(orm, clave)) ?? unknownSecretariat, heldOn, today);
    if (why) return refused(why);
    const held = await listMeetings(orm, clave);
    if (held.some((one) => one.heldOn === heldOn && one.subject === subject)) return refused('already');
    const kept = await keepDocument(acting, minutes);
    const id = newId();
    const entry = await recordAct(acting, {
      kind: 'meeting-recorded',
      act: {
        ...{ meeting: id, held: heldOn, minutes: kept.sha256 },
        sha256: digestOf({ subject, agreements }),
      },
    });
    await addMeeting(orm, {
      ...{ id, state: clave, heldOn, subject, agreements, minutes: kept.document },
      ...{ recordedAt: now, entry },
    });
    return done(id);
  });
}
