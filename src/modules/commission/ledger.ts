import { checkLoads } from '#platform/data-sets/load-act.ts';
import type { Translate } from '#platform/i18n/i18n.ts';
import type { Entry } from '#platform/ledger/entry.ts';
import { checkActs } from '#platform/ledger/recorded-acts.ts';
import type { LedgerKind } from '#platform/module.ts';
import { planPath } from './addresses.ts';
import { workPlanAct, workPlanDataSet } from './loader/work-plan.ts';
import { actKindOf, actTitle, recordPath } from './names.ts';
import { actKinds } from './rules/index.ts';
import { actsAfter, actsByEntry } from './store/acts.ts';

const kinds = actKinds.map((kind) => `commission.${kind}`);

/** Shows that the ledger and the records say the same of what the Commission did. */
const check = checkActs('ledger: acts of the Commission', 'of the Commission', kinds, {
  byEntry: actsByEntry,
  after: actsAfter,
});

function entryTitle(t: Translate, entry: Entry): string {
  const kind = actKindOf(entry.kind);
  return kind ? actTitle(t, kind, entry.act) : entry.kind;
}

/** The public acts of the Commission. */
export const commissionLedgerKinds: readonly LedgerKind[] = [
  ...actKinds.map(
    (kind): LedgerKind => ({
      kind: `commission.${kind}`,
      name: (t) => t(`commission:actNames.${kind}`),
      title: (entry, { t }) => entryTitle(t, entry),
      record: ({ subject, act }) => recordPath(subject, act),
      check,
    }),
  ),
  {
    kind: workPlanAct.kind,
    name: (t) => t('commission:plan.load.name'),
    title: (_entry, { t }) => t('commission:plan.load.title'),
    record: () => planPath,
    check: checkLoads('ledger: loads of the Commission’s work plan', [workPlanDataSet]),
  },
];
