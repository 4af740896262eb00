import type { CensusImport, CensusProblem } from '#modules/accounts/index.ts';
import {
  Button,
  DataTable,
  type FieldError,
  Form,
  Prose,
  SummaryList,
  Tag,
  usePage,
} from '#platform/ui/index.ts';

const path = '/gestion/censo';

function StateTag({ found: { confirmedAt, withdrawnAt } }: { found: CensusImport }) {
  const { t } = usePage();
  if (withdrawnAt) return <Tag kind="neutral">{t('identity:census.states.withdrawn')}</Tag>;
  if (confirmedAt) return <Tag kind="kept">{t('identity:census.states.inForce')}</Tag>;
  return <Tag kind="late">{t('identity:census.states.waiting')}</Tag>;
}

/** The form to send a census file, and what such a file holds. */
export function CensusUpload({ errors }: { errors: readonly FieldError[] }) {
  const { t, href } = usePage();
  const error = errors[0]?.message;
  return (
    <>
      <Prose>
        <h2>{t('identity:census.upload.title')}</h2>
        <p>{t('identity:census.upload.text')}</p>
        <p>{t('identity:census.upload.plain')}</p>
      </Prose>
      <Form action={href(path)} errors={errors} files>
        <div class={error ? 'govuk-form-group govuk-form-group--error' : 'govuk-form-group'}>
          <label class="govuk-label" for="file">
            {t('identity:census.upload.file')}
          </label>
          {error ? (
            <p class="govuk-error-message" id="file-error">
              <span class="govuk-visually-hidden">{t('form.error')}</span> {error}
            </p>
          ) : null}
          <input
            class="govuk-file-upload"
            id="file"
            name="file"
            type="file"
            accept=".csv,text/csv"
            aria-describedby={error ? 'file-error' : undefined}
            aria-invalid={error ? 'true' : undefined}
          />
        </div>
        <Button>{t('identity:census.upload.send')}</Button>
      </Form>
    </>
  );
}

/** What is wrong with a file, row by row. */
export function CensusProblems({ problems, more }: { problems: readonly CensusProblem[]; more: number }) {
  const { t, format } = usePage();
  const count = problems.length + more;
  return (
    <div class="govuk-error-summary" id="errores" tabindex={-1} autofocus>
      <div role="alert">
        <h2 class="govuk-error-summary__title">
          {t('identity:census.problems.title', { count, problems: format.integer(count) })}
        </h2>
        <ul class="govuk-list govuk-error-summary__list">
          {problems.map(({ row, column, code }) => (
            <li>
              {column
                ? t('identity:census.problems.at', { row: format.integer(row), column })
                : t('identity:census.problems.row', { row: format.integer(row) })}{' '}
              {t(`identity:census.problem.${code}`, { length: '' })}
            </li>
          ))}
          {more > 0 ? (
            <li>{t('identity:census.problems.more', { count: more, problems: format.integer(more) })}</li>
          ) : null}
        </ul>
      </div>
    </div>
  );
}

/** All files that were sent. */
export function CensusTable({ imports }: { imports: readonly CensusImport[] }) {
  const { t, format, href } = usePage();
  return (
    <DataTable
      id="padrones"
      caption={t('identity:census.table.caption')}
      empty={{ title: t('identity:census.table.empty'), text: t('identity:census.table.emptyText') }}
      rows={imports}
      columns={[
        {
          key: 'source',
          header: t('identity:census.table.source'),
          cell: ({ id, source }) => <a href={href(`${path}/${id}`)}>{source}</a>,
        },
        {
          key: 'state',
          header: t('identity:census.table.state'),
          cell: (found) => <StateTag found={found} />,
        },
        {
          key: 'rows',
          header: t('identity:census.table.rows'),
          numeric: true,
          cell: ({ rows }) => format.integer(rows),
        },
        {
          key: 'when',
          header: t('identity:census.table.when'),
          cell: ({ importedAt }) => format.date(importedAt),
        },
      ]}
    />
  );
}

export interface CensusFactsProps {
  found: CensusImport;
  states: readonly { name: string; count: number }[];
}

export function CensusFacts({ found, states }: CensusFactsProps) {
  const { t, format } = usePage();
  const { rows, withCodes, importedAt, confirmedAt, withdrawnAt, sha256 } = found;
  const date = (key: 'confirmed' | 'withdrawn', at: Date | null) =>
    at ? [{ key: t(`identity:census.facts.${key}`), value: format.moment(at) }] : [];
  return (
    <>
      <SummaryList
        rows={[
          { key: t('identity:census.table.state'), value: <StateTag found={found} /> },
          { key: t('identity:census.table.rows'), value: format.integer(rows) },
          {
            key: t('identity:census.facts.codes'),
            value: t(`identity:census.facts.${withCodes ? 'withCodes' : 'withoutCodes'}`),
          },
          { key: t('identity:census.facts.received'), value: format.moment(importedAt) },
          ...date('confirmed', confirmedAt),
          ...date('withdrawn', withdrawnAt),
          { key: t('identity:ledger.sha256'), value: <code>{sha256}</code> },
        ]}
      />
      {states.length > 0 ? (
        <DataTable
          id="estados"
          caption={t('identity:census.facts.states')}
          rows={states}
          columns={[
            { key: 'state', header: t('identity:residence.state'), cell: ({ name }) => name },
            {
              key: 'count',
              header: t('identity:census.table.rows'),
              numeric: true,
              cell: ({ count }) => format.integer(count),
            },
          ]}
        />
      ) : null}
    </>
  );
}

/** What can be done with a file as it stands. */
export function CensusSteps({ found: { id, confirmedAt, withdrawnAt } }: { found: CensusImport }) {
  const { t, href } = usePage();
  const at = (name: string) => href(`${path}/${id}/${name}`);
  if (withdrawnAt) return <p>{t('identity:census.steps.over')}</p>;
  if (confirmedAt) {
    return (
      <Form action={at('retirar')}>
        <h2>{t('identity:census.steps.withdrawTitle')}</h2>
        <p>{t('identity:census.steps.withdrawText')}</p>
        <Button kind="warning">{t('identity:census.steps.withdraw')}</Button>
      </Form>
    );
  }
  return (
    <>
      <Form action={at('confirmar')}>
        <h2>{t('identity:census.steps.confirmTitle')}</h2>
        <p>{t('identity:census.steps.confirmText')}</p>
        <Button>{t('identity:census.steps.confirm')}</Button>
      </Form>
      <Form action={at('descartar')}>
        <p>{t('identity:census.steps.discardText')}</p>
        <Button kind="secondary">{t('identity:census.steps.discard')}</Button>
      </Form>
    </>
  );
}
