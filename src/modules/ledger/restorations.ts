import type { Entry } from '#platform/ledger/entry.ts';
import { restorationCheck, restoredKind } from '#platform/ledger/set-back.ts';
import type { LedgerKind } from '#platform/module.ts';

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);
const countOf = (value: unknown) => (typeof value === 'number' ? value : undefined);

/** The checkpoint that a restoration gave up; empty where it lost nothing that was signed. */
function givenUpOf({ act }: Entry): { entries?: unknown; root?: unknown } {
  const { given_up: givenUp } = act;
  return typeof givenUp === 'object' && givenUp !== null && !Array.isArray(givenUp) ? givenUp : {};
}

/** Records that were put back from a copy: what the ledger itself went through. */
export const restorations: LedgerKind = {
  kind: restoredKind,
  name: (t) => t('ledger:restored.name'),
  title(entry, { t, format }) {
    const count = countOf(entry.act.entries) ?? 0;
    const values = { count, size: format.integer(count) };
    return countOf(givenUpOf(entry).entries) === undefined
      ? t('ledger:restored.title', values)
      : t('ledger:restored.givenUp', values);
  },
  facts(entry, { t, format }) {
    const { act } = entry;
    const lost = givenUpOf(entry);
    const copied = new Date(textOf(act.copied) ?? Number.NaN);
    const number = (value: unknown) => {
      const count = countOf(value);
      return count === undefined ? undefined : format.integer(count);
    };
    const facts: [string, string | undefined][] = [
      [t('ledger:restored.facts.copied'), Number.isNaN(copied.getTime()) ? undefined : format.moment(copied)],
      [t('ledger:restored.facts.entries'), number(act.entries)],
      [t('ledger:restored.facts.root'), textOf(act.root)],
      [t('ledger:restored.facts.lost'), number(lost.entries)],
      [t('ledger:restored.facts.lostRoot'), textOf(lost.root)],
      [t('ledger:restored.facts.reason'), textOf(act.reason)],
    ];
    return facts.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
  },
  record: () => undefined,
  check: restorationCheck,
};
