import { type Entry, readEntry } from '#platform/ledger/entry.ts';
import { leafHash } from '#platform/ledger/merkle.ts';
import { encodeBase64 } from '#platform/ledger/note.ts';
import type { EntryRow } from '#platform/ledger/store.ts';
import type { LedgerKind, Module } from '#platform/module.ts';
import type { PageContext } from '#platform/ui/index.ts';

/** The kinds of entries that modules declare, in the order of the modules. */
export function kindsOf(modules: readonly Module[]): LedgerKind[] {
  return modules.flatMap(({ ledgerKinds }) => ledgerKinds ?? []);
}

/** An entry as pages show it. */
export interface Line {
  index: number;
  id: string;
  kind: string;
  /** The kind in words; the kind itself where no module declares it. */
  kindName: string;
  title: string;
  time: Date;
  institution: string | null;
  /** What the entry holds in words. */
  facts: readonly { label: string; value: string }[];
  /** The Spanish path of the page that the entry speaks of. */
  record: string | undefined;
  /** The text that is hashed. */
  text: string;
  /** Its hash as a leaf, in base64. */
  leaf: string;
  /** Undefined where the stored bytes are no entry; everything else then comes from the columns beside them. */
  entry: Entry | undefined;
}

function readSafely(text: string): Entry | undefined {
  try {
    return readEntry(text);
  } catch {
    return undefined;
  }
}

/** An entry in the words of the module that wrote it. */
export function lineOf(
  { index, id, kind, time, institution, content }: EntryRow,
  kinds: readonly LedgerKind[],
  { t, format }: PageContext,
): Line {
  const text = Buffer.from(content).toString();
  const entry = readSafely(text);
  const known = kinds.find((one) => one.kind === kind);
  const plainTitle = entry
    ? t('ledger:entry.untitled', { type: entry.subject.type, id: entry.subject.id })
    : t('ledger:entry.unreadable');
  return {
    index,
    id,
    kind,
    kindName: known?.name(t) ?? kind,
    title: entry && known ? known.title(entry, { t, format }) : plainTitle,
    time,
    institution,
    facts: (entry && known?.facts?.(entry, { t, format })) ?? [],
    record: entry && known?.record(entry),
    text,
    leaf: encodeBase64(leafHash(content)),
    entry,
  };
}
