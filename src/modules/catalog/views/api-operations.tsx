import { rich } from '#platform/i18n/rich.tsx';
import {
  Code,
  type Column,
  DataTable,
  Details,
  type PageContext,
  Prose,
  usePage,
} from '#platform/ui/index.ts';
import type { ApiDescription, ApiGroup, Parameter, PlacedOperation } from '../api-description.ts';
import { Bounds, TypeName } from './api-types.tsx';

/** An operation with what it answers to its example at the moment. */
export interface ShownOperation extends PlacedOperation {
  /** The whole address of the example. */
  example: string;
  /** An excerpt of the answer, as JSON; empty where it is not worth showing. */
  answer: string;
}

function parameterColumns({ t }: PageContext): Column<Parameter>[] {
  const code = (text: string) => <code>{text}</code>;
  return [
    {
      key: 'name',
      header: t('site:apiPage.operations.name'),
      cell: ({ name, in: place }) => (
        <>
          <code>{name}</code>
          {place === 'path' ? <> ({t('site:apiPage.operations.inPath')})</> : null}
        </>
      ),
    },
    { key: 'meaning', header: t('site:apiPage.operations.meaning'), cell: ({ description }) => description },
    {
      key: 'type',
      header: t('site:apiPage.operations.type'),
      cell: ({ schema }) => (
        <>
          <TypeName schema={schema} />
          <Bounds schema={schema} />
          {schema.default === undefined ? null : (
            <>
              {'; '}
              {rich(t('site:apiPage.operations.default', { value: String(schema.default) }), { code })}
            </>
          )}
        </>
      ),
    },
    {
      key: 'example',
      header: t('site:apiPage.operations.example'),
      cell: ({ example }) => (example === undefined ? null : <code>{example}</code>),
    },
  ];
}

function Answers({ operation }: { operation: ShownOperation }) {
  const { t, format } = usePage();
  const { '200': ok, ...others } = operation.responses;
  const schema = ok?.content?.['application/json']?.schema;
  const statuses = Object.keys(others).filter((status) => /^\d/.test(status));
  return (
    <p>
      {t('site:apiPage.operations.answers')} <strong>200</strong>
      {schema ? (
        <>
          {', '}
          <TypeName schema={schema} />
        </>
      ) : null}
      {': '}
      {ok?.description}{' '}
      {rich(t('site:apiPage.operations.seeErrors', { statuses: format.list(statuses) }), {
        errors: (text) => <a href="#errores-api">{text}</a>,
      })}
    </p>
  );
}

function OperationEntry({ operation }: { operation: ShownOperation }) {
  const page = usePage();
  const { t } = page;
  const { operationId, path, summary, description, parameters = [], example, answer } = operation;
  return (
    <section class="tq-operation" aria-labelledby={operationId}>
      <h4 id={operationId}>{summary}</h4>
      <p>
        <code>
          <strong>GET</strong> {path}
        </code>
      </p>
      <Prose>
        <p>{description}</p>
        <Answers operation={operation} />
      </Prose>
      {parameters.length > 0 ? (
        <DataTable
          id={`parametros-${operationId}`}
          caption={
            <>
              {t('site:apiPage.operations.parameters')}{' '}
              <span class="govuk-visually-hidden">
                {t('site:apiPage.operations.parametersOf', { name: summary })}
              </span>
            </>
          }
          columns={parameterColumns(page)}
          rows={parameters}
        />
      ) : null}
      <Code label={t('site:apiPage.operations.example')}>curl '{example}'</Code>
      {answer ? (
        <Details summary={t('site:apiPage.operations.showAnswer')}>
          <Code>{answer}</Code>
        </Details>
      ) : null}
    </section>
  );
}

/** The operations of a group, with links to each. */
function Contents({ operations }: { operations: readonly ShownOperation[] }) {
  return (
    <ul>
      {operations.map(({ operationId, path, summary }) => (
        <li>
          <a href={`#${operationId}`}>{summary}</a>: <code>{path}</code>
        </li>
      ))}
    </ul>
  );
}

/** Every operation by its group: what it gives, its parameters, an example and what that answers now. */
export function Operations({
  groups,
  operations,
}: {
  groups: ApiDescription['groups'];
  operations: readonly ShownOperation[];
}) {
  const { t } = usePage();
  const of = ({ name }: ApiGroup) => operations.filter(({ tags }) => tags.includes(name));
  return (
    <>
      <p>{t('site:apiPage.operations.excerpt')}</p>
      {groups.map((group) => (
        <>
          <h3>{t(`site:apiPage.tags.${group.name}`)}</h3>
          <p>{group.description}</p>
          <Contents operations={of(group)} />
          {of(group).map((operation) => (
            <OperationEntry operation={operation} />
          ))}
        </>
      ))}
    </>
  );
}
