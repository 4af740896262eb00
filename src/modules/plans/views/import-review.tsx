import type { RowProblem } from '#platform/data-sets/data-set.ts';
import { DataTable, Notice, usePage } from '#platform/ui/index.ts';
import type { ImportReview } from '../actions/import.ts';

/** More are in the file of problems. */
const mostShown = 500;

interface ReviewProps {
  review: ImportReview;
  /** Where all problems stand as a file. */
  problemsPath: string;
}

function Problems({ review: { problems }, problemsPath }: ReviewProps) {
  const { t, href, lang, format } = usePage();
  const said = ({ es, message }: RowProblem) =>
    lang === 'es-MX' && es !== undefined ? es : <span lang="en">{message}</span>;
  return (
    <DataTable
      id="problemas"
      caption={t('imports:review.problems')}
      columns={[
        {
          key: 'row',
          header: t('imports:review.columns.row'),
          numeric: true,
          cell: ({ row }) => format.integer(row),
        },
        {
          key: 'column',
          header: t('imports:review.columns.column'),
          cell: ({ column }) => (column === '' ? '–' : <code>{column}</code>),
        },
        { key: 'message', header: t('imports:review.columns.message'), cell: said },
      ]}
      rows={problems.slice(0, mostShown)}
      downloads={[{ href: href(problemsPath), format: 'CSV' }]}
      {...(problems.length > mostShown
        ? { note: t('imports:review.first', { shown: format.integer(mostShown) }) }
        : {})}
    />
  );
}

function Finding({ review: { problems, planned } }: ReviewProps) {
  const { t, format } = usePage();
  if (problems.length > 0) {
    const rows = new Set(problems.map(({ row }) => row)).size;
    return (
      <Notice
        kind="warning"
        title={t('imports:review.refused.title', {
          count: problems.length,
          shown: format.integer(problems.length),
        })}
      >
        <p>{t('imports:review.refused.text', { count: rows, rowsShown: format.integer(rows) })}</p>
      </Notice>
    );
  }
  const count = (asked: string) => format.integer(planned.filter(({ what }) => what === asked).length);
  if (planned.every(({ what }) => what === 'same')) {
    return (
      <Notice title={t('imports:review.nothing.title')}>
        <p>{t('imports:review.nothing.text')}</p>
      </Notice>
    );
  }
  return (
    <Notice kind="done" title={t('imports:review.fine.title')}>
      <p>
        {t('imports:review.fine.text', {
          ...{ added: count('added'), changed: count('changed'), same: count('same') },
        })}
      </p>
    </Notice>
  );
}

function Left({ review: { left } }: ReviewProps) {
  const { t, format } = usePage();
  if (left.length === 0) return null;
  return (
    <section>
      <h2>{t('imports:review.left.title', { count: left.length, shown: format.integer(left.length) })}</h2>
      <p>{t('imports:review.left.text')}</p>
      <ul>
        {left.map(({ row }) => (
          <li>
            {row.number} {row.title}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What a file would do to the drafts of a plan, or what is wrong with it. */
export function ImportFindings(props: ReviewProps) {
  const { t, format } = usePage();
  const { problems, planned } = props.review;
  return (
    <>
      <Finding {...props} />
      {problems.length > 0 ? (
        <Problems {...props} />
      ) : (
        <DataTable
          id="compromisos"
          caption={t('imports:review.table')}
          columns={[
            {
              key: 'number',
              header: t('imports:review.columns.number'),
              cell: ({ draft }) => draft.number,
            },
            { key: 'title', header: t('imports:review.columns.title'), cell: ({ draft }) => draft.title },
            {
              key: 'what',
              header: t('imports:review.columns.what'),
              cell: ({ what }) => t(`imports:review.what.${what}`),
            },
            {
              key: 'milestones',
              header: t('imports:review.columns.milestones'),
              numeric: true,
              cell: ({ draft }) => format.integer(draft.milestones.length),
            },
          ]}
          rows={planned}
        />
      )}
      {problems.length > 0 ? null : <Left {...props} />}
    </>
  );
}
