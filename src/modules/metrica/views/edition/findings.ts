import { greatest, least, median } from 'd3-array';
import { roundHalfUp } from '#platform/i18n/format.ts';
import type { RankedUnit, SelectedUnit } from '../../edition/selection.ts';
import { sentence, unitInSentence, type Words } from './words.ts';

/** Titles of charts that say what the data say: worked out anew for every edition, measure and filter. */

/** How many share a place before their names give way to their number. */
const mostNames = 3;

/** "Ciudad de México, Guanajuato y la Federación van adelante; nadie llega a 0.6". */
export function rankingFinding(words: Words, ranked: readonly RankedUnit[]): string {
  const { t, format } = words;
  const [first, second] = ranked;
  if (!first) return t('metrica:finding.ranking.none');
  const top = format.score(first.standing.value);
  if (!second) {
    return t('metrica:finding.ranking.one', { name: unitInSentence(words, first), value: top });
  }
  const firsts = ranked.filter(({ standing }) => standing.rank === 1);
  if (firsts.length > mostNames) {
    return t('metrica:finding.ranking.shared', { count: firsts.length, value: top });
  }
  const podium = ranked.filter(({ standing }) => standing.rank <= mostNames);
  const leaders = podium.length > mostNames || podium.length === ranked.length ? firsts : podium;
  const names = sentence(format.list(leaders.map((unit) => unitInSentence(words, unit))));
  const bound = nobodyReaches(first.standing.value);
  const count = leaders.length;
  if (bound === null) return t('metrica:finding.ranking.ahead', { names, count });
  return t('metrica:finding.ranking.bounded', { names, count, bound: String(bound) });
}

/** The next tenth above a value as it is printed; null above 1. */
function nobodyReaches(value: number): number | null {
  const bound = roundHalfUp((Math.floor(roundHalfUp(value, 2) * 10 + 1e-9) + 1) / 10, 1);
  return bound > 1 ? null : bound;
}

/** "De 0.27 en Querétaro a 0.51 en Ciudad de México". */
export function spreadFinding(words: Words, units: readonly RankedUnit[]): string {
  const { t, format } = words;
  const indexValue = ({ standing }: RankedUnit) => standing.value;
  const [high, low] = [greatest(units, indexValue), least(units, indexValue)];
  if (!high || !low) return t('metrica:finding.spread.none');
  const [from, to] = [format.score(low.standing.value), format.score(high.standing.value)];
  if (units.length === 1) {
    return t('metrica:finding.ranking.one', { name: unitInSentence(words, high), value: to });
  }
  if (from === to) return t('metrica:finding.spread.same', { value: to });
  return t('metrica:finding.spread.range', {
    from,
    to,
    lowest: unitInSentence(words, low),
    highest: unitInSentence(words, high),
  });
}

/** "En los 33 gobiernos la transparencia supera a la participación". */
export function sidesFinding(words: Words, units: readonly SelectedUnit[]): string {
  const { t } = words;
  const known = units.filter(({ values }) => values.t !== undefined && values.p !== undefined);
  const ahead = known.filter(({ values }) => (values.t ?? 0) > (values.p ?? 0)).length;
  const [only] = known;
  if (!only) return t('metrica:finding.ranking.none');
  if (known.length === 1) {
    const name = unitInSentence(words, only);
    const values = { t: words.format.score(only.values.t ?? 0), p: words.format.score(only.values.p ?? 0) };
    return t('metrica:finding.sides.one', { name, ...values });
  }
  if (ahead === known.length) return t('metrica:finding.sides.all', { total: known.length });
  if (ahead === 0) return t('metrica:finding.sides.none', { total: known.length });
  return t('metrica:finding.sides.some', { count: ahead, total: known.length });
}

/** A group of institutions with their scores in one measure. */
export interface Group {
  title: string;
  values: readonly number[];
}

/** "La mediana va de 0.21 (Sindicatos) a 0.52 (Órganos autónomos)". */
export function groupsFinding({ t, format }: Words, groups: readonly Group[]): string {
  const known = groups.flatMap(({ title, values }) => {
    const middle = median(values);
    return middle === undefined ? [] : [{ title, middle }];
  });
  const [high, low] = [greatest(known, ({ middle }) => middle), least(known, ({ middle }) => middle)];
  if (!high || !low) return t('metrica:finding.groups.none');
  const [from, to] = [format.score(low.middle), format.score(high.middle)];
  if (known.length === 1) return t('metrica:finding.groups.one', { group: high.title, value: to });
  if (from === to) return t('metrica:finding.groups.same', { value: to });
  return t('metrica:finding.groups.range', { from, to, lowest: low.title, highest: high.title });
}

/** A national value of an edition, as published. */
export interface YearValue {
  year: number;
  value: number | null;
}

type Known = YearValue & { value: number };

/** How many steps in time a title tells one by one. */
const stepsTold = 2;

/** "El índice subió 0.13 entre 2017 y 2019 y bajó 0.04 entre 2019 y 2021". */
export function trendFinding({ t, format }: Words, points: readonly YearValue[]): string {
  const known = points.filter((point): point is Known => point.value !== null);
  const told = known.slice(-1 - stepsTold);
  const [only] = told;
  if (!only) return t('metrica:finding.trend.none');
  if (told.length === 1) {
    return t('metrica:finding.trend.one', { year: only.year, value: format.score(only.value) });
  }
  const steps = told.slice(1).map((point, i) => stepWords({ t, format }, told[i] ?? point, point));
  return t('metrica:finding.trend.steps', { steps: format.list(steps) });
}

function stepWords({ t, format }: Pick<Words, 't' | 'format'>, before: Known, after: Known): string {
  const change = roundHalfUp(after.value - before.value, 2);
  const years = { from: before.year, to: after.year };
  if (change === 0) return t('metrica:finding.trend.same', years);
  const by = format.score(Math.abs(change));
  return change > 0
    ? t('metrica:finding.trend.up', { by, ...years })
    : t('metrica:finding.trend.down', { by, ...years });
}

/** How many units are above, below, or on neither side of a value with their whole interval. */
export interface Sides {
  above: number;
  below: number;
  unclear: number;
}

/** Holds the intervals of units against a value; those without an interval do not count. */
export function sidesOf(ranked: readonly RankedUnit[], value: number): Sides {
  const intervals = ranked.flatMap(({ standing }) => standing.interval ?? []);
  const above = intervals.filter(({ low }) => low > value).length;
  const below = intervals.filter(({ high }) => high < value).length;
  return { above, below, unclear: intervals.length - above - below };
}

/** "7 gobiernos están claramente arriba del promedio, 5 claramente abajo; de los otros 21 no se puede decir." */
export function certaintyFinding({ t }: Words, ranked: readonly RankedUnit[], value: number): string | null {
  const { above, below, unclear } = sidesOf(ranked, value);
  if (above + below + unclear < 2) return null;
  return [
    t('metrica:finding.certainty.above', { count: above }),
    t('metrica:finding.certainty.below', { count: below }),
    t('metrica:finding.certainty.unclear', { count: unclear }),
  ].join(' ');
}
