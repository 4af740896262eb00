import type { Services } from '#platform/services.ts';
import type { SecretariatStatus, Stage } from '../rules/index.ts';
import {
  listMeetings,
  listMembers,
  type MeetingRow,
  type MemberRow,
  type NoteRow,
} from '../store/secretariats.ts';
import { type ExerciseState, exerciseOf } from './exercise.ts';

/** Something that happened in a state's exercise, on a day. */
export type StateEvent =
  | { day: string; what: 'declared' | 'installed' }
  | { day: string; what: 'status'; status: SecretariatStatus }
  | { day: string; what: 'stage'; stage: Stage; edition: number; document: string | null }
  | { day: string; what: 'meeting'; subject: string };

/** All that is known of a state's exercise. */
export interface StateDetail extends ExerciseState {
  members: readonly MemberRow[];
  /** The newest first. */
  meetings: readonly MeetingRow[];
  /** What has a day, the newest first. */
  events: readonly StateEvent[];
  documents: readonly { title: 'stage' | 'minutes'; stage?: Stage; day: string | null; address: string }[];
  /** Statements about the country that name this state. */
  notes: readonly NoteRow[];
}

function eventsOf({ secretariat, plans }: ExerciseState, meetings: readonly MeetingRow[]): StateEvent[] {
  const { declaredOn, installedOn, status, statusSince } = secretariat ?? {};
  const events: StateEvent[] = [
    ...(declaredOn ? [{ day: declaredOn, what: 'declared' as const }] : []),
    ...(installedOn ? [{ day: installedOn, what: 'installed' as const }] : []),
    ...(status && statusSince && statusSince !== installedOn && statusSince !== declaredOn
      ? [{ day: statusSince, what: 'status' as const, status }]
      : []),
    ...plans.flatMap(({ edition, stages }) =>
      stages.flatMap(({ enteredOn, stage, document }) =>
        enteredOn ? [{ day: enteredOn, what: 'stage' as const, stage, edition, document }] : [],
      ),
    ),
    ...meetings.map(({ heldOn, subject }) => ({ day: heldOn, what: 'meeting' as const, subject })),
  ];
  return events.sort((one, other) => (one.day < other.day ? 1 : -1));
}

/** A state's exercise by its clave; undefined for the federation and for what is no state. */
export async function stateDetail(services: Services, clave: string): Promise<StateDetail | undefined> {
  const exercise = await exerciseOf(services);
  const row = exercise.byClave.get(clave);
  if (!row) return undefined;
  const meetings = await listMeetings(services.orm, clave);
  return {
    ...row,
    members: await listMembers(services.orm, clave),
    meetings,
    events: eventsOf(row, meetings),
    documents: [
      ...row.plans.flatMap(({ stages }) =>
        stages.flatMap(({ document, stage, enteredOn }) =>
          document ? [{ title: 'stage' as const, stage, day: enteredOn, address: document }] : [],
        ),
      ),
      ...meetings.flatMap(({ minutes, heldOn }) =>
        minutes ? [{ title: 'minutes' as const, day: heldOn, address: minutes }] : [],
      ),
    ],
    notes: exercise.notes.filter(({ states }) => states.includes(clave)),
  };
}
