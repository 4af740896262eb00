import type { Person } from '#platform/access/subject.ts';
import { dayAt } from '#platform/calendar/days.ts';
import { centralZone } from '#platform/calendar/zones.ts';
import { newId } from '#platform/database/identifier.ts';
import type { Orm } from '#platform/database/types.ts';
import { done, type Outcome, refused } from '#platform/errors/outcome.ts';
import { digestOf } from '#platform/ledger/digest.ts';
import type { Services } from '#platform/services.ts';
import type { PendingDocument } from '#platform/uploads/document.tsx';
import { commissionActions } from '../policies.ts';
import { type AgreementState, agreementCode, movesOfAgreement, sessionSlug } from '../rules/index.ts';
import {
  type AgreementRow,
  addAgreement,
  agreementById,
  takeAgreementNumber,
  updateAgreement,
} from '../store/agreements.ts';
import { findSession, listItems } from '../store/sessions.ts';
import { listMotions } from '../store/votes.ts';
import { actAs, recordAct } from './act.ts';
import { hasDocument, keepDocument } from './files.ts';

/** What was agreed, by whom it is kept and until when. */
export interface NewAgreement {
  session: string;
  item: string | null;
  /** The vote that made it; it must have been approved. */
  motion: string | null;
  text: string;
  responsible: string;
  dueOn: string;
}

export type AgreementRefusal = 'no-session' | 'not-held' | 'due' | 'no-item' | 'no-motion' | 'not-approved';

/** What is wrong with where an agreement is said to come from; otherwise the point of the agenda that it belongs to. */
async function originOf(
  orm: Orm,
  { session, item, motion }: NewAgreement,
): Promise<{ why: 'no-item' | 'no-motion' | 'not-approved' } | { item: string | null }> {
  if (item !== null && !(await listItems(orm, session)).some(({ id }) => id === item))
    return { why: 'no-item' };
  if (motion === null) return { item };
  const vote = (await listMotions(orm, session)).find(({ id }) => id === motion);
  if (!vote) return { why: 'no-motion' };
  return vote.result === 'approved' ? { item: item ?? vote.item } : { why: 'not-approved' };
}

/** Records what was agreed in a session that goes on or is over. @throws Problem 403 */
export function makeAgreement(
  services: Services,
  person: Person,
  agreement: NewAgreement,
): Promise<Outcome<string, AgreementRefusal>> {
  return actAs(services, person, commissionActions.agreements, async (acting) => {
    const { orm } = acting;
    const session = await findSession(orm, agreement.session);
    if (!session || session.number === null) return refused('no-session');
    if (session.state !== 'open' && session.state !== 'held') return refused('not-held');
    const day = dayAt(session.startsAt, centralZone);
    if (agreement.dueOn < day) return refused('due');
    const origin = await originOf(orm, agreement);
    if ('why' in origin) return refused(origin.why);
    const year = Number(day.slice(0, 4));
    const code = agreementCode(year, await takeAgreementNumber(orm, year));
    const id = newId();
    await addAgreement(orm, { id, code, ...agreement, item: origin.item, state: 'open' });
    const { year: of, kind, number } = session;
    const { text, responsible, dueOn, motion } = agreement;
    await recordAct(acting, {
      kind: 'agreement-made',
      subject: { type: 'agreement', id },
      act: {
        ...{ name: code, made_in: sessionSlug({ year: of, kind, number }), due: dueOn },
        sha256: digestOf({ text, responsible }),
        ...(motion === null ? {} : { motion }),
      },
    });
    return done(code);
  });
}

export interface AgreementProgress {
  state: AgreementState;
  /** The day it was fulfilled; only where it is. */
  fulfilledOn: string | null;
  /** Null where nothing new came. */
  evidence: PendingDocument | null;
  note: string | null;
  seen: number;
}

export type ProgressRefusal =
  | 'no-agreement'
  | 'move'
  | 'no-evidence'
  | 'no-reason'
  | 'future'
  | 'before-session';

export type ProgressOutcome = Outcome<string, ProgressRefusal, AgreementRow>;

/** Why an agreement cannot become what is said of it. @param from the day of the session that made it */
function refuseProgress(
  now: AgreementRow,
  { state, evidence, note }: AgreementProgress,
  fulfilledOn: string | null,
  { from, today }: { from: string; today: string },
): Exclude<ProgressRefusal, 'no-agreement'> | undefined {
  if (state !== now.state && !movesOfAgreement(now.state).includes(state)) return 'move';
  if (state === 'fulfilled' && !hasDocument(evidence, now.evidence)) return 'no-evidence';
  if (state === 'cancelled' && note === null) return 'no-reason';
  if (fulfilledOn !== null && fulfilledOn > today) return 'future';
  return fulfilledOn !== null && fulfilledOn < from ? 'before-session' : undefined;
}

/** Says what became of an agreement. That it is fulfilled is shown by evidence; that it is cancelled needs a reason. @throws Problem 403 */
export function moveAgreement(
  services: Services,
  person: Person,
  id: string,
  progress: AgreementProgress,
): Promise<ProgressOutcome> {
  return actAs(services, person, commissionActions.agreements, async (acting): Promise<ProgressOutcome> => {
    const { orm, today } = acting;
    const now = await agreementById(orm, id);
    const session = now && (await findSession(orm, now.session));
    if (!now || !session) return refused('no-agreement');
    const { seen, note } = progress;
    if (now.version !== seen) return { kind: 'changed-meanwhile', now };
    const { state } = progress;
    const fulfilledOn = state === 'fulfilled' ? (progress.fulfilledOn ?? today) : null;
    const from = dayAt(session.startsAt, centralZone);
    const why = refuseProgress(now, progress, fulfilledOn, { from, today });
    if (why) return refused(why);
    const kept = await keepDocument(acting, progress.evidence, now.evidence);
    const change = { state, note, fulfilledOn, evidence: kept.document };
    if (!(await updateAgreement(orm, id, seen, change)))
      return { kind: 'changed-meanwhile', now: (await agreementById(orm, id)) ?? now };
    await recordAct(acting, {
      kind: 'agreement-moved',
      subject: { type: 'agreement', id },
      act: {
        ...{ name: now.code, to: state, fulfilled: fulfilledOn },
        sha256: digestOf({ evidence: kept.document, note }),
        ...(kept.sha256 === null ? {} : { document: kept.sha256 }),
      },
    });
    return done(now.code);
  });
}
