import { type Methodology, MethodologyError, type MethodologyProblem } from './methodology.ts';

type Check = (value: unknown) => boolean;
type Fields = Readonly<Record<string, readonly [Check, string]>>;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText: Check = (value) => typeof value === 'string' && value.trim() !== '';
const isNumber: Check = (value) => typeof value === 'number';
const isList: Check = (value) => Array.isArray(value);
const isBilingual: Check = (value) => isRecord(value) && isText(value.es) && isText(value.en);
const isBilingualList: Check = (value) => Array.isArray(value) && value.every(isBilingual);
const isScale: Check = (value) =>
  Array.isArray(value) && value.length === 2 && value[0] === 0 && value[1] === 1;
const isDecimals: Check = (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 12;
const isWeightedList: Check = (value) =>
  Array.isArray(value) && value.every((part) => isRecord(part) && isText(part.id) && isNumber(part.weight));
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    words.some((word) => word === value);

const DOCUMENT: Fields = {
  edition: [Number.isInteger, 'a year'],
  label: [isBilingual, 'a text in es and en'],
  source: [isText, 'a text'],
  scale: [isScale, '[0, 1]'],
  decimals: [isDecimals, 'an integer from 0 to 12'],
  notes: [isBilingualList, 'a list of texts in es and en'],
  nodes: [isList, 'a list'],
  views: [isList, 'a list'],
};

const DESCRIBED: Fields = {
  id: [isText, 'a text'],
  symbol: [isText, 'a text'],
  dimension: [orNull(oneOf('transparency', 'participation')), 'transparency, participation or null'],
  perspective: [orNull(oneOf('government', 'citizen')), 'government, citizen or null'],
  label: [isBilingual, 'a text in es and en'],
  description: [isBilingual, 'a text in es and en'],
  formula: [orNull(isText), 'a text or null'],
  source: [isText, 'a text'],
};

const NODE: Fields = {
  ...DESCRIBED,
  parent: [orNull(isText), 'the id of a node, or null'],
  weight: [isNumber, 'a number'],
};

const PARTS: Fields = { parts: [isWeightedList, 'a list of ids with weights'] };

const VIEW_MEASURE: Fields = { ...DESCRIBED, ...PARTS };

const RECOMPOSITION: Fields = {
  id: [isText, 'a text'],
  formula: [isText, 'a text'],
  source: [isText, 'a text'],
  ...PARTS,
};

const VIEW: Fields = {
  id: [isText, 'a text'],
  label: [isBilingual, 'a text in es and en'],
  description: [isBilingual, 'a text in es and en'],
  measures: [isList, 'a list'],
  recompositions: [isList, 'a list'],
};

/**
 * Takes a parsed JSON document for a methodology, or refuses it with every field that is not what it should be.
 * Only the shape is looked at; `buildTree` looks at what it says.
 *
 * @throws MethodologyError with problems of code `shape`
 */
export function readMethodology(document: unknown): Methodology {
  const problems = shapeProblems(document);
  if (!isMethodology(document, problems)) throw new MethodologyError(problems);
  return document;
}

function isMethodology(document: unknown, problems: readonly MethodologyProblem[]): document is Methodology {
  return isRecord(document) && problems.length === 0;
}

function shapeProblems(document: unknown): MethodologyProblem[] {
  const views = listAt(document, 'views');
  return [
    ...fieldProblems(document, DOCUMENT, 'methodology'),
    ...listAt(document, 'nodes').flatMap((node, at) => fieldProblems(node, NODE, `nodes[${at}]`)),
    ...views.flatMap((view, at) => fieldProblems(view, VIEW, `views[${at}]`)),
    ...views.flatMap((view, at) => [
      ...listAt(view, 'measures').flatMap((measure, position) =>
        fieldProblems(measure, VIEW_MEASURE, `views[${at}].measures[${position}]`),
      ),
      ...listAt(view, 'recompositions').flatMap((again, position) =>
        fieldProblems(again, RECOMPOSITION, `views[${at}].recompositions[${position}]`),
      ),
    ]),
  ];
}

function listAt(holder: unknown, field: string): unknown[] {
  const value = isRecord(holder) ? holder[field] : undefined;
  return Array.isArray(value) ? value : [];
}

function fieldProblems(value: unknown, fields: Fields, path: string): MethodologyProblem[] {
  if (!isRecord(value)) {
    return [{ code: 'shape', node: null, message: `${path} is not an object.` }];
  }
  const node = typeof value.id === 'string' ? value.id : null;
  const name = node === null ? path : `${path} (${node})`;
  return Object.entries(fields)
    .filter(([field, [check]]) => !check(value[field]))
    .map(([field, [, wanted]]) => ({
      code: 'shape',
      node,
      message: `${name}: ${field} must be ${wanted}.`,
    }));
}
