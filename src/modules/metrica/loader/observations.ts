import { normalise, parseKind, parseOrder } from '#modules/territory/index.ts';
import { LoadError, type RowProblem, rowProblem } from '#platform/data-sets/data-set.ts';
import type { ProblemText } from '#platform/errors/problem.ts';
import { type DecodedField, decodeField } from '../rules/encoding.ts';
import type { Order, Tree } from '../rules/index.ts';
import { csvProblemText, splitCsv } from './csv.ts';

/** A row of an edition's base, read and checked; the institution is still to be found in the catalogue. */
export interface ObservedRow {
  row: number;
  /** The institution's slug where the file has one. */
  slug: string | undefined;
  name: string;
  clave: string;
  order: Order;
  kind: string;
  observed: Record<string, number>;
}

/** The columns that say who was observed, by the headers they have in the files there are. */
const identifying = {
  slug: ['slug'],
  name: ['source_name', 'so', 'sujeto_obligado', 'institucion'],
  state: ['clave', 'edo', 'cve_ent', 'entidad'],
  order: ['order', 'niv', 'nivel', 'orden'],
  kind: ['kind', 'ts', 'tipo_so', 'tipo'],
} as const;
type Identifying = keyof typeof identifying;
const needed: readonly Identifying[] = ['name', 'state', 'order', 'kind'];

interface Layout {
  at: Partial<Record<Identifying, number>>;
  /** Measure id by column position. */
  measures: ReadonlyMap<number, string>;
  titles: readonly string[];
}

/** What the loader has to know of the country: the clave of a state by any of its names, folded. */
export type StateNames = ReadonlyMap<string, string>;

function measureByHeader(tree: Tree): Map<string, string> {
  const names = new Map<string, string>();
  for (const measure of tree.measures.values()) {
    // An id is unique; a symbol may stand for two indicators, and then names neither.
    const symbol = measure.symbol.toLowerCase();
    names.set(symbol, names.has(symbol) ? '' : measure.id);
  }
  for (const id of tree.measures.keys()) names.set(id.toLowerCase(), id);
  return names;
}

/** Says what each column is; one that is neither an institution's trait nor a measure is a problem. */
function readLayout(titles: readonly string[], tree: Tree, problems: RowProblem[]): Layout {
  const at: Partial<Record<Identifying, number>> = {};
  const measures = new Map<number, string>();
  const known = measureByHeader(tree);
  titles.forEach((title, index) => {
    const folded = title.trim().toLowerCase();
    const trait = (Object.keys(identifying) as Identifying[]).find((key) =>
      (identifying[key] as readonly string[]).includes(folded),
    );
    const measure = known.get(folded);
    if (trait && at[trait] === undefined) at[trait] = index;
    else if (measure && ![...measures.values()].includes(measure)) measures.set(index, measure);
    else {
      const reason =
        trait || measure
          ? { es: 'Esta columna está dos veces.', en: 'This column stands there twice.' }
          : { es: 'La edición no tiene esta columna.', en: 'The edition has no such column.' };
      problems.push(rowProblem(1, title || String(index + 1), reason));
    }
  });
  for (const key of needed) {
    if (at[key] === undefined) {
      const names = identifying[key].join(', ');
      problems.push(
        rowProblem(1, key, {
          es: `Al encabezado le falta esta columna; puede llamarse ${names}.`,
          en: `The header lacks this column; it may be called ${names}.`,
        }),
      );
    }
  }
  if (measures.size === 0) {
    const there = [...tree.measures.keys()].join(', ');
    problems.push(
      rowProblem(1, '', {
        es: `El encabezado no tiene ninguna medida; hay: ${there}.`,
        en: `The header has no measure; there are: ${there}.`,
      }),
    );
  }
  return { at, measures, titles };
}

const number = /^(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;

function readScore(text: string): number | ProblemText {
  if (!number.test(text.replace(/^-/, ''))) {
    return { es: `«${text}» no es un número.`, en: `"${text}" is not a number.` };
  }
  const score = Number(text);
  if (score >= 0 && score <= 1) return score;
  return { es: `${text} no está entre 0 y 1.`, en: `${text} is outside 0 to 1.` };
}

/** How many repairs are told one by one. */
const mostNotes = 50;

/** What was read of a file: its rows, and which fields were not in plain UTF-8. */
export interface ReadObservations {
  rows: ObservedRow[];
  notes: string[];
}

/**
 * Reads the base of an edition as it was published: each field in whatever encoding it is in.
 * @throws LoadError with every problem by row and column
 */
export function readObservations(
  dataSet: string,
  bytes: Uint8Array,
  tree: Tree,
  states: StateNames,
): ReadObservations {
  const csv = splitCsv(bytes);
  const problems: RowProblem[] = csv.problems.map((problem) =>
    rowProblem(problem.row, String(problem.column ?? ''), csvProblemText(problem)),
  );
  const layout = readLayout(
    csv.header.map((field) => decodeField(field).text),
    tree,
    problems,
  );
  if (problems.some((problem) => problem.row === 1)) throw new LoadError(dataSet, problems);

  const repairs: string[] = [];
  const rows = csv.rows.map(({ row, fields }) => {
    const decode = (index: number): string => {
      const decoded = decodeField(fields[index] ?? new Uint8Array());
      const repair = repairOf(decoded);
      if (repair)
        repairs.push(`Row ${row}, column ${layout.titles[index]}: read as ${repair}: "${decoded.text}"`);
      return decoded.text.trim();
    };
    return readRow({ row, decode, layout, states, problems });
  });
  const seen = new Map<string, number>();
  for (const { row, slug, clave, name } of rows) {
    const key = slug ?? `${clave} ${normalise(name)}`;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, row);
    else {
      problems.push(
        rowProblem(row, 'institution', {
          es: `«${name}» ya está en la fila ${first}.`,
          en: `"${name}" stands in row ${first} already.`,
        }),
      );
    }
  }
  if (rows.length === 0) {
    problems.push(
      rowProblem(1, '', {
        es: 'El archivo tiene encabezado y ninguna fila.',
        en: 'The file has a header and no rows.',
      }),
    );
  }
  if (problems.length > 0)
    throw new LoadError(
      dataSet,
      problems.sort((a, b) => a.row - b.row),
    );
  const more = repairs.length - mostNotes;
  return { rows, notes: more > 0 ? [...repairs.slice(0, mostNotes), `… and ${more} more fields.`] : repairs };
}

function repairOf({ encoding, note }: DecodedField): string | undefined {
  if (encoding === 'ascii' || encoding === 'utf-8') return note;
  return note ? `${encoding} (${note})` : encoding;
}

interface RowInput {
  row: number;
  decode(index: number): string;
  layout: Layout;
  states: StateNames;
  problems: RowProblem[];
}

function readRow({ row, decode, layout, states, problems }: RowInput): ObservedRow {
  const trait = (key: Identifying) => {
    const index = layout.at[key];
    return index === undefined ? '' : decode(index);
  };
  const titleOf = (key: Identifying) => layout.titles[layout.at[key] ?? 0] ?? key;
  const attempt = <T>(key: Identifying, read: (text: string) => T, es: string): T | undefined => {
    const value = trait(key);
    try {
      return read(value);
    } catch (error) {
      const text = { es: `«${value}» ${es}.`, en: (error as Error).message };
      problems.push(rowProblem(row, titleOf(key), text));
      return undefined;
    }
  };
  const name = trait('name');
  if (!name) {
    const text = { es: 'La institución no tiene nombre.', en: 'The institution has no name.' };
    problems.push(rowProblem(row, titleOf('name'), text));
  }
  const state = trait('state');
  const clave = states.get(normalise(state));
  if (!clave) {
    const text = { es: `No hay un estado «${state}».`, en: `There is no state "${state}".` };
    problems.push(rowProblem(row, titleOf('state'), text));
  }
  const observed: Record<string, number> = {};
  for (const [index, measure] of layout.measures) {
    const text = decode(index);
    if (text === '') continue;
    const score = readScore(text);
    if (typeof score === 'number') observed[measure] = score;
    else problems.push(rowProblem(row, layout.titles[index] ?? measure, score));
  }
  return {
    row,
    slug: layout.at.slug === undefined ? undefined : trait('slug'),
    name,
    clave: clave ?? '',
    order:
      attempt('order', parseOrder, 'no es un orden de gobierno: Federal, Estatal o Municipal') ?? 'state',
    kind: attempt('kind', parseKind, 'no es un tipo de institución') ?? '',
    observed,
  };
}
