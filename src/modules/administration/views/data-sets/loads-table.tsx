import type { Child } from 'hono/jsx';
import { entryPath } from '#modules/ledger/index.ts';
import { type Column, DataTable, usePage } from '#platform/ui/index.ts';
import { shortHash } from './words.ts';

/** A load as the table shows it; one that never was has no time. */
export interface LoadRow {
  name: Child;
  rows: number | null;
  loadedAt: Date | null;
  source: string;
  sha256: string;
  notes: number;
  /** Where it stands in the public ledger: an index, on its way (`null`), or not at all. */
  entry: number | null | undefined;
}

function EntryLink({ entry }: { entry: LoadRow['entry'] }) {
  const { t, href } = usePage();
  if (entry === undefined) return <>–</>;
  if (entry === null) return <>{t('uploads:data.entryComing')}</>;
  return <a href={href(entryPath(entry))}>{t('uploads:data.entry', { index: entry })}</a>;
}

/** Loads with what is known of each. */
export function LoadsTable(props: {
  id: string;
  caption: string;
  nameHeader: string;
  rows: readonly LoadRow[];
  empty?: string;
}) {
  const { t, format } = usePage();
  const columns: Column<LoadRow>[] = [
    { key: 'set', header: props.nameHeader, cell: ({ name }) => name },
    {
      key: 'rows',
      header: t('uploads:data.columns.rows'),
      numeric: true,
      cell: ({ rows }) => (rows === null ? '–' : format.integer(rows)),
    },
    {
      key: 'when',
      header: t('uploads:data.columns.when'),
      cell: ({ loadedAt }) => (loadedAt ? format.date(loadedAt) : t('uploads:data.never')),
    },
    { key: 'source', header: t('uploads:data.columns.source'), cell: ({ source }) => source || '–' },
    {
      key: 'sha256',
      header: t('uploads:data.columns.sha256'),
      cell: ({ sha256 }) => (sha256 ? <code title={sha256}>{shortHash(sha256)}</code> : '–'),
    },
    {
      key: 'notes',
      header: t('uploads:send.notes'),
      numeric: true,
      cell: ({ notes }) => format.integer(notes),
    },
    {
      key: 'entry',
      header: t('uploads:data.columns.entry'),
      cell: ({ entry }) => <EntryLink entry={entry} />,
    },
  ];
  return (
    <DataTable
      id={props.id}
      caption={props.caption}
      columns={columns}
      rows={props.rows}
      {...(props.empty ? { empty: { title: props.empty } } : {})}
    />
  );
}
