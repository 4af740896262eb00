import type { GivenUpRun, QueueCounts } from '#platform/jobs/store.ts';
import { Button, type Column, DataTable, Form, type TableState, usePage } from '#platform/ui/index.ts';

/** What a job is called: its title, and the name it has in logs. */
function JobName({ title, name }: { title: string; name: string }) {
  if (title === name) return <code>{name}</code>;
  return (
    <>
      {title} <code>{name}</code>
    </>
  );
}

/** A job as the table shows it. */
export interface JobRow {
  name: string;
  title: string;
  counts: QueueCounts;
  /** When it has its next turn of itself; undefined where it has to be asked for. */
  next: Date | undefined;
}

const figures = ['waiting', 'again', 'active', 'done', 'failed'] as const;

/** All jobs with how many runs of each there are. */
export function JobsTable({ rows }: { rows: readonly JobRow[] }) {
  const { t, format } = usePage();
  const columns: Column<JobRow>[] = [
    { key: 'job', header: t('mail:jobs.job'), cell: (row) => <JobName {...row} /> },
    ...figures.map(
      (figure): Column<JobRow> => ({
        key: figure,
        header: t(`mail:jobs.counts.${figure}`),
        numeric: true,
        cell: ({ counts }) => format.integer(counts[figure]),
      }),
    ),
    {
      key: 'next',
      header: t('mail:jobs.next'),
      cell: ({ next }) => (next ? format.minute(next) : t('mail:jobs.whenAsked')),
    },
  ];
  return (
    <DataTable
      id="trabajos"
      caption={t('mail:jobs.list')}
      columns={columns}
      rows={rows}
      note={t('mail:jobs.note')}
    />
  );
}

/** A run that was given up as the table shows it. */
export interface GivenUpRow extends GivenUpRun {
  title: string;
}

function Decisions({ row, action }: { row: GivenUpRow; action: string }) {
  const { t, format } = usePage();
  const about = t('mail:jobs.about', { job: row.title, when: format.minute(row.at) });
  return (
    <Form action={action} hidden={{ corrida: row.id }}>
      <Button kind="secondary" name="decision" value="reintentar">
        {t('mail:retry')}
        <span class="govuk-visually-hidden"> {about}</span>
      </Button>{' '}
      <Button kind="warning" name="decision" value="descartar">
        {t('mail:jobs.discard')}
        <span class="govuk-visually-hidden"> {about}</span>
      </Button>
    </Form>
  );
}

/** Runs that were given up, each with what staff can do about it. */
export function GivenUpTable(props: {
  rows: readonly GivenUpRow[];
  state: TableState<'cuando'>;
  action: string;
}) {
  const { t, format } = usePage();
  const columns: Column<GivenUpRow>[] = [
    {
      key: 'job',
      header: t('mail:jobs.job'),
      cell: ({ title, job }) => <JobName title={title} name={job} />,
    },
    { key: 'when', header: t('mail:jobs.when'), cell: ({ at }) => format.minute(at) },
    {
      key: 'attempts',
      header: t('mail:attempts'),
      numeric: true,
      cell: ({ attempts }) => format.integer(attempts),
    },
    {
      key: 'fault',
      header: t('mail:fault'),
      cell: ({ fault }) => (fault ? <code>{fault}</code> : t('mail:jobs.cutOff')),
    },
    {
      key: 'decision',
      header: t('mail:decision'),
      cell: (row) => <Decisions row={row} action={props.action} />,
    },
  ];
  return (
    <DataTable
      id="perdidos"
      caption={t('mail:jobs.givenUp')}
      columns={columns}
      rows={props.rows}
      state={props.state}
      empty={{ title: t('mail:jobs.nothing.title'), text: t('mail:jobs.nothing.text') }}
    />
  );
}
