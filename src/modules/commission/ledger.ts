import { checkLoads } from '#platform/data-sets/load-act.ts';
import type { Translate } from '#platform/i18n/i18n.ts';
import { canonicalJson } from '#platform/ledger/canonical-json.ts';
import type { Entry } from '#platform/ledger/entry.ts';
import type { RecordCheck } from '#platform/ledger/record-check.ts';
import type { LedgerKind } from '#platform/module.ts';
import { planPath } from './addresses.ts';
import { workPlanAct, workPlanDataSet } from './loader/work-plan.ts';
import { actKindOf, actTitle, recordPath } from './names.ts';
import { actKinds } from './rules/index.ts';
import { type ActRow, actsAfter, actsByEntry } from './store/acts.ts';

/** What an entry says other than the record of its act. */
function factsThatDiffer(entry: Entry, row: ActRow): string[] {
  const facts: [string, boolean][] = [
    ['kind', entry.kind === row.kind],
    ['act', canonicalJson(entry.act) === canonicalJson(row.act)],
    ['time', entry.time.getTime() === row.at.getTime()],
    ['subject', entry.subject.type === row.subjectType && entry.subject.id === row.subject],
    ['person', entry.person !== undefined],
  ];
  return facts.filter(([, same]) => !same).map(([name]) => name);
}

const pageSize = 1000;

/** Shows that the ledger and the records say the same of what the Commission did. */
const check: RecordCheck = {
  name: 'ledger: acts of the Commission',
  kinds: actKinds.map((kind) => `commission.${kind}`),
  async compare(orm, entries) {
    const rows = await actsByEntry(
      orm,
      entries.map(({ id }) => id),
    );
    const byEntry = new Map(rows.map((row) => [row.entry, row]));
    const differences = new Map<string, string>();
    for (const entry of entries) {
      const row = byEntry.get(entry.id);
      const differing = row ? factsThatDiffer(entry, row) : [];
      if (!row) differences.set(entry.id, 'no act of the Commission in the records goes with it');
      else if (differing.length > 0)
        differences.set(entry.id, `the records give another ${differing.join(', ')}`);
    }
    return differences;
  },
  async *recorded(orm) {
    for (let after: string | undefined; ; ) {
      const rows = await actsAfter(orm, after, pageSize);
      yield rows.map(({ entry, kind, subject }) => ({ entry, record: `${kind} of ${subject}` }));
      after = rows.at(-1)?.entry;
      if (after === undefined || rows.length < pageSize) return;
    }
  },
};

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
