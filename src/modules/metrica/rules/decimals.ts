/**
 * Rounds half up (away from zero) at a number of decimals, forgiving the last bits of binary floating point.
 *
 * A mean that is exactly 0.195 in decimal has a double just below it; the official annex prints it as 0.20.
 * The slack is one part in a thousand million of the scaled value: far above float noise, and far below the step
 * between two means of scores with four decimals.
 *
 * Texts are printed by the same rounding of the platform's own (`i18n/format.ts`), since rules use nothing but rules; a
 * test holds the two together.
 *
 * @param value any finite number
 * @param digits decimals to keep, 0 to 12
 */
export function roundHalfUp(value: number, digits: number): number {
  const factor = 10 ** digits;
  const scaled = Math.abs(value) * factor;
  const rounded = Math.floor(scaled + 0.5 + 1e-9 * Math.max(1, scaled));
  return (Math.sign(value) * rounded) / factor || 0;
}
