import type { Person } from '#platform/access/subject.ts';
import { newId } from '#platform/database/identifier.ts';
import { done, type Outcome, refused } from '#platform/errors/outcome.ts';
import { digestOf } from '#platform/ledger/digest.ts';
import type { Services } from '#platform/services.ts';
import type { PendingDocument } from '#platform/uploads/document.tsx';
import { commissionActions } from '../policies.ts';
import {
  type CovenantState,
  type DeliverableState,
  movesOfCovenant,
  movesOfDeliverable,
} from '../rules/index.ts';
import {
  addCovenant,
  addDeliverable,
  type CovenantRow,
  type DeliverableRow,
  findCovenant,
  findDeliverable,
  updateCovenant,
  updateDeliverable,
} from '../store/covenants.ts';
import { actAs, recordAct } from './act.ts';
import { hasDocument, type KeptDocument, keepDocument } from './files.ts';

export interface CovenantFacts {
  title: string;
  parties: readonly string[];
  object: string;
  signedOn: string | null;
  from: string | null;
  to: string | null;
  renewalDays: number;
  /** Null where nothing new came. */
  document: PendingDocument | null;
}

export type CovenantRefusal = 'days' | 'signed-later' | 'not-signed' | 'future';

/** What is wrong with the days of a covenant in a state: it ends before it begins, or counts as signed without being so. */
function refuseDays(
  { signedOn, from, to }: CovenantFacts,
  state: CovenantState,
  today: string,
): CovenantRefusal | undefined {
  if (from !== null && to !== null && to < from) return 'days';
  if (signedOn !== null && signedOn > today) return 'future';
  if (signedOn !== null && to !== null && to < signedOn) return 'signed-later';
  if (signedOn === null && (state === 'signed' || state === 'in-force' || state === 'expired'))
    return 'not-signed';
  return undefined;
}

const wordsOf = ({ title, parties, object, document, ...days }: CovenantFacts, kept: KeptDocument) =>
  digestOf({ title, parties: [...parties], object, ...days, document: kept.document });

/** Records a covenant: in negotiation, or signed where the day is known. @throws Problem 403 */
export function makeCovenant(
  services: Services,
  person: Person,
  facts: CovenantFacts,
): Promise<Outcome<string, CovenantRefusal>> {
  return actAs(services, person, commissionActions.covenants, async (acting) => {
    const state = facts.signedOn === null ? 'negotiation' : 'signed';
    const why = refuseDays(facts, state, acting.today);
    if (why) return refused(why);
    const id = newId();
    const kept = await keepDocument(acting, facts.document);
    const { document } = kept;
    await addCovenant(acting.orm, { id, ...facts, document, parties: [...facts.parties], state });
    await recordAct(acting, {
      kind: 'covenant-made',
      subject: { type: 'covenant', id },
      act: { name: facts.title, state, sha256: wordsOf(facts, kept), document: kept.sha256 },
    });
    return done(id);
  });
}

export type MoveOutcome = Outcome<string, CovenantRefusal | 'no-covenant' | 'move', CovenantRow>;

/** Changes what a covenant says, and what became of it. @throws Problem 403 */
export function changeCovenant(
  services: Services,
  person: Person,
  id: string,
  { state, seen, ...facts }: CovenantFacts & { state: CovenantState; seen: number },
): Promise<MoveOutcome> {
  return actAs(services, person, commissionActions.covenants, async (acting): Promise<MoveOutcome> => {
    const now = await findCovenant(acting.orm, id);
    if (!now) return refused('no-covenant');
    if (now.version !== seen) return { kind: 'changed-meanwhile', now };
    if (state !== now.state && !movesOfCovenant(now.state).includes(state)) return refused('move');
    const why = refuseDays(facts, state, acting.today);
    if (why) return refused(why);
    const kept = await keepDocument(acting, facts.document, now.document);
    const change = { ...facts, document: kept.document, parties: [...facts.parties], state };
    if (!(await updateCovenant(acting.orm, id, seen, change)))
      return { kind: 'changed-meanwhile', now: (await findCovenant(acting.orm, id)) ?? now };
    await recordAct(acting, {
      kind: 'covenant-moved',
      subject: { type: 'covenant', id },
      act: { name: facts.title, to: state, sha256: wordsOf(facts, kept), document: kept.sha256 },
    });
    return done(id);
  });
}

/** Adds something that a covenant promises. @throws Problem 403 */
export function promiseDeliverable(
  services: Services,
  person: Person,
  covenant: string,
  promise: { title: string; responsible: string; dueOn: string | null },
): Promise<Outcome<string, 'no-covenant' | 'due'>> {
  return actAs(services, person, commissionActions.covenants, async (acting) => {
    const found = await findCovenant(acting.orm, covenant);
    if (!found) return refused('no-covenant');
    const first = found.from ?? found.signedOn;
    if (promise.dueOn !== null && first !== null && promise.dueOn < first) return refused('due');
    const id = newId();
    await addDeliverable(acting.orm, { id, covenant, ...promise, state: 'pending' });
    await recordAct(acting, {
      kind: 'deliverable-added',
      subject: { type: 'covenant', id: covenant },
      act: { name: found.title, deliverable: id, due: promise.dueOn, sha256: digestOf({ ...promise }) },
    });
    return done(covenant);
  });
}

export type DeliverOutcome = Outcome<
  string,
  'no-deliverable' | 'move' | 'no-evidence' | 'future',
  DeliverableRow
>;

/** What is said of something promised. */
interface Delivery {
  state: DeliverableState;
  deliveredOn: string | null;
  /** Null where nothing new came. */
  evidence: PendingDocument | null;
}

/** Why something promised cannot become what is said of it. */
function refuseDelivery(
  now: DeliverableRow,
  { state, evidence, deliveredOn }: Delivery,
  today: string,
): 'move' | 'no-evidence' | 'future' | undefined {
  if (state !== now.state && !movesOfDeliverable(now.state).includes(state)) return 'move';
  if (state === 'delivered' && !hasDocument(evidence, now.evidence)) return 'no-evidence';
  return deliveredOn !== null && deliveredOn > today ? 'future' : undefined;
}

/** Says what became of something promised. What was delivered is shown by evidence. @throws Problem 403 */
export function moveDeliverable(
  services: Services,
  person: Person,
  id: string,
  change: Delivery & { seen: number },
): Promise<DeliverOutcome> {
  return actAs(services, person, commissionActions.covenants, async (acting): Promise<DeliverOutcome> => {
    const { orm, today } = acting;
    const now = await findDeliverable(orm, id);
    const covenant = now && (await findCovenant(orm, now.covenant));
    if (!now || !covenant) return refused('no-deliverable');
    const { state, evidence, seen } = change;
    if (now.version !== seen) return { kind: 'changed-meanwhile', now };
    const deliveredOn = state === 'delivered' ? (change.deliveredOn ?? today) : null;
    const why = refuseDelivery(now, { state, evidence, deliveredOn }, today);
    if (why) return refused(why);
    const kept = await keepDocument(acting, evidence, now.evidence);
    if (!(await updateDeliverable(orm, id, seen, { state, evidence: kept.document, deliveredOn })))
      return { kind: 'changed-meanwhile', now: (await findDeliverable(orm, id)) ?? now };
    await recordAct(acting, {
      kind: 'deliverable-moved',
      subject: { type: 'covenant', id: covenant.id },
      act: { name: covenant.title, deliverable: id, to: state, on: deliveredOn, evidence: kept.sha256 },
    });
    return done(covenant.id);
  });
}
