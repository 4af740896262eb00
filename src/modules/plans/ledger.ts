import type { DataSet } from '#platform/data-sets/data-set.ts';
import { checkLoads, type LoadAct } from '#platform/data-sets/load-act.ts';
import type { Entry } from '#platform/ledger/entry.ts';
import { checkActs } from '#platform/ledger/recorded-acts.ts';
import type { LedgerKind } from '#platform/module.ts';
import { actTitle, recordPath } from './names.ts';
import { actKinds, plansPath } from './rules/index.ts';
import { actsAfter, actsByEntry } from './store/acts.ts';
import { countLoaded } from './store/loads.ts';

/** A load of what is known of the exercise: how many records come from files now stands in its entry. */
export const exerciseAct: LoadAct = {
  kind: 'plans.exercise-loaded',
  async describe(orm) {
    return { subject: { type: 'plans', id: 'exercise' }, figures: await countLoaded(orm) };
  },
};

/** The data sets by the names of their texts. */
export const setWords = {
  'plan-secretariats': 'secretariats',
  'plan-secretariat-members': 'members',
  'plan-plans': 'plans',
  'plan-commitments': 'commitments',
  'plan-notes': 'notes',
} as const;

const titleOf: LedgerKind['title'] = ({ act }: Entry, { t, format }) => {
  const count = typeof act.rows === 'number' ? act.rows : 0;
  const rows = { count, rows: format.integer(count) };
  const set = Object.entries(setWords).find(([name]) => name === act.data_set)?.[1];
  return set ? t(`plans:loads.${set}`, rows) : t('plans:loads.any', rows);
};

/** The public acts of this module that are loads. */
export function exerciseLedgerKind(dataSets: readonly DataSet[]): LedgerKind {
  return {
    kind: exerciseAct.kind,
    name: (t) => t('plans:loads.name'),
    title: titleOf,
    facts: ({ act }, { t }) =>
      typeof act.sha256 === 'string' ? [{ label: t('plans:loads.sha256'), value: act.sha256 }] : [],
    record: () => plansPath,
    check: checkLoads('ledger: loads of plans', dataSets),
  };
}

const kinds = actKinds.map((kind) => `plans.${kind}`);

/** Shows that the ledger and the records say the same of what people did to secretariats, plans and commitments. */
const check = checkActs('ledger: acts of the local exercise', 'of the local exercise', kinds, {
  byEntry: actsByEntry,
  after: actsAfter,
});

/** The public acts of people in the local exercise. */
export const actLedgerKinds: readonly LedgerKind[] = actKinds.map((kind) => ({
  kind: `plans.${kind}`,
  name: (t) => t(`plans:actNames.${kind}`),
  title: ({ act }, { t }) => actTitle(t, kind, act),
  record: ({ subject, act }) => recordPath(subject, act),
  check,
}));
