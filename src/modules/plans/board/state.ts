import type { Services } from '#platform/services.ts';
import type { SecretariatStatus, Stage } from '../rules/index.ts';
import {
  listMeetings,
  listMembers,
  listMoves,
  type MeetingRow,
  type MemberRow,
  type MoveRow,
  type NoteRow,
} from '../store/secretariats.ts';
import { type ExerciseState, exerciseOf } from './exercise.ts';

/** Something that happened in a state's exercise, on a day. */
export type StateEvent =
  | { day: string; what: 'declared' | 'installed' }
  | { day: string; what: 'status'; status: SecretariatStatus; reason: string | null }
  | { day: string; what: 'stage'; stage: Stage; edition: number; document: string | null }
  | { day: string; what: 'meeting'; subject: string };

/** A document of a state's exercise: of a stage of a plan, of a change of the secretariat, or of a meeting. */
export type StateDocument = { day: string | null; address: string } & (
  | { title: 'minutes' }
  | { title: 'stage'; stage: Stage }
  | { title: 'move'; status: SecretariatStatus }
);

/** All that is known of a state's exercise. */
export interface StateDetail extends ExerciseState {
  members: readonly MemberRow[];
  /** The newest first. */
  meetings: readonly MeetingRow[];
  /** What has a day, the newest first. */
  events: readonly StateEvent[];
  documents: readonly StateDocument[];
  /** Statements about the country that name this state. */
  notes: readonly NoteRow[];
}

/** What is known of a secretariat's way from its source alone: what was recorded here is among its moves. */
function knownBefore(
  { secretariat }: ExerciseState,
  moves: readonly Pick<MoveRow, 'status' | 'on'>[],
): StateEvent[] {
  const { declaredOn, installedOn, status, statusSince } = secretariat ?? {};
  const isMove = (what: SecretariatStatus, day: string) =>
    moves.some((move) => move.status === what && move.on === day);
  const elsewhere = statusSince !== installedOn && statusSince !== declaredOn;
  return [
    ...(declaredOn && !isMove('declared', declaredOn)
      ? [{ day: declaredOn, what: 'declared' as const }]
      : []),
    ...(installedOn && !isMove('installed', installedOn)
      ? [{ day: installedOn, what: 'installed' as const }]
      : []),
    ...(status && statusSince && elsewhere && !isMove(status, statusSince)
      ? [{ day: statusSince, what: 'status' as const, status, reason: null }]
      : []),
  ];
}

function eventsOf(
  state: ExerciseState,
  moves: readonly MoveRow[],
  meetings: readonly MeetingRow[],
): StateEvent[] {
  const { plans } = state;
  // Of one day, what was recorded last comes first.
  const events: StateEvent[] = [
    ...moves
      .toReversed()
      .map(({ on, status, reason }) => ({ day: on, what: 'status' as const, status, reason })),
    ...knownBefore(state, moves),
    ...plans.flatMap(({ edition, stages }) =>
      stages.flatMap(({ enteredOn, stage, document }) =>
        enteredOn ? [{ day: enteredOn, what: 'stage' as const, stage, edition, document }] : [],
      ),
    ),
    ...meetings.map(({ heldOn, subject }) => ({ day: heldOn, what: 'meeting' as const, subject })),
  ];
  return events.sort((one, other) => (one.day < other.day ? 1 : one.day > other.day ? -1 : 0));
}

/** A state's exercise by its clave; undefined for the federation and for what is no state. */
export async function stateDetail(services: Services, clave: string): Promise<StateDetail | undefined> {
  const exercise = await exerciseOf(services);
  const row = exercise.byClave.get(clave);
  if (!row) return undefined;
  const meetings = await listMeetings(services.orm, clave);
  const moves = await listMoves(services.orm, clave);
  return {
    ...row,
    members: await listMembers(services.orm, clave),
    meetings,
    events: eventsOf(row, moves, meetings),
    documents: [
      ...row.plans.flatMap(({ stages }) =>
        stages.flatMap(({ document, stage, enteredOn }) =>
          document ? [{ title: 'stage' as const, stage, day: enteredOn, address: document }] : [],
        ),
      ),
      ...moves.flatMap(({ document, status, on }) =>
        document ? [{ title: 'move' as const, status, day: on, address: document }] : [],
      ),
      ...meetings.flatMap(({ minutes, heldOn }) =>
        minutes ? [{ title: 'minutes' as const, day: heldOn, address: minutes }] : [],
      ),
    ],
    notes: exercise.notes.filter(({ states }) => states.includes(clave)),
  };
}
