import type { Child } from 'hono/jsx';
import { type Column, DataTable, type Download, type TableState, usePage } from '#platform/ui/index.ts';
import { entryPath } from '../addresses.ts';
import { Moment } from './time.tsx';

/** What the list shows of an entry. */
export interface ListedEntry {
  index: number;
  title: string;
  kindName: string;
  time: Date;
  institution: string | null;
}

export interface EntryTableProps {
  caption: string;
  rows: readonly ListedEntry[];
  state: TableState<'asiento'>;
  /** Names of institutions by slug. */
  institutions: ReadonlyMap<string, string>;
  filter: Child;
  /** Whether the filter could not be understood. */
  failed: boolean;
  downloads: readonly Download[];
}

function useColumns({ institutions, rows }: EntryTableProps): Column<ListedEntry, 'asiento'>[] {
  const { t, format, href } = usePage();
  const columns: Column<ListedEntry, 'asiento'>[] = [
    {
      key: 'que',
      header: t('ledger:entry.what'),
      cell: ({ index, title }) => <a href={href(entryPath(index))}>{title}</a>,
    },
    {
      key: 'asiento',
      header: t('ledger:entry.index'),
      numeric: true,
      sort: 'asiento',
      cell: ({ index }) => format.integer(index),
    },
    { key: 'tipo', header: t('ledger:entry.kind'), cell: ({ kindName }) => kindName },
    {
      key: 'institucion',
      header: t('ledger:entry.institution'),
      cell: ({ institution }) =>
        institution === null || !institutions.has(institution) ? (
          institution
        ) : (
          <a href={href(`/instituciones/${institution}`)}>{institutions.get(institution)}</a>
        ),
    },
    { key: 'fecha', header: t('ledger:entry.when'), cell: ({ time }) => <Moment at={time} /> },
  ];
  // A column in which nothing stands only takes room.
  return rows.some(({ institution }) => institution !== null)
    ? columns
    : columns.filter(({ key }) => key !== 'institucion');
}

/** A page of the list of entries. */
export function EntryTable(props: EntryTableProps) {
  const { caption, rows, state, filter, failed, downloads } = props;
  const { t } = usePage();
  return (
    <DataTable
      id="asientos"
      caption={caption}
      columns={useColumns(props)}
      rows={rows}
      state={state}
      filter={filter}
      empty={
        failed
          ? { title: t('ledger:list.invalid') }
          : { title: t('ledger:list.empty'), text: t('ledger:list.emptyText') }
      }
      note={t('ledger:list.note')}
      downloads={rows.length === 0 ? [] : downloads}
    />
  );
}
