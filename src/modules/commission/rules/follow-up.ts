import {
  type AgreementState,
  type CovenantState,
  type DeliverableState,
  type ExhortationStep,
  exhortationSteps,
  type LineState,
} from './terms.ts';

const agreementMoves: Readonly<Record<AgreementState, readonly AgreementState[]>> = {
  open: ['in-progress', 'fulfilled', 'cancelled'],
  'in-progress': ['open', 'fulfilled', 'cancelled'],
  fulfilled: ['in-progress'],
  cancelled: ['open'],
};

/** What may become of an agreement. What was fulfilled or cancelled too early can be taken up again. */
export function movesOfAgreement(from: AgreementState): readonly AgreementState[] {
  return agreementMoves[from];
}

/** Whether an agreement still has to be kept, and so stands on the next agenda. */
export function isOpen(state: AgreementState): boolean {
  return state === 'open' || state === 'in-progress';
}

/** How an agreement stands to its due date on a day. */
export function agreementClock(
  agreement: { state: AgreementState; dueOn: string; fulfilledOn: string | null },
  today: string,
): 'on-time' | 'late' | 'open' | 'overdue' | 'cancelled' {
  if (agreement.state === 'cancelled') return 'cancelled';
  if (agreement.state === 'fulfilled') {
    return (agreement.fulfilledOn ?? today) <= agreement.dueOn ? 'on-time' : 'late';
  }
  return today > agreement.dueOn ? 'overdue' : 'open';
}

/** Of the agreements that had to be kept by a day, how many were: null where none had to be. */
export function fulfilment(
  agreements: readonly { state: AgreementState; dueOn: string; fulfilledOn: string | null }[],
  today: string,
): { due: number; kept: number; rate: number | null } {
  const due = agreements.filter(
    (one) => one.state !== 'cancelled' && (one.dueOn <= today || one.state === 'fulfilled'),
  );
  const kept = due.filter(({ state }) => state === 'fulfilled').length;
  return { due: due.length, kept, rate: due.length > 0 ? kept / due.length : null };
}

const covenantMoves: Readonly<Record<CovenantState, readonly CovenantState[]>> = {
  negotiation: ['signed', 'ended'],
  signed: ['in-force', 'ended'],
  'in-force': ['expired', 'ended'],
  expired: ['in-force'],
  ended: ['negotiation'],
};

/** What may become of a covenant: one that expired may be renewed, one that ended negotiated anew. */
export function movesOfCovenant(from: CovenantState): readonly CovenantState[] {
  return covenantMoves[from];
}

const deliverableMoves: Readonly<Record<DeliverableState, readonly DeliverableState[]>> = {
  pending: ['delivered', 'cancelled'],
  delivered: ['pending'],
  cancelled: ['pending'],
};

export function movesOfDeliverable(from: DeliverableState): readonly DeliverableState[] {
  return deliverableMoves[from];
}

const daysUntil = (day: string, today: string) =>
  Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000);

/** The last reminder before a covenant ends, in days. */
const lastReminder = 30;

/**
 * Which reminder of a covenant's end is due on a day: the one of its own alarm, and another a month before its last
 * day. It is told by its number of days before that; undefined where none is due.
 */
export function renewalReminder(
  covenant: { state: CovenantState; to: string | null; renewalDays: number },
  today: string,
): number | undefined {
  if (covenant.to === null || renewalAlarm(covenant, today) !== 'soon') return undefined;
  const { renewalDays } = covenant;
  return daysUntil(covenant.to, today) <= lastReminder ? Math.min(lastReminder, renewalDays) : renewalDays;
}

/** Whether it is time to think of renewing a covenant: so many days before its last day, until it is renewed or ended. */
export function renewalAlarm(
  covenant: { state: CovenantState; to: string | null; renewalDays: number },
  today: string,
): 'none' | 'soon' | 'expired' {
  if (covenant.to === null || !['signed', 'in-force', 'expired'].includes(covenant.state)) return 'none';
  const left = daysUntil(covenant.to, today);
  if (left < 0) return 'expired';
  return left <= covenant.renewalDays ? 'soon' : 'none';
}

/** The furthest step that an exhortation has come to. */
export function furthestStep(steps: readonly ExhortationStep[]): ExhortationStep | undefined {
  return exhortationSteps.filter((step) => steps.includes(step)).at(-1);
}

/**
 * What is wrong with recording a step on a day: it is there already, it was not sent yet, or it lies before an earlier
 * step or after a later one. Congresses skip steps: an initiative may be presented without an answer.
 */
export function refuseStep(
  events: readonly { step: ExhortationStep; on: string }[],
  next: { step: ExhortationStep; on: string },
  today: string,
): 'twice' | 'not-sent' | 'order' | 'future' | undefined {
  if (events.some(({ step }) => step === next.step)) return 'twice';
  if (next.step !== 'sent' && !events.some(({ step }) => step === 'sent')) return 'not-sent';
  if (next.on > today) return 'future';
  const place = (step: ExhortationStep) => exhortationSteps.indexOf(step);
  const wrong = events.some(({ step, on }) => (place(step) < place(next.step) ? on > next.on : on < next.on));
  return wrong ? 'order' : undefined;
}

/** How far a line of the work plan is by its actions: undefined where none is recorded, which is not the same as none done. */
export function lineStateOf(actions: readonly { state: LineState }[]): LineState | undefined {
  if (actions.length === 0) return undefined;
  if (actions.every(({ state }) => state === 'done')) return 'done';
  return actions.every(({ state }) => state === 'not-started') ? 'not-started' : 'under-way';
}

const lineMoves: Readonly<Record<LineState, readonly LineState[]>> = {
  'not-started': ['under-way', 'done'],
  'under-way': ['not-started', 'done'],
  done: ['under-way'],
};

/** What may become of an action of the work plan. */
export function movesOfAction(from: LineState): readonly LineState[] {
  return lineMoves[from];
}
