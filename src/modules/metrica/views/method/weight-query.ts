import { createFormat } from '#platform/i18n/format.ts';
import { defaultLang } from '#platform/i18n/languages.ts';
import type { PageContext } from '#platform/ui/index.ts';
import {
  type Dimension,
  LARGEST_WEIGHT,
  type Perspective,
  type WeightChoice,
  type WeightGroup,
  weightProblems,
} from '../../rules/index.ts';

/** A field of the simulator: its name in the address, and the weight it holds. */
interface WeightField {
  name: WeightName;
  group: WeightGroup;
  side: Dimension | Perspective;
}

export type WeightName =
  | 'transparencia'
  | 'participacion'
  | 'gobierno'
  | 'ciudadania'
  | 'gobierno_t'
  | 'ciudadania_t'
  | 'gobierno_p'
  | 'ciudadania_p';

/** The fields in the order of the form and of the canonical address. */
const WEIGHT_FIELDS: readonly WeightField[] = [
  { name: 'transparencia', group: 'dimension', side: 'transparency' },
  { name: 'participacion', group: 'dimension', side: 'participation' },
  { name: 'gobierno', group: 'perspective', side: 'government' },
  { name: 'ciudadania', group: 'perspective', side: 'citizen' },
  { name: 'gobierno_t', group: 'perspective.transparency', side: 'government' },
  { name: 'ciudadania_t', group: 'perspective.transparency', side: 'citizen' },
  { name: 'gobierno_p', group: 'perspective.participation', side: 'government' },
  { name: 'ciudadania_p', group: 'perspective.participation', side: 'citizen' },
];

/** What stands in a field nobody has filled in; the other fields are then empty, for they need not be filled. */
const OFFICIAL_WEIGHT = '50';
const optional = (group: WeightGroup) => group.startsWith('perspective.');

export type TypedProblemCode = 'empty' | 'not_a_number' | 'negative' | 'too_large' | 'all_zero';

/** A field that cannot be used as it was filled in. */
export interface TypedProblem {
  field: WeightName;
  code: TypedProblemCode;
  typed: string;
}

/** The weights that an address asks for. */
export interface AskedWeights {
  /** Each field as it was typed, or as it stands when nothing was. */
  typed: Readonly<Record<WeightName, string>>;
  problems: readonly TypedProblem[];
  /** Empty where the address chooses nothing, or nothing that can be used. */
  choice: WeightChoice;
  /** The query of this choice in its one canonical form, without `?`; empty for the official weights. */
  canonical: string;
}

const NUMBER = /^-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;

function numberOf(typed: string): number {
  const text = typed.trim();
  return NUMBER.test(text) ? Number(text) : Number.NaN;
}

/** The fields of the groups that the address fills in; a group of optional fields left blank is not chosen. */
function chosenFields(query: URLSearchParams): WeightField[] {
  const chosen = new Set(
    WEIGHT_FIELDS.filter(({ name, group }) => {
      const value = query.get(name);
      return optional(group) ? value !== null && value.trim() !== '' : value !== null;
    }).map(({ group }) => group),
  );
  return WEIGHT_FIELDS.filter(({ group }) => chosen.has(group));
}

function choiceOf(fields: readonly WeightField[], query: URLSearchParams): WeightChoice {
  const weights = (group: WeightGroup) => {
    const sides = fields.filter((field) => field.group === group);
    return sides.length === 0
      ? undefined
      : Object.fromEntries(sides.map(({ name, side }) => [side, numberOf(query.get(name) ?? '')]));
  };
  return {
    dimension: weights('dimension') as WeightChoice['dimension'],
    perspective: weights('perspective') as WeightChoice['perspective'],
    perspectiveIn: {
      transparency: weights('perspective.transparency') as WeightChoice['perspective'],
      participation: weights('perspective.participation') as WeightChoice['perspective'],
    },
  };
}

function problemsOf(fields: readonly WeightField[], query: URLSearchParams): TypedProblem[] {
  return weightProblems(choiceOf(fields, query)).flatMap(({ code, group, side }) => {
    const field = fields.find((each) => each.group === group && (side === null || each.side === side));
    if (!field) return [];
    const typed = query.get(field.name) ?? '';
    const named = code !== 'not_finite' ? code : typed.trim() === '' ? 'empty' : 'not_a_number';
    return [{ field: field.name, code: named, typed }];
  });
}

/** Fields whose group stands as it does on an untouched form say nothing and stay out of the canonical address. */
function canonicalFields(fields: readonly WeightField[], query: URLSearchParams): [WeightName, string][] {
  const official = (group: WeightGroup) =>
    !optional(group) &&
    fields
      .filter((field) => field.group === group)
      .every(({ name }) => numberOf(query.get(name) ?? '') === Number(OFFICIAL_WEIGHT));
  return fields
    .filter(({ group }) => !official(group))
    .map(({ name }) => [name, String(numberOf(query.get(name) ?? ''))]);
}

/** Reads `?transparencia=70&participacion=30`: what was typed is kept, and told apart where it cannot be used. */
export function readWeights(query: URLSearchParams): AskedWeights {
  const fields = chosenFields(query);
  const typed = Object.fromEntries(
    WEIGHT_FIELDS.map(({ name, group }) => [
      name,
      query.get(name) ??
        (optional(group) || fields.some((each) => each.group === group) ? '' : OFFICIAL_WEIGHT),
    ]),
  ) as Record<WeightName, string>;
  const problems = problemsOf(fields, query);
  if (problems.length > 0) return { typed, problems, choice: {}, canonical: '' };
  const canonical = canonicalFields(fields, query);
  const kept = fields.filter(({ name }) => canonical.some(([each]) => each === name));
  return {
    typed,
    problems,
    choice: choiceOf(kept, query),
    canonical: new URLSearchParams(canonical).toString(),
  };
}

/** Both languages write whole numbers alike. */
const largestWritten = createFormat(defaultLang).integer(LARGEST_WEIGHT);

/** What is wrong with a field, in words that say how to put it right. */
export function problemText(t: PageContext['t'], { field, code, typed }: TypedProblem): string {
  return t(`method:weights.problem.${code}`, {
    field: t(`method:weights.field.${field}`),
    typed: typed.length > 40 ? `${typed.slice(0, 40)}…` : typed,
    largest: largestWritten,
  });
}
