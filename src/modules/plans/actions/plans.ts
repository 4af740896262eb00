import type { Person } from '#platform/access/subject.ts';
import { newId } from '#platform/database/identifier.ts';
import { changedMeanwhile, done, type Outcome, refused } from '#platform/errors/outcome.ts';
import { digestOf } from '#platform/ledger/digest.ts';
import type { Services } from '#platform/services.ts';
import { plansActions } from '../policies.ts';
import { type Condition, entryConditions, isPublic, type PlanFacts } from '../rules/index.ts';
import { addPlanChanges } from '../store/drafts.ts';
import { addPlan, addStage, listPlansOf, type PlanRow, planById, updatePlan } from '../store/plans.ts';
import { findSecretariat, type SecretariatRow } from '../store/secretariats.ts';
import { actInState, actOnPlan, recordAct } from './act.ts';

/** What a plan is called and when it holds. */
export interface PlanWords {
  title: string | null;
  from: string | null;
  to: string | null;
}

export interface NewPlan extends PlanWords {
  /** The day on which its diagnosis began. */
  openedOn: string;
  /** The edition that the form was filled in for. */
  edition: number;
}

export type OpenRefusal = 'conditions' | 'future' | 'period';

const isUpsideDown = ({ from, to }: PlanWords) => from !== null && to !== null && to < from;

/** The number that a state's next plan has. */
export function nextEdition(plans: readonly Pick<PlanRow, 'edition'>[]): number {
  return Math.max(0, ...plans.map(({ edition }) => edition)) + 1;
}

/** What opening a plan asks of its state, each with whether it holds. */
export function openingConditions(
  secretariat: SecretariatRow | undefined,
  today: string,
): { condition: Condition; holds: boolean }[] {
  const plan: PlanFacts = {
    ...{ stage: 'diagnosis', secretariat: secretariat?.status ?? 'unknown', from: null, to: null },
    commitments: [],
  };
  return entryConditions(plan, 'diagnosis', { document: null, today });
}

/** Opens a state's next plan, in its diagnosis. @throws Problem 403 */
export function openPlan(
  services: Services,
  person: Person,
  clave: string,
  { title, from, to, openedOn, edition }: NewPlan,
): Promise<Outcome<number, OpenRefusal, number>> {
  return actInState(services, person, plansActions.plan, clave, async (acting) => {
    const { orm, now, today } = acting;
    const next = nextEdition(await listPlansOf(orm, clave));
    if (next !== edition) return changedMeanwhile(next);
    const conditions = openingConditions(await findSecretariat(orm, clave), today);
    if (conditions.some(({ holds }) => !holds)) return refused('conditions');
    if (openedOn > today) return refused('future');
    if (isUpsideDown({ title, from, to })) return refused('period');
    const plan: PlanRow = {
      ...{ id: newId(), state: clave, edition, title, from, to, stage: 'diagnosis', updatedAt: now },
      ...{ declaredCommitments: null, asOf: null, source: null, version: 1, loadedVersion: null },
    };
    if (!(await addPlan(orm, plan))) return changedMeanwhile(nextEdition(await listPlansOf(orm, clave)));
    const entry = await recordAct(
      { ...acting, plan },
      {
        kind: 'plan-opened',
        act: { stage: 'diagnosis', on: openedOn, from, to, sha256: digestOf({ title }) },
      },
    );
    await addStage(orm, {
      ...{ plan: plan.id, stage: 'diagnosis', enteredOn: openedOn, document: null, reason: null, entry },
    });
    return done(edition);
  });
}

export interface PlanChange extends PlanWords {
  reason: string | null;
  seen: number;
}

export type ChangeRefusal = 'no-plan' | 'closed' | 'period' | 'reason' | 'no-change';

/** Changes a plan's title or period. From its publication on, a change of its period needs a reason, and both stay in view. @throws Problem 403 */
export function changePlan(
  services: Services,
  person: Person,
  id: string,
  { title, from, to, reason, seen }: PlanChange,
): Promise<Outcome<number, ChangeRefusal, PlanRow>> {
  return actOnPlan<number, ChangeRefusal, PlanRow>(
    services,
    person,
    plansActions.plan,
    id,
    async (acting) => {
      const { orm, now, plan } = acting;
      if (plan.version !== seen) return changedMeanwhile(plan);
      if (plan.stage === 'closed') return refused('closed');
      const after = { title, from, to };
      if (isUpsideDown(after)) return refused('period');
      const changed = (['title', 'from', 'to'] as const).filter((field) => plan[field] !== after[field]);
      if (changed.length === 0) return refused('no-change');
      if (changed.some((field) => field !== 'title') && isPublic(plan.stage) && reason === null)
        return refused('reason');
      const version = await updatePlan(orm, id, seen, { ...after, updatedAt: now });
      if (version === undefined) return changedMeanwhile((await planById(orm, id)) ?? plan);
      const entry = await recordAct(acting, {
        kind: 'plan-changed',
        act: {
          fields: changed,
          ...{ before: { from: plan.from, to: plan.to }, after: { from, to } },
          sha256: digestOf({ title, reason }),
        },
      });
      await addPlanChanges(
        orm,
        changed.map((field) => ({
          ...{ id: newId(), plan: id, field, before: plan[field], after: after[field], reason },
          ...{ at: now, entry },
        })),
      );
      return done(version);
    },
  );
}
