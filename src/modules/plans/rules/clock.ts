import type { Completion } from './terms.ts';

/** What decides how urgent a commitment is. Days are those of the state's calendar. */
export interface Clocked {
  /** The clave of its state, whose calendar counts. */
  state: string;
  dueOn: string | null;
  completion: Completion | null;
  /** The day of the last word of whoever answers for it; null where they never said anything. */
  lastUpdateOn: string | null;
  /** The day from which silence counts where nothing was ever said: when the plan began to be carried out. */
  since: string | null;
  closed: boolean;
}

export interface ClockSettings {
  /** Days before the due date from which a commitment is due soon. */
  soonDays: number;
  /** Days without a word after which a commitment is silent. */
  silentDays: number;
}

/** The settings with the calendar of working days. */
export interface Clock extends ClockSettings {
  /**
   * The day on which what is due on a day runs out in a state: that day, or the next working day where nobody works on
   * it (Ley Federal de Procedimiento Administrativo, arts. 28 and 29, followed for the plans of all states).
   */
  runsOutOn(dueOn: string, state: string): string;
}

/** Where a commitment stands on its way to its due date. */
export type Urgency =
  | { state: 'done' }
  | { state: 'no-date' }
  | { state: 'ahead'; days: number }
  | { state: 'soon'; days: number }
  | { state: 'overdue'; days: number };

const dayMs = 86_400_000;
const days = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / dayMs);

/** The working day to which a due date on a day of rest moves; null where it stays, and where there is none. */
export function movedTo({ dueOn, state }: Pick<Clocked, 'dueOn' | 'state'>, clock: Clock): string | null {
  const last = dueOn === null ? null : clock.runsOutOn(dueOn, state);
  return last === dueOn ? null : last;
}

/**
 * How urgent a commitment is on a day. Days are counted to and from the day on which it runs out; on that day itself it
 * is due soon, with 0 days left.
 */
export function urgencyOf(commitment: Clocked, today: string, { soonDays, runsOutOn }: Clock): Urgency {
  if (commitment.closed || commitment.completion === 'complete') return { state: 'done' };
  if (commitment.dueOn === null) return { state: 'no-date' };
  const left = days(today, runsOutOn(commitment.dueOn, commitment.state));
  if (left < 0) return { state: 'overdue', days: -left };
  return left <= soonDays ? { state: 'soon', days: left } : { state: 'ahead', days: left };
}

/** For how many days nobody has said anything of a commitment that is under way, once that is long; else null. */
export function silenceOf(commitment: Clocked, today: string, { silentDays }: ClockSettings): number | null {
  if (commitment.closed || commitment.completion === 'complete') return null;
  const last = commitment.lastUpdateOn ?? commitment.since;
  if (last === null) return null;
  const silent = days(last, today);
  return silent >= silentDays ? silent : null;
}

/** A reminder of a due date: so many days before it runs out, or so many weeks after. Each is sent once. */
export type ReminderStep = '30' | '7' | '0' | `late-${number}`;

/** From which reminder on the facilitator and the counterpart hear of it too. */
export function isEscalated(step: ReminderStep): boolean {
  return step.startsWith('late-');
}

/**
 * The reminder that is due on a day: 30, 7 and 0 days before it runs out, then each week after it. Of several that were
 * missed (the platform stood still, nobody worked) only the last is sent.
 */
export function reminderOf(commitment: Clocked, today: string, clock: Clock): ReminderStep | undefined {
  if (commitment.closed || commitment.completion === 'complete' || commitment.dueOn === null)
    return undefined;
  const left = days(today, clock.runsOutOn(commitment.dueOn, commitment.state));
  if (left > 30) return undefined;
  if (left > 7) return '30';
  if (left > 0) return '7';
  if (left > -7) return '0';
  return `late-${Math.floor(-left / 7)}`;
}

/** A reminder that nobody speaks of a commitment: to whoever answers for it, and 30 days later to those who follow it. */
export type SilenceStep = 'silent' | 'silent-30';

/** The reminders of silence that are due by a day, each sent once after every word. */
export function silenceStepsOf(commitment: Clocked, today: string, settings: ClockSettings): SilenceStep[] {
  const silent = silenceOf(commitment, today, settings);
  if (silent === null) return [];
  return silent >= settings.silentDays + 30 ? ['silent', 'silent-30'] : ['silent'];
}
