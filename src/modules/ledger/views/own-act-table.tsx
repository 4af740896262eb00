import { type Column, DataTable, type TableState, usePage } from '#platform/ui/index.ts';
import { ownActPath } from '../addresses.ts';
import { Moment } from './time.tsx';

/** What the list shows of an act; only its identifier is known before its entry has a place. */
export interface OwnAct {
  id: string;
  title: string | undefined;
  kindName: string | undefined;
  time: Date | undefined;
  index: number | undefined;
}

/** A page of somebody's own acts. */
export function OwnActTable({ rows, state }: { rows: readonly OwnAct[]; state: TableState<'asiento'> }) {
  const { t, format, href } = usePage();
  const columns: Column<OwnAct, 'asiento'>[] = [
    {
      key: 'que',
      header: t('ledger:entry.what'),
      cell: ({ id, title }) => <a href={href(ownActPath(id))}>{title ?? t('ledger:own.pending')}</a>,
    },
    {
      key: 'asiento',
      header: t('ledger:entry.index'),
      numeric: true,
      sort: 'asiento',
      cell: ({ index }) => (index === undefined ? '' : format.integer(index)),
    },
    { key: 'tipo', header: t('ledger:entry.kind'), cell: ({ kindName }) => kindName ?? '' },
    { key: 'fecha', header: t('ledger:entry.when'), cell: ({ time }) => (time ? <Moment at={time} /> : '') },
  ];
  return (
    <DataTable
      id="actos"
      caption={state.direction === 'desc' ? t('ledger:own.caption') : t('ledger:own.captionOldest')}
      columns={columns}
      rows={rows}
      state={state}
      empty={{ title: t('ledger:own.empty'), text: t('ledger:own.emptyText') }}
      note={t('ledger:own.note')}
    />
  );
}
