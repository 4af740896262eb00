import type { Completion } from './terms.ts';

/** What decides how urgent a commitment is. Days are those of the state's calendar. */
export interface Clocked {
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

export const defaultClock: ClockSettings = { soonDays: 30, silentDays: 90 };

/** Where a commitment stands on its way to its due date. */
export type Urgency =
  | { state: 'done' }
  | { state: 'no-date' }
  | { state: 'ahead'; days: number }
  | { state: 'soon'; days: number }
  | { state: 'overdue'; days: number };

const dayMs = 86_400_000;
const days = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / dayMs);

/** How urgent a commitment is on a day. On the due date itself it is due soon, with 0 days left. */
export function urgencyOf(commitment: Clocked, today: string, { soonDays }: ClockSettings): Urgency {
  if (commitment.closed || commitment.completion === 'complete') return { state: 'done' };
  if (commitment.dueOn === null) return { state: 'no-date' };
  const left = days(today, commitment.dueOn);
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

/** A reminder of a due date: so many days before it, or so many weeks after. Each is sent once. */
export type ReminderStep = '30' | '7' | '0' | `late-${number}`;

/** From which reminder on the facilitator and the counterpart hear of it too. */
export function isEscalated(step: ReminderStep): boolean {
  return step.startsWith('late-');
}

/**
 * The reminder that is due on a day: 30, 7 and 0 days before the due date, then each week after it. Of several that
 * were missed (the platform stood still) only the last is sent.
 */
export function reminderOf(commitment: Clocked, today: string): ReminderStep | undefined {
  if (commitment.closed || commitment.completion === 'complete' || commitment.dueOn === null)
    return undefined;
  const left = days(today, commitment.dueOn);
  if (left > 30) return undefined;
  if (left > 7) return '30';
  if (left > 0) return '7';
  if (left > -7) return '0';
  return `late-${Math.floor(-left / 7)}`;
}
