import { roundHalfUp } from '../i18n/format.ts';
import type { PageContext } from '../ui/page-context.ts';
import { isKnown } from './scale.ts';

/** The steps of the sequential ramp, `--ramp-1` to `--ramp-5`. */
export const rampSteps = 5;

/**
 * Sorts values into classes by ascending thresholds: n thresholds make n + 1 classes, a threshold belongs to the class above.
 * Values are compared as they are printed, with `digits` decimals, so that an area that reads 0.33 is never among "less than 0.33".
 */
export interface Classes {
  thresholds: readonly number[];
  /** The step of the ramp for a value, 1 to 5, spread over the ramp when there are fewer classes; `null` is not known. */
  step(value: number | null): number | null;
  /** The step of each class, lowest first. */
  steps: readonly number[];
}

/**
 * Throws RangeError unless the thresholds ascend and are at most four. Without any, as where nothing is known yet, all values
 * are of one class.
 */
export function classesOf(thresholds: readonly number[], digits = 2): Classes {
  const ascending = thresholds.every(
    (value, i) => Number.isFinite(value) && value > (thresholds[i - 1] ?? -Infinity),
  );
  if (!ascending || thresholds.length >= rampSteps) {
    throw new RangeError(`A ramp takes at most four thresholds, ascending: ${thresholds.join(', ')}`);
  }
  const last = thresholds.length;
  const middle = Math.ceil(rampSteps / 2);
  const steps = Array.from({ length: last + 1 }, (_, i) =>
    last === 0 ? middle : 1 + Math.round((i * (rampSteps - 1)) / last),
  );
  return {
    thresholds,
    steps,
    step(value) {
      if (!isKnown(value)) return null;
      const printed = roundHalfUp(value, digits);
      return steps[thresholds.filter((threshold) => printed >= threshold).length] ?? null;
    },
  };
}

/** The ranges of the classes in words, lowest first: "menos de 0.33", "0.33 a 0.37", "0.44 o más". A single class has none. */
export function classLabels(
  classes: Classes,
  format: (value: number) => string,
  t: PageContext['t'],
): string[] {
  const marks = classes.thresholds.map(format);
  if (marks.length === 0) return [];
  return classes.steps.map((_, i) => {
    const from = marks[i - 1];
    const to = marks[i];
    if (from === undefined) return t('charts:class.below', { to: to ?? '' });
    if (to === undefined) return t('charts:class.above', { from });
    return t('charts:class.between', { from, to });
  });
}
