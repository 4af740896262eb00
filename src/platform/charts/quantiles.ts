import { quantileSorted } from 'd3-array';
import { roundHalfUp } from '../i18n/format.ts';
import { isKnown } from './scale.ts';

/**
 * Values that part others into classes of about equal size, as a map's classes are: at most `classes - 1`, ascending,
 * with the decimals they are printed with. Fewer where values are too alike to be parted so often; at least one where
 * any value is known, none where there is none.
 */
export function classThresholds(
  values: Iterable<number | null | undefined>,
  classes = 5,
  digits = 2,
): readonly number[] {
  const sorted = [...values].filter(isKnown).sort((a, b) => a - b);
  if (sorted.length === 0) return [];
  const cuts = Array.from({ length: classes - 1 }, (_, i) =>
    roundHalfUp(quantileSorted(sorted, (i + 1) / classes) ?? 0, digits),
  );
  const lowest = roundHalfUp(sorted[0] ?? 0, digits);
  const parting = [...new Set(cuts)].filter((cut) => cut > lowest);
  return parting.length > 0 ? parting : [cuts[0] ?? lowest];
}
