import type { KnownPerson } from '#modules/accounts/index.ts';
import type { GrantRow } from '#platform/access/grants.ts';
import {
  type Column,
  DataTable,
  type DataTableProps,
  type PageContext,
  Tag,
  usePage,
} from '#platform/ui/index.ts';
import { lastDay } from '../actions/letters.ts';
import { grantName, type PlaceNames } from '../names.ts';

/** Whether a grant holds at an instant, and how it has ended otherwise. */
export function standing({ endedAt, endedHow, expiresAt }: GrantRow, now: Date) {
  if (endedAt) return endedHow ?? 'withdrawn';
  return expiresAt && expiresAt <= now ? 'expired' : 'holds';
}

function Standing({ row, now }: { row: GrantRow; now: Date }) {
  const { t } = usePage();
  const how = standing(row, now);
  return <Tag kind={how === 'holds' ? 'kept' : 'neutral'}>{t(`administration:grants.standing.${how}`)}</Tag>;
}

export interface GrantsTableProps
  extends Pick<DataTableProps<GrantRow>, 'id' | 'caption' | 'state' | 'filter' | 'empty'> {
  rows: readonly GrantRow[];
  names: PlaceNames;
  now: Date;
  /** Their holders, where the table is not about one of them. */
  people?: ReadonlyMap<string, KnownPerson>;
  personHref?(person: string): string;
  withdrawHref(grant: string): string;
}

function whoColumns({ t }: PageContext, { people, personHref }: GrantsTableProps): Column<GrantRow>[] {
  if (!people || !personHref) return [];
  return [
    {
      key: 'who',
      header: t('administration:grants.who'),
      cell: ({ person }) => {
        const known = person === null ? undefined : people.get(person);
        return known ? <a href={personHref(known.id)}>{known.name}</a> : t('administration:grants.nobody');
      },
    },
  ];
}

/** Grants, each with where it holds, since when, until when, and the way to withdraw it. */
export function GrantsTable(props: GrantsTableProps) {
  const { id, caption, state, filter, empty, rows, names, now, withdrawHref } = props;
  const page = usePage();
  const { t, format } = page;
  const columns: Column<GrantRow>[] = [
    { key: 'role', header: t('administration:grants.role'), cell: (row) => grantName(t, row, names) },
    ...whoColumns(page, props),
    {
      key: 'standing',
      header: t('administration:grants.state'),
      cell: (row) => <Standing row={row} now={now} />,
    },
    { key: 'since', header: t('administration:grants.since'), cell: (row) => format.date(row.givenAt) },
    {
      key: 'until',
      header: t('administration:grants.until'),
      cell: (row) =>
        row.endedAt
          ? format.date(row.endedHow === 'expired' ? lastDay(row.endedAt) : row.endedAt)
          : row.expiresAt
            ? format.date(lastDay(row.expiresAt))
            : t('administration:grants.noEnd'),
    },
    {
      key: 'withdraw',
      header: t('administration:grants.change'),
      cell: (row) =>
        standing(row, now) === 'holds' ? (
          <a href={withdrawHref(row.id)}>
            {t('administration:grants.withdraw')}
            <span class="govuk-visually-hidden"> {grantName(t, row, names)}</span>
          </a>
        ) : null,
    },
  ];
  return <DataTable {...{ id, caption, columns, rows, state, filter }} {...(empty ? { empty } : {})} />;
}
