import type { SecretariatStatus } from './terms.ts';

/** What can become of a secretariat. Nothing becomes unknown again, and every status has a way on. */
const moves: Readonly<Record<SecretariatStatus, readonly SecretariatStatus[]>> = {
  unknown: ['declared', 'installed', 'inactive'],
  declared: ['installed', 'inactive'],
  installed: ['renewal', 'inactive'],
  renewal: ['installed', 'inactive'],
  inactive: ['declared', 'renewal', 'installed'],
};

export function secretariatMoves(from: SecretariatStatus): readonly SecretariatStatus[] {
  return moves[from];
}

export function maySecretariatBecome(from: SecretariatStatus, to: SecretariatStatus): boolean {
  return moves[from].includes(to);
}

/** What is known of a secretariat's way so far; days that are not known are null. */
export interface SecretariatStanding {
  status: SecretariatStatus;
  declaredOn: string | null;
  installedOn: string | null;
  statusSince: string | null;
}

export const unknownSecretariat: SecretariatStanding = {
  ...{ status: 'unknown', declaredOn: null, installedOn: null, statusSince: null },
};

/** What has to be shown for a new status: that it began by a document, that it changed or ceased by a reason. */
export function neededFor(to: SecretariatStatus): 'document' | 'reason' {
  return to === 'declared' || to === 'installed' ? 'document' : 'reason';
}

/** A secretariat's next status, with the day from which it holds. */
export interface SecretariatMove {
  to: SecretariatStatus;
  on: string;
  hasDocument: boolean;
  reason: string | null;
}

export type SecretariatRefusal = 'move' | 'future' | 'before' | 'no-document' | 'no-reason';

const latest = (days: readonly (string | null)[]) =>
  days.reduce<string | null>(
    (last, day) => (day !== null && (last === null || day > last) ? day : last),
    null,
  );

/** The last day of a secretariat's way that is known: what comes next is not before it. */
export function lastKnownDay({ declaredOn, installedOn, statusSince }: SecretariatStanding): string | null {
  return latest([declaredOn, installedOn, statusSince]);
}

/** Why a secretariat cannot become what is said of it. @param today the day it is in its state */
export function moveProblem(
  now: SecretariatStanding,
  { to, on, hasDocument, reason }: SecretariatMove,
  today: string,
): SecretariatRefusal | undefined {
  if (!maySecretariatBecome(now.status, to)) return 'move';
  if (on > today) return 'future';
  if (on < (lastKnownDay(now) ?? on)) return 'before';
  if (neededFor(to) === 'document') return hasDocument ? undefined : 'no-document';
  return reason === null ? 'no-reason' : undefined;
}

/**
 * What is known after a move. The days on which it was first declared and first installed stay; a declaration that comes
 * after an installation is a new beginning, of which the history tells.
 */
export function afterMove(
  { declaredOn, installedOn }: SecretariatStanding,
  { to, on }: Pick<SecretariatMove, 'to' | 'on'>,
): SecretariatStanding {
  return {
    status: to,
    declaredOn: to === 'declared' && installedOn === null ? (declaredOn ?? on) : declaredOn,
    installedOn: to === 'installed' ? (installedOn ?? on) : installedOn,
    statusSince: on,
  };
}

export type MeetingRefusal = 'not-installed' | 'future' | 'before';

/** Why a meeting cannot have been held on a day. Where the day of the installation is not known, any day may be. */
export function meetingProblem(
  { status, installedOn }: Pick<SecretariatStanding, 'status' | 'installedOn'>,
  heldOn: string,
  today: string,
): MeetingRefusal | undefined {
  if (installedOn === null && (status === 'unknown' || status === 'declared')) return 'not-installed';
  if (heldOn > today) return 'future';
  return heldOn < (installedOn ?? heldOn) ? 'before' : undefined;
}
