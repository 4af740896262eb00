import { type Column, DataTable, Details, type PageContext, usePage } from '#platform/ui/index.ts';
import type { ApiDescription, Schema } from '../api-description.ts';
import { Bounds, schemaAnchor, TypeName } from './api-types.tsx';

interface Field {
  name: string;
  schema: Schema;
  optional: boolean;
  meaning: string | undefined;
}

/** The fields of a schema, those of objects that have no name of their own right after the object. */
function fieldsOf(schema: Schema, schemas: ApiDescription['schemas'], prefix = ''): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const own = inner.description ?? schemas[inner.$ref?.split('/').at(-1) ?? '']?.description;
    const field = {
      name: prefix + name,
      schema: inner,
      optional: !schema.required?.includes(name),
      meaning: own,
    };
    const element = inner.items ?? inner;
    const below = element.$ref
      ? []
      : fieldsOf(element, schemas, `${prefix}${name}${inner.items ? '[]' : ''}.`);
    return [field, ...below];
  });
}

function fieldColumns({ t }: PageContext): Column<Field>[] {
  return [
    { key: 'name', header: t('site:apiPage.schemas.field'), cell: ({ name }) => <code>{name}</code> },
    {
      key: 'type',
      header: t('site:apiPage.schemas.type'),
      cell: ({ schema, optional }) => (
        <>
          <TypeName schema={schema} />
          <Bounds schema={schema} />
          {optional ? <> ({t('site:apiPage.schemas.optional')})</> : null}
        </>
      ),
    },
    { key: 'meaning', header: t('site:apiPage.schemas.meaning'), cell: ({ meaning }) => meaning },
  ];
}

/** What each kind of answer is made of. */
export function Schemas({ schemas }: { schemas: ApiDescription['schemas'] }) {
  const page = usePage();
  const { t } = page;
  return (
    <>
      {Object.entries(schemas).map(([name, schema]) => (
        <section aria-labelledby={schemaAnchor(name)}>
          <h3 id={schemaAnchor(name)}>
            <code>{name}</code>
          </h3>
          <p>{schema.description}</p>
          {schema.enum ? (
            <p>
              {t('site:apiPage.schemas.values')} <code>{schema.enum.join(', ')}</code>
            </p>
          ) : null}
          {schema.properties ? (
            <Details summary={t('site:apiPage.schemas.show', { name })}>
              <DataTable
                id={`campos-${name}`}
                caption={t('site:apiPage.schemas.caption', { name })}
                columns={fieldColumns(page)}
                rows={fieldsOf(schema, schemas)}
              />
            </Details>
          ) : null}
        </section>
      ))}
    </>
  );
}
