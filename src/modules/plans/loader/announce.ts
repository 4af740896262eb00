import { stateTopics } from '#modules/territory/index.ts';
import { inEveryLanguage } from '#platform/changes/change.ts';
import { topicOf } from '#platform/changes/topics.ts';
import type { DataSet } from '#platform/data-sets/data-set.ts';
import type { Orm } from '#platform/database/types.ts';
import type { setWords } from '../ledger.ts';
import { plansPath } from '../rules/index.ts';
import { listPlans } from '../store/plans.ts';
import { listSecretariats } from '../store/secretariats.ts';
import { exerciseTopics } from '../topics.ts';

type Set = (typeof setWords)[keyof typeof setWords];

/** The states of which a set says something. */
async function statesOf(orm: Orm, set: Set): Promise<string[]> {
  if (set === 'notes') return [];
  const rows =
    set === 'secretariats' || set === 'members' ? await listSecretariats(orm) : await listPlans(orm);
  return [...new Set(rows.map(({ state }) => state))];
}

/** What those who follow the exercise, the data or a state are told of a load. */
export function announceLoad(set: Set): NonNullable<DataSet['announce']> {
  return async (orm, { rows }) => ({
    kind: 'plans.exercise-loaded',
    topics: [
      topicOf(exerciseTopics),
      'data',
      ...(await statesOf(orm, set)).map((state) => topicOf(stateTopics, state)),
    ],
    title: inEveryLanguage((t, format) =>
      t(`plans:loads.${set}`, { count: rows, rows: format.integer(rows) }),
    ),
    path: plansPath,
    parted: true,
  });
}
