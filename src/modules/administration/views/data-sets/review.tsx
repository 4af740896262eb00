import type { RowProblem } from '#platform/data-sets/data-set.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import {
  Button,
  ButtonLink,
  type Column,
  DataTable,
  Details,
  type FieldError,
  Form,
  Notice,
  SummaryList,
  type TableState,
  usePage,
} from '#platform/ui/index.ts';
import type { PendingSummary } from '#platform/uploads/pending.ts';
import { dataSetPath, problemsPath } from './addresses.ts';

type ShownProblem = RowProblem & { said: { text: string; lang: Lang } };

export interface ReviewProps {
  upload: PendingSummary;
  /** What people call the data set. */
  set: string;
  /** The page of the problems that is shown. */
  state: TableState<'fila'>;
  problems: readonly ShownProblem[];
  errors: readonly FieldError[];
  /** Whether the file was checked anew because the records had changed. */
  changed: boolean;
}

/** What was found in a file, and what can be done with it. */
export function Review(props: ReviewProps) {
  const { upload, errors, changed } = props;
  const { t, href } = usePage();
  const { outcome } = upload.check;
  return (
    <>
      {changed ? (
        <Notice kind="warning" live title={t('uploads:review.changed.title')}>
          <p>{t('uploads:review.changed.text')}</p>
        </Notice>
      ) : null}
      <Finding {...props} />
      <Facts {...props} />
      <Figures {...props} />
      <Notes {...props} />
      {outcome === 'refused' ? <Problems {...props} /> : null}
      <Form errors={errors}>
        <div class="tq-decisions">
          {outcome === 'loadable' ? (
            <Button name="decision" value="cargar">
              {t('uploads:review.confirm')}
            </Button>
          ) : (
            <ButtonLink href={href(dataSetPath(upload.dataSet))}>{t('uploads:review.again')}</ButtonLink>
          )}
          <Button kind="secondary" name="decision" value="borrar">
            {t('uploads:review.cancel')}
          </Button>
        </div>
      </Form>
    </>
  );
}

function Finding({ upload: { check } }: ReviewProps) {
  const { t, format } = usePage();
  const shown = format.integer(check.problemCount);
  switch (check.outcome) {
    case 'refused':
      return (
        <Notice
          kind="warning"
          title={t('uploads:review.refused.title', { count: check.problemCount, shown })}
        >
          <p>{t('uploads:review.refused.text')}</p>
        </Notice>
      );
    case 'unchanged':
      return (
        <Notice title={t('uploads:review.unchanged.title')}>
          <p>{t('uploads:review.unchanged.text')}</p>
        </Notice>
      );
    case 'loadable':
      return (
        <Notice kind="done" title={t('uploads:review.loadable.title')}>
          <p>{t('uploads:review.loadable.text', { count: check.rows, rows: format.integer(check.rows) })}</p>
        </Notice>
      );
  }
}

function Facts({ upload, set }: ReviewProps) {
  const { t, format } = usePage();
  const { check, options, sha256, sentAt } = upload;
  const named = Object.values(options).join(', ');
  return (
    <SummaryList
      rows={[
        { key: t('uploads:review.facts.set'), value: named ? `${set} (${named})` : set },
        ...(check.outcome === 'refused'
          ? []
          : [{ key: t('uploads:review.facts.rows'), value: format.integer(check.rows) }]),
        ...(check.rowsBefore === null
          ? []
          : [{ key: t('uploads:review.facts.rowsBefore'), value: format.integer(check.rowsBefore) }]),
        { key: t('uploads:review.facts.sha256'), value: <code class="tq-hash">{sha256}</code> },
        { key: t('uploads:review.facts.sentAt'), value: format.moment(sentAt) },
      ]}
    />
  );
}

/** A figure as far as people compare it; texts and lists as they are. */
function shortFigure(value: string | null): string {
  if (value === null) return '–';
  return /^-?\d+\.\d{7,}$/.test(value) ? Number(value).toFixed(6) : value;
}

function Figures({ upload: { check } }: ReviewProps) {
  const { t } = usePage();
  if (check.figures.length === 0) return null;
  return (
    <DataTable
      id="cifras"
      caption={t('uploads:review.figures')}
      columns={[
        {
          key: 'name',
          header: t('uploads:review.figuresColumns.name'),
          cell: ({ name }) => <code>{name}</code>,
        },
        {
          key: 'before',
          header: t('uploads:review.figuresColumns.before'),
          numeric: true,
          cell: ({ before }) => shortFigure(before),
        },
        {
          key: 'after',
          header: t('uploads:review.figuresColumns.after'),
          numeric: true,
          cell: ({ after }) => shortFigure(after),
        },
      ]}
      rows={check.figures}
      note={t('uploads:review.figuresNote')}
    />
  );
}

function Notes({ upload: { check } }: ReviewProps) {
  const { t } = usePage();
  const { notes } = check;
  if (notes.length === 0) return null;
  return (
    <Details summary={`${t('uploads:review.notes')} (${notes.length})`}>
      <p>{t('uploads:review.notesText', { count: notes.length })}</p>
      <ul lang="en">
        {notes.map((note) => (
          <li>{note}</li>
        ))}
      </ul>
    </Details>
  );
}

function Problems({ upload, state, problems }: ReviewProps) {
  const { t, href, format } = usePage();
  const columns: Column<ShownProblem, 'fila'>[] = [
    {
      key: 'row',
      header: t('uploads:review.columns.place'),
      cell: ({ row, column }) => (
        <>
          {format.integer(row)} {column ? <code>{column}</code> : null}
        </>
      ),
    },
    {
      key: 'message',
      header: t('uploads:review.columns.message'),
      cell: ({ said }) => <span lang={said.lang}>{said.text}</span>,
    },
  ];
  const { problems: kept, problemCount } = upload.check;
  const first = t('uploads:review.problemsFirst', { shown: format.integer(kept.length) });
  return (
    <DataTable
      id="problemas"
      caption={t('uploads:review.problems')}
      columns={columns}
      rows={problems}
      state={state}
      downloads={[{ href: href(problemsPath(upload.id)), format: 'CSV' }]}
      note={`${t('uploads:review.problemsNote')} ${problemCount > kept.length ? first : ''}`.trim()}
    />
  );
}
