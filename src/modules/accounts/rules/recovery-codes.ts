/** How many recovery codes there are. */
export const recoveryCodeCount = 10;

/** Letters and digits that are not taken for each other on paper. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
const half = 5;

/**
 * New recovery codes: two groups of five, 49 random bits each.
 * @param random gives a whole number from 0 to below the one it is given; it has to be fit for secrets
 */
export function newRecoveryCodes(random: (below: number) => number): string[] {
  const part = () => Array.from({ length: half }, () => alphabet[random(alphabet.length)]).join('');
  return Array.from({ length: recoveryCodeCount }, () => `${part()}-${part()}`);
}

/** What was typed where a code is asked for: a code of the application, a recovery code as it is kept, or neither. */
export type TypedCode = { kind: 'application' | 'recovery'; code: string } | undefined;

/** Reads a code however it was spaced: `123 456`, `ABCDE fghjk`. */
export function readCode(typed: string): TypedCode {
  const text = typed.replace(/[\s\-\u2010-\u2015]/g, '').toLowerCase();
  if (/^[0-9]{6}$/.test(text)) return { kind: 'application', code: text };
  if (/^[a-z0-9]{10}$/.test(text))
    return { kind: 'recovery', code: `${text.slice(0, half)}-${text.slice(half)}` };
  return undefined;
}
