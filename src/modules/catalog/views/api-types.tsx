import { rich } from '#platform/i18n/rich.tsx';
import { usePage } from '#platform/ui/index.ts';
import { type Schema, schemaName } from '../api-description.ts';

const knownTypes = ['string', 'integer', 'number', 'boolean', 'object', 'array', 'null'] as const;

/** The anchor of a schema on the page. */
export function schemaAnchor(name: string): string {
  return `esquema-${name}`;
}

/** What a value is, in words, with links to the schemas it is made of: `lista de State`, `número o null`. */
export function TypeName({ schema }: { schema: Schema }) {
  const { t } = usePage();
  const name = schemaName(schema);
  if (name) {
    return (
      <a href={`#${schemaAnchor(name)}`}>
        <code>{name}</code>
      </a>
    );
  }
  if (schema.anyOf) {
    return (
      <>
        {schema.anyOf.map((option, at) => (
          <>
            {at > 0 ? ` ${t('site:apiPage.types.or')} ` : null}
            <TypeName schema={option} />
          </>
        ))}
      </>
    );
  }
  if (schema.items) {
    return (
      <>
        {t('site:apiPage.types.listOf')} <TypeName schema={schema.items} />
      </>
    );
  }
  if (typeof schema.additionalProperties === 'object' && schema.type === 'object') {
    return (
      <>
        {t('site:apiPage.types.mapOf')} <TypeName schema={schema.additionalProperties} />
      </>
    );
  }
  return <PlainType schema={schema} />;
}

function PlainType({ schema }: { schema: Schema }) {
  const { t } = usePage();
  const types = [schema.type ?? 'object'].flat();
  const names = types.map((type) => {
    const known = knownTypes.find((one) => one === type);
    return known ? t(`site:apiPage.types.${known}`) : type;
  });
  return <>{names.join(` ${t('site:apiPage.types.or')} `)}</>;
}

/** What a value may be beyond its type: bounds, length, form, the values there are. */
export function Bounds({ schema }: { schema: Schema }) {
  const { t } = usePage();
  const { minimum: min, maximum: max, maxLength, pattern, enum: values } = schema;
  const code = (text: string) => <code>{text}</code>;
  if (values) return <>, {t('site:apiPage.types.values', { values: values.join(', ') })}</>;
  if (min !== undefined && max !== undefined) return <>, {t('site:apiPage.types.between', { min, max })}</>;
  if (min !== undefined) return <>, {t('site:apiPage.types.from', { min })}</>;
  if (maxLength !== undefined) return <>, {t('site:apiPage.types.upTo', { max: maxLength })}</>;
  if (pattern !== undefined) return <>, {rich(t('site:apiPage.types.pattern', { pattern }), { code })}</>;
  return null;
}
