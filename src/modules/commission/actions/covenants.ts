import type { Person } from '#platform/access/subject.ts';
import { newId } from '#platform/database/identifier.ts';
import type { Services } from '#platform/services.ts';
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
import { actAs, digestOf, done, type Outcome, recordAct, refused } from './act.ts';

export interface CovenantFacts {
  title: string;
  parties: readonly string[];
  object: string;
  signedOn: string | null;
  from: string | null;
  to: string | null;
  renewalDays: number;
  document: string | null;
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

const wordsOf = ({ title, parties, object, ...days }: CovenantFacts) =>
  digestOf({ title, parties: [...parties], object, ...days });

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
    await addCovenant(acting.orm, { id, ...facts, parties: [...facts.parties], state });
    await recordAct(acting, {
      kind: 'covenant-made',
      subject: { type: 'covenant', id },
      act: { name: facts.title, state, sha256: wordsOf(facts) },
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
    const change = { ...facts, parties: [...facts.parties], state };
    if (!(await updateCovenant(acting.orm, id, seen, change)))
      return { kind: 'changed-meanwhile', now: (await findCovenant(acting.orm, id)) ?? now };
    await recordAct(acting, {
      kind: 'covenant-moved',
      subject: { type: 'covenant', id },
      act: { name: facts.title, to: state, sha256: wordsOf(facts) },
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

/** Why something promised cannot become what is said of it. */
function refuseDelivery(
  now: DeliverableRow,
  { state, evidence, deliveredOn }: Pick<DeliverableRow, 'state' | 'evidence' | 'deliveredOn'>,
  today: string,
): 'move' | 'no-evidence' | 'future' | undefined {
  if (state !== now.state && !movesOfDeliverable(now.state).includes(state)) return 'move';
  if (state === 'delivered' && evidence === null) return 'no-evidence';
  return deliveredOn !== null && deliveredOn > today ? 'future' : undefined;
}

/** Says what became of something promised. What was delivered is shown by evidence. @throws Problem 403 */
export function moveDeliverable(
  services: Services,
  person: Person,
  id: string,
  change: { state: DeliverableState; deliveredOn: string | null; evidence: string | null; seen: number },
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
    if (!(await updateDeliverable(orm, id, seen, { state, evidence, deliveredOn })))
      return { kind: 'changed-meanwhile', now: (await findDeliverable(orm, id)) ?? now };
    await recordAct(acting, {
      kind: 'deliverable-moved',
      subject: { type: 'covenant', id: covenant.id },
      act: { name: covenant.title, deliverable: id, to: state, on: deliveredOn, evidence },
    });
    return done(covenant.id);
  });
}
