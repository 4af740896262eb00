/** What JSON can say. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/** Deeper nesting than any act needs; keeps hostile input from exhausting the stack. */
const deepest = 64;

function refuse(path: string, what: string): never {
  throw new TypeError(`${path === '' ? 'The value' : path} ${what}`);
}

function text(value: string, path: string): string {
  if (!value.isWellFormed()) refuse(path, 'holds a lone surrogate, which is not Unicode text');
  // The escapes that ECMAScript writes are the ones RFC 8785, 3.2.2.2 asks for.
  return JSON.stringify(value);
}

function object(value: object, path: string, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) refuse(path, 'is not a plain object');
  const members = value as Record<string, unknown>;
  // Without a comparison function `sort` orders by UTF-16 code units, as RFC 8785, 3.2.3 asks.
  const parts = Object.keys(members)
    .sort()
    .map((name) => {
      const inner = path === '' ? name : `${path}.${name}`;
      return `${text(name, inner)}:${write(members[name], inner, depth + 1)}`;
    });
  return `{${parts.join(',')}}`;
}

function write(value: unknown, path: string, depth: number): string {
  if (depth > deepest) refuse(path, `is nested deeper than ${deepest} levels`);
  switch (typeof value) {
    case 'string':
      return text(value, path);
    case 'number':
      if (!Number.isFinite(value)) refuse(path, `is ${value}, which JSON cannot say`);
      // Number to string as in ECMA-262 is what RFC 8785, 3.2.2.3 asks; it writes -0 as 0.
      return String(value);
    case 'boolean':
      return String(value);
    case 'object':
      if (value === null) return 'null';
      if (!Array.isArray(value)) return object(value, path, depth);
      // `Array.from` gives holes a turn, which `map` would skip.
      return `[${Array.from(value, (item, at) => write(item, `${path}[${at}]`, depth + 1)).join(',')}]`;
    default:
      return refuse(path, `is ${typeof value}, which JSON cannot say`);
  }
}

/**
 * A value as canonical JSON (RFC 8785, JCS): one text for one value, whoever writes it, so that it can be hashed.
 * @throws TypeError naming the place of what has no canonical form: NaN, infinities, lone surrogates, undefined,
 *   objects of a class, nesting beyond 64 levels
 */
export function canonicalJson(value: JsonValue): string {
  return write(value, '', 0);
}

/**
 * Reads canonical JSON and takes nothing else: white space, another order of names, a name given twice or another
 * spelling of a number is refused, because its bytes would hash differently.
 * @throws SyntaxError for text that is not JSON, TypeError for JSON that is not in canonical form
 */
export function parseCanonicalJson(source: string): JsonValue {
  const value: JsonValue = JSON.parse(source);
  if (canonicalJson(value) !== source) throw new TypeError('The text is JSON, but not in canonical form');
  return value;
}
