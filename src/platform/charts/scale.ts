import { extent } from 'd3-array';
import { scaleLinear } from 'd3-scale';

/** The smallest and the largest value a scale shows. */
export type Domain = readonly [number, number];

/** Where values stand along a line, as percentages of its length: a chart drawn so needs no fixed width. */
export interface PositionScale {
  domain: Domain;
  /** The place of a value, 0 to 100 with one decimal. A value outside the domain stands at the nearer end. */
  at(value: number): number;
  /** The same as an SVG length: `37.2%`. */
  percent(value: number): string;
  /** The same counted from the far end: SVG counts from the top, values rise from the bottom. */
  fromTop(value: number): string;
  /** Round values inside the domain, some `count` of them and never more than one above: their numbers must fit a narrow screen. */
  ticks(count: number): readonly number[];
  /** The decimals that tell two neighbouring ticks apart. */
  tickDigits(count: number): number;
}

/** A value that can be drawn: neither missing nor NaN nor infinite. */
export function isKnown(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** Throws RangeError unless the domain is finite and its ends differ, the smaller first. */
export function positionScale(domain: Domain): PositionScale {
  const [from, to] = domain;
  if (!(Number.isFinite(from) && Number.isFinite(to) && from < to)) {
    throw new RangeError(`A scale needs two finite ends, the smaller first: ${from}, ${to}`);
  }
  const scale = scaleLinear([from, to], [0, 100]).clamp(true);
  const at = (value: number) => Math.round(scale(value) * 10) / 10;
  const ticks = (count: number): readonly number[] => {
    const tried = scale.ticks(count);
    return tried.length > count + 1 && count > 1 ? ticks(count - 1) : tried;
  };
  return {
    domain,
    at,
    percent: (value) => `${at(value)}%`,
    fromTop: (value) => `${Math.round(1000 - at(value) * 10) / 10}%`,
    ticks,
    tickDigits(count) {
      const [first = from, second = to] = ticks(count);
      return Math.max(0, -Math.floor(Math.log10(Math.abs(second - first)) + 1e-9));
    },
  };
}

/**
 * A domain with round ends that holds every known value. One value alone, or ties, get room on both sides.
 * Without any value: 0 to 1.
 */
export function domainOf(values: Iterable<number | null | undefined>): Domain {
  const [low, high] = extent([...values].filter(isKnown));
  if (low === undefined) return [0, 1];
  const room = low === high ? Math.abs(low) * 0.2 || 0.5 : (high - low) * 0.02;
  const [from, to] = scaleLinear([low - room, high + room], [0, 100])
    .nice(5)
    .domain();
  return [from ?? low, to ?? high];
}
