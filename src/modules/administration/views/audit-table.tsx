import type { Child } from 'hono/jsx';
import type { KnownPerson } from '#modules/accounts/index.ts';
import { stateName } from '#modules/territory/index.ts';
import type { AuditRow } from '#platform/audit/trail.ts';
import {
  type Column,
  DataTable,
  Details,
  type Download,
  type PageContext,
  usePage,
} from '#platform/ui/index.ts';
import { institutionName, type PlaceNames } from '../names.ts';
import { actionName, targetName } from './audit-names.ts';

export interface AuditTableProps {
  rows: readonly AuditRow[];
  names: PlaceNames;
  /** The people whose names whoever asks may know. */
  people: ReadonlyMap<string, KnownPerson>;
  /** Where a person is looked after; left out for those who may not look everybody up. */
  personHref?: ((person: string) => string) | undefined;
  filter: Child;
  failed: boolean;
  downloads: readonly Download[];
}

/** A person by name, where whoever asks may know it. */
function who({ t }: PageContext, person: string | null, { people, personHref }: AuditTableProps): Child {
  if (person === null) return null;
  const known = people.get(person);
  if (!known) return t('administration:audit.somebody');
  return personHref ? <a href={personHref(person)}>{known.name}</a> : known.name;
}

function Where({ row, names }: { row: AuditRow; names: PlaceNames }) {
  const { t } = usePage();
  if (row.institution) return <>{institutionName(t, row.institution, names)}</>;
  const state = row.state === null ? undefined : names.states.get(row.state);
  return <>{state ? stateName(t, state) : row.state}</>;
}

function Detail({ row }: { row: AuditRow }) {
  const { t } = usePage();
  if (Object.keys(row.detail).length === 0) return null;
  return (
    <Details summary={t('administration:audit.detail')}>
      <code>{JSON.stringify(row.detail, null, 1)}</code>
    </Details>
  );
}

function columnsOf(page: PageContext, props: AuditTableProps): Column<AuditRow>[] {
  const { t, format } = page;
  return [
    { key: 'at', header: t('administration:audit.at'), cell: (row) => format.minute(row.at) },
    {
      key: 'what',
      header: t('administration:audit.what'),
      cell: (row) => (
        <>
          {actionName(t, row.action)}
          {row.target ? `: ${targetName(t, row.target)}` : null}
        </>
      ),
    },
    {
      key: 'actor',
      header: t('administration:audit.actor'),
      cell: (row) =>
        row.actor === null ? t(`administration:audit.origins.${row.origin}`) : who(page, row.actor, props),
    },
    {
      key: 'person',
      header: t('administration:audit.person'),
      cell: (row) => who(page, row.person, props),
    },
    {
      key: 'where',
      header: t('administration:audit.where'),
      cell: (row) => <Where row={row} names={props.names} />,
    },
    { key: 'detail', header: t('administration:audit.more'), cell: (row) => <Detail row={row} /> },
  ];
}

/** Events of the audit trail, newest first. */
export function AuditTable(props: AuditTableProps) {
  const page = usePage();
  const { t } = page;
  const { rows, filter, failed, downloads } = props;
  return (
    <DataTable
      id="eventos"
      caption={t('administration:audit.caption')}
      columns={columnsOf(page, props)}
      rows={rows}
      filter={filter}
      empty={{
        title: t(failed ? 'administration:audit.failed' : 'administration:audit.none'),
      }}
      downloads={rows.length > 0 ? downloads : []}
    />
  );
}
