import type { ApiDocument } from '#platform/http/api.ts';
import type { ApiTag } from '#platform/http/api-route.ts';

/** The parts of a JSON schema that the API's description uses. */
export interface Schema {
  type?: string | readonly string[];
  $ref?: string;
  anyOf?: readonly Schema[];
  items?: Schema;
  properties?: Readonly<Record<string, Schema>>;
  additionalProperties?: Schema | boolean;
  required?: readonly string[];
  enum?: readonly (string | null)[];
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  pattern?: string;
  default?: string | number;
  description?: string;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query';
  description: string;
  example?: string | number;
  schema: Schema;
}

export interface Answer {
  description: string;
  content?: Readonly<Record<string, { schema: Schema }>>;
}

export interface Operation {
  operationId: string;
  tags: readonly string[];
  summary: string;
  description: string;
  parameters?: readonly Parameter[];
  responses: Readonly<Record<string, Answer>>;
}

/** An operation with the path it is at. */
export interface PlacedOperation extends Operation {
  path: string;
}

/** Operations that belong together. */
export interface ApiGroup {
  name: ApiTag;
  description: string;
}

/** The API's description as pages read it. */
export interface ApiDescription {
  groups: readonly ApiGroup[];
  operations: readonly PlacedOperation[];
  schemas: Readonly<Record<string, Schema>>;
}

/** Takes the OpenAPI document apart. All its operations are GET. */
export function readDescription(document: ApiDocument): ApiDescription {
  const { tags, paths, components } = document as unknown as {
    tags: ApiDescription['groups'];
    paths: Readonly<Record<string, { get: Operation }>>;
    components: { schemas: ApiDescription['schemas'] };
  };
  return {
    groups: tags,
    operations: Object.entries(paths).map(([path, { get }]) => ({ path, ...get })),
    schemas: components.schemas,
  };
}

/** The name that a reference leads to: `State` of `#/components/schemas/State`. */
export function schemaName({ $ref }: Schema): string | undefined {
  return $ref?.split('/').at(-1);
}

/** The address of an operation with the examples of its path and of the query parameters named. */
export function exampleAddress({ path, parameters = [] }: PlacedOperation, query: readonly string[]): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const known = parameters.find((one) => one.in === 'path' && one.name === name);
    return encodeURIComponent(String(known?.example ?? name));
  });
  const given = query.flatMap((name) => {
    const known = parameters.find((one) => one.in === 'query' && one.name === name);
    return known?.example === undefined ? [] : [[name, String(known.example)]];
  });
  return given.length > 0 ? `${filled}?${new URLSearchParams(given)}` : filled;
}

/** Objects with more entries than this are cut where each entry is an object or a list itself. */
const mostNested = 3;

/**
 * A JSON value cut to what shows its shape: the first item of each list of objects, and the first entry of an object
 * that maps to many objects. Where something is left out, `more` says how much.
 */
export function excerpt(value: unknown, more: (count: number) => string): unknown {
  if (Array.isArray(value)) {
    const [first, ...rest] = value;
    if (rest.length === 0 || typeof first !== 'object') return value;
    return [excerpt(first, more), `… ${more(rest.length)}`];
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const nested = entries.every(([, inner]) => typeof inner === 'object' && inner !== null);
  const shown = nested && entries.length > mostNested ? 1 : entries.length;
  const kept = entries.slice(0, shown).map(([name, inner]) => [name, excerpt(inner, more)]);
  const left = entries.length - shown;
  return Object.fromEntries(left > 0 ? [...kept, ['…', more(left)]] : kept);
}
