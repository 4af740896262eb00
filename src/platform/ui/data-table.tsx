import type { Child } from 'hono/jsx';
import { pageAddress } from './address.ts';
import { type Download, Downloads } from './downloads.tsx';
import { usePage } from './page-context.ts';
import { Pagination } from './pagination.tsx';
import { EmptyState } from './status.tsx';
import { Details } from './summary-list.tsx';
import { nextDirection, type TableState, tableParameters } from './table-state.ts';

export interface Column<Row, Key extends string = string> {
  /** Names the column within the table. */
  key: string;
  header: Child;
  cell(row: Row): Child;
  /** Figures: set to the right, in tabular figures. */
  numeric?: boolean;
  /** The sort key of the column, one of the table state's. Left out, the column does not sort. */
  sort?: Key;
  /** What the column means. All descriptions stand together below the table. */
  description?: Child;
}

export interface DataTableProps<Row, Key extends string = string> {
  /** The table's id in the page; sorting and paging links lead back to it. */
  id: string;
  /** What the table shows: its title, and its name for screen readers. */
  caption: Child;
  columns: readonly Column<Row, Key>[];
  /** The rows of this page, already sorted and cut. */
  rows: readonly Row[];
  /** The column that names each row. Left out, the first. */
  rowHeader?: string;
  /** How the rows are sorted and paged. Left out, the table does neither. */
  state?: TableState<Key> | undefined;
  /** The filter above the table. */
  filter?: Child;
  /** What is said where no row is left. */
  empty?: { title: string; text?: Child };
  downloads?: readonly Download[];
  /** What the table shows and where it comes from, below it. */
  note?: Child;
  /** Rows to point out, such as the state that the page is about. */
  highlight?: (row: Row) => boolean;
}

/**
 * The one table of the platform. On a narrow screen it scrolls inside its own frame, which the keyboard reaches,
 * and the column that names the rows stays in sight.
 */
export function DataTable<Row, Key extends string = string>(props: DataTableProps<Row, Key>) {
  const { id, caption, rows, state, filter, empty, downloads, note } = props;
  const { t } = usePage();
  const captionId = `${id}-titulo`;
  return (
    <div class="tq-table" id={id}>
      {filter}
      {rows.length === 0 ? (
        <EmptyState title={empty?.title ?? t('table.empty')}>
          {empty?.text ? <p>{empty.text}</p> : null}
        </EmptyState>
      ) : (
        <section class="tq-table__frame" aria-labelledby={captionId} tabindex={0}>
          <table>
            <caption id={captionId}>
              {caption}
              {state && state.pages > 1 ? <RowCount state={state} rows={rows.length} /> : null}
            </caption>
            <TableHead {...props} />
            <TableBody {...props} />
          </table>
        </section>
      )}
      {state ? <Pagination page={state.page} pages={state.pages} address={pageLink(id)} /> : null}
      <ColumnMeanings columns={props.columns} />
      {note ? <p class="tq-note">{note}</p> : null}
      {downloads?.length ? (
        <Downloads items={downloads} of={typeof caption === 'string' ? caption : id} />
      ) : null}
    </div>
  );
}

/** The address of a page of the table, which leads back to the table and not to the top. */
function pageLink(id: string): (n: number) => string {
  const page = usePage();
  return (n) => `${pageAddress(page, { [tableParameters.page]: n === 1 ? null : n })}#${id}`;
}

function RowCount({ state, rows }: { state: TableState<string>; rows: number }) {
  const { t, format } = usePage();
  const values = {
    from: format.integer(state.offset + 1),
    to: format.integer(state.offset + rows),
    total: format.integer(state.total),
  };
  return <span class="tq-table__count">{t('table.count', values)}</span>;
}

function TableHead<Row, Key extends string>({ id, columns, state }: DataTableProps<Row, Key>) {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th scope="col" class={column.numeric ? 'n' : undefined} aria-sort={ariaSort(column.sort, state)}>
            {column.sort !== undefined && state ? (
              <SortLink id={id} sort={column.sort} state={state}>
                {column.header}
              </SortLink>
            ) : (
              column.header
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function ariaSort<Key extends string>(key: Key | undefined, state: TableState<Key> | undefined) {
  if (!state || key === undefined || key !== state.sort) return undefined;
  return state.direction === 'asc' ? 'ascending' : 'descending';
}

function SortLink<Key extends string>(props: {
  id: string;
  sort: Key;
  state: TableState<Key>;
  children?: Child;
}) {
  const page = usePage();
  const direction = nextDirection(props.state, props.sort);
  const changes = {
    [tableParameters.sort]: props.sort,
    [tableParameters.direction]: direction,
    [tableParameters.page]: null,
  };
  return (
    <a href={`${pageAddress(page, changes)}#${props.id}`} rel="nofollow">
      {props.children}
      <span class="govuk-visually-hidden">, {page.t(`table.sort.${direction}`)}</span>
    </a>
  );
}

function TableBody<Row, Key extends string>(props: DataTableProps<Row, Key>) {
  const { columns, rows, highlight } = props;
  const rowHeader = props.rowHeader ?? columns[0]?.key;
  return (
    <tbody>
      {rows.map((row) => (
        <tr class={highlight?.(row) ? 'tq-table__marked' : undefined}>
          {columns.map((column) =>
            column.key === rowHeader ? (
              <th scope="row">{column.cell(row)}</th>
            ) : (
              <td class={column.numeric ? 'n' : undefined}>{column.cell(row)}</td>
            ),
          )}
        </tr>
      ))}
    </tbody>
  );
}

function ColumnMeanings<Row, Key extends string>({ columns }: { columns: readonly Column<Row, Key>[] }) {
  const { t } = usePage();
  const described = columns.filter((column) => column.description);
  if (described.length === 0) return null;
  return (
    <Details summary={t('table.columns')}>
      <dl class="tq-meanings">
        {described.map((column) => (
          <div>
            <dt>{column.header}</dt>
            <dd>{column.description}</dd>
          </div>
        ))}
      </dl>
    </Details>
  );
}
