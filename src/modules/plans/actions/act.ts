import { listStates, type StateRow } from '#modules/territory/index.ts';
import { forbidden } from '#platform/access/access.ts';
import type { Person } from '#platform/access/subject.ts';
import { recordAudit } from '#platform/audit/audit.ts';
import { dayAt } from '#platform/calendar/days.ts';
import { zoneOf } from '#platform/calendar/zones.ts';
import { announceChange } from '#platform/changes/announce.ts';
import { inEveryLanguage } from '#platform/changes/change.ts';
import { topicOf } from '#platform/changes/topics.ts';
import { bumpDataVersion } from '#platform/database/data-version.ts';
import type { Orm } from '#platform/database/types.ts';
import { type Outcome, refused } from '#platform/errors/outcome.ts';
import type { JsonObject } from '#platform/ledger/canonical-json.ts';
import { appendPersonAct } from '#platform/ledger/person-acts.ts';
import type { Services } from '#platform/services.ts';
import { actTitle, recordPath } from '../names.ts';
import type { PlansAction } from '../policies.ts';
import { type ActKind, plansPath } from '../rules/index.ts';
import { addAct } from '../store/acts.ts';
import { type CommitmentRow, commitmentById, lockCommitment } from '../store/commitments.ts';
import { lockPlan, type PlanRow } from '../store/plans.ts';
import { commitmentTopics, exerciseTopics, planTopics } from '../topics.ts';

/** Who acts, in the transaction of what they do. */
export interface Acting {
  services: Services;
  orm: Orm;
  person: Person;
  now: Date;
  /** The state in which they act. */
  state: StateRow;
  /** The day it is there. */
  today: string;
}

export interface ActingOnPlan extends Acting {
  /** Locked until the transaction ends. */
  plan: PlanRow;
}

export interface ActingOnCommitment extends ActingOnPlan {
  /** Locked until the transaction ends. */
  commitment: CommitmentRow;
}

async function actingIn(services: Services, orm: Orm, person: Person, clave: string): Promise<Acting> {
  const now = services.now();
  const state = (await listStates(orm)).find((one) => one.clave === clave);
  if (!state) throw forbidden();
  return { services, orm, person, now, state, today: dayAt(now, zoneOf(clave)) };
}

/** All of it or nothing, and the pages that show it anew. */
async function inTransaction<T>(services: Services, work: (orm: Orm) => Promise<T>): Promise<T> {
  const value = await services.orm.transaction(work);
  await services.dataVersion.refresh();
  return value;
}

/** Carries out what somebody does in a state's exercise. @throws Problem 403 where they may not */
export function actInState<T>(
  services: Services,
  person: Person,
  action: PlansAction,
  clave: string,
  work: (acting: Acting) => Promise<T>,
): Promise<T> {
  services.access.require(person, action, { state: clave });
  return inTransaction(services, async (orm) => work(await actingIn(services, orm, person, clave)));
}

/** Carries out what somebody does to a plan, which nobody else changes meanwhile. @throws Problem 403 where they may not */
export function actOnPlan<Done, Refusal extends string, Now = never>(
  services: Services,
  person: Person,
  action: PlansAction,
  id: string,
  work: (acting: ActingOnPlan) => Promise<Outcome<Done, Refusal, Now>>,
): Promise<Outcome<Done, Refusal | 'no-plan', Now>> {
  return inTransaction(services, async (orm) => {
    const plan = await lockPlan(orm, id);
    if (!plan) return refused('no-plan');
    services.access.require(person, action, { state: plan.state });
    return work({ ...(await actingIn(services, orm, person, plan.state)), plan });
  });
}

/** Carries out what somebody does to a commitment, which nobody else changes meanwhile. @throws Problem 403 where they may not */
export function actOnCommitment<Done, Refusal extends string, Now = never>(
  services: Services,
  person: Person,
  action: PlansAction,
  id: string,
  work: (acting: ActingOnCommitment) => Promise<Outcome<Done, Refusal, Now>>,
): Promise<Outcome<Done, Refusal | 'no-commitment', Now>> {
  return inTransaction(services, async (orm) => {
    // The plan first, as for those who move it: of two who act at once one waits, and neither for the other.
    const known = await commitmentById(orm, id);
    const plan = known && (await lockPlan(orm, known.plan));
    const found = plan && (await lockCommitment(orm, id));
    if (!plan || !found) return refused('no-commitment');
    if (!mayDo(services, person, action, found)) throw forbidden();
    return work({ ...(await actingIn(services, orm, person, found.state)), plan, commitment: found });
  });
}

/** Whether somebody may do something to a commitment; institutions that help with it may add evidence. */
export function mayDo(
  { access }: Pick<Services, 'access'>,
  person: Person,
  action: PlansAction,
  commitment: Pick<CommitmentRow, 'state' | 'lead' | 'supporting'>,
): boolean {
  const helping = action === 'plans.add-evidence' ? commitment.supporting : [];
  return [commitment.lead, ...helping].some((institution) =>
    access.allows(person, action, { state: commitment.state, institution }),
  );
}

/** A public act as an action reports it: what it was done to is what it acts on. */
export interface PublicAct {
  kind: ActKind;
  /** What became of it (`to`), digests of what was written; nothing that names anybody. */
  act?: JsonObject;
}

type Subject = Acting | ActingOnPlan | ActingOnCommitment;

function subjectOf(acting: Subject) {
  if ('commitment' in acting) return { type: 'commitment' as const, id: acting.commitment.id };
  if ('plan' in acting) return { type: 'plan' as const, id: acting.plan.id };
  return { type: 'secretariat' as const, id: acting.state.clave };
}

function topicsOf(acting: Subject): string[] {
  return [
    ...('commitment' in acting ? [topicOf(commitmentTopics, acting.commitment.id)] : []),
    ...('plan' in acting ? [topicOf(planTopics, acting.plan.id)] : []),
    topicOf(exerciseTopics),
    `state:${acting.state.clave}`,
    ...('commitment' in acting && acting.commitment.lead ? [`institution:${acting.commitment.lead}`] : []),
  ];
}

/**
 * Records a public act: in the ledger, among the acts of its record, in the audit trail; and tells those who follow it.
 * Its subject is what is acted on: the commitment, else the plan, else the state's secretariat.
 * @returns the identifier of its entry in the ledger
 */
export async function recordAct(acting: Subject, { kind, act: more = {} }: PublicAct): Promise<string> {
  const { services, orm, person, now, state } = acting;
  const subject = subjectOf(acting);
  const act: JsonObject = {
    ...{ state: state.clave, slug: state.slug, place: state.name },
    ...('plan' in acting ? { edition: acting.plan.edition } : {}),
    ...('commitment' in acting ? { number: acting.commitment.number } : {}),
    ...more,
  };
  const entryKind = `plans.${kind}`;
  const entry = await appendPersonAct(orm, person.id, { kind: entryKind, time: now, act, subject });
  await addAct(orm, {
    ...{ entry: entry.id, kind: entryKind, at: now, act },
    ...{ subjectType: subject.type, subject: subject.id },
  });
  await recordAudit(orm, {
    ...{ at: now, actor: person.id, action: entryKind, target: subject.id, state: state.clave },
  });
  const [first = topicOf(exerciseTopics), ...others] = topicsOf(acting);
  await announceChange(services, orm, {
    kind: entryKind,
    topics: [first, ...others],
    title: inEveryLanguage((t) => actTitle(t, kind, act)),
    path: recordPath(subject, act) ?? plansPath,
    entry: entry.id,
  });
  await bumpDataVersion(orm);
  return entry.id;
}

/** Records what is done to drafts: in the audit trail alone. `what` is its name there: `plans.draft-written`. */
export async function recordDraft(acting: Acting, what: DraftAct, target: string): Promise<void> {
  const { orm, person, now, state } = acting;
  await recordAudit(orm, { at: now, actor: person.id, action: `plans.${what}`, target, state: state.clave });
}

/** What is done without the public: to drafts, and to who speaks for whom. */
export type DraftAct =
  | 'draft-written'
  | 'draft-removed'
  | 'drafts-imported'
  | 'representative-invited'
  | 'invitation-withdrawn'
  | 'invitation-accepted'
  | 'representative-ended';
