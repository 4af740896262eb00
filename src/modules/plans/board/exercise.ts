import { FEDERATION, listStates, type StateRow } from '#modules/territory/index.ts';
import { oncePerDataVersion } from '#platform/database/data-memo.ts';
import type { Services } from '#platform/services.ts';
import type { SecretariatStatus } from '../rules/index.ts';
import { type CommitmentFigures, listFigures } from '../store/figures.ts';
import { listPlans, listStages, type PlanRow, type StageRow } from '../store/plans.ts';
import { listNotes, listSecretariats, type NoteRow, type SecretariatRow } from '../store/secretariats.ts';

/** A plan with the stages it entered and the figures of its commitments. */
export interface PlanFigures extends PlanRow {
  stages: readonly StageRow[];
  commitments: readonly CommitmentFigures[];
}

/** A state in the exercise. Most is not known of most. */
export interface ExerciseState {
  state: StateRow;
  status: SecretariatStatus;
  secretariat: SecretariatRow | undefined;
  /** Oldest first. */
  plans: readonly PlanFigures[];
  commitments: readonly CommitmentFigures[];
}

/** The local exercise as pages and the API show it: read once per data version. */
export interface Exercise {
  /** All 32, by clave. */
  states: readonly ExerciseState[];
  byClave: ReadonlyMap<string, ExerciseState>;
  commitments: readonly CommitmentFigures[];
  notes: readonly NoteRow[];
}

async function readExercise({ orm }: Services): Promise<Exercise> {
  const states = (await listStates(orm)).filter(({ clave }) => clave !== FEDERATION);
  const secretariats = new Map((await listSecretariats(orm)).map((row) => [row.state, row]));
  const plans = await listPlans(orm);
  const stages = Map.groupBy(
    await listStages(
      orm,
      plans.map(({ id }) => id),
    ),
    ({ plan }) => plan,
  );
  const commitments = await listFigures(orm);
  const ofPlan = Map.groupBy(commitments, ({ plan }) => plan);
  const ofState = Map.groupBy(
    plans.map(
      (plan): PlanFigures => ({
        ...plan,
        stages: stages.get(plan.id) ?? [],
        commitments: ofPlan.get(plan.id) ?? [],
      }),
    ),
    ({ state }) => state,
  );
  const rows = states.map((state): ExerciseState => {
    const own = ofState.get(state.clave) ?? [];
    const secretariat = secretariats.get(state.clave);
    return {
      ...{ state, secretariat, plans: own, status: secretariat?.status ?? 'unknown' },
      commitments: own.flatMap((plan) => plan.commitments),
    };
  });
  return {
    states: rows,
    byClave: new Map(rows.map((row) => [row.state.clave, row])),
    ...{ commitments, notes: await listNotes(orm) },
  };
}

/** What is known of the exercise now. */
export function exerciseOf(services: Services): Promise<Exercise> {
  return oncePerDataVersion(services, 'plans: exercise', () => readExercise(services));
}

/** The first day on which a plan entered a stage; null where that is not known or has not been. */
export function enteredOn({ stages }: Pick<PlanFigures, 'stages'>, stage: StageRow['stage']): string | null {
  return stages.findLast((row) => row.stage === stage)?.enteredOn ?? null;
}
