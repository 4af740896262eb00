import { curpStates } from './curp-states.ts';

/** The part of a CURP in which something is wrong, in the order in which the parts are read. */
export type CurpPart = 'length' | 'characters' | 'name' | 'date' | 'sex' | 'state' | 'consonants' | 'check';

/** What a CURP says of the person. */
export interface Curp {
  ok: true;
  /** As RENAPO writes it: 18 capital letters and digits, X in place of Ñ. */
  curp: string;
  /** `1987-02-28` */
  birthDate: string;
  sex: 'H' | 'M' | 'X';
  /** The two letters of the state of birth; `NE` for those born abroad. */
  stateCode: string;
  /** INEGI's clave of the state of birth; null for those born abroad. */
  state: string | null;
}

export interface CurpFault {
  ok: false;
  part: CurpPart;
  /** How many characters there are, where that is what is wrong. */
  length: number;
}

/** The order in which the check digit counts letters: with Ñ, although none stands in a CURP. */
const alphabet = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ';

/**
 * The check digit of the first 17 characters: each by its place in the alphabet, weighted from 18 down to 2; what the
 * sum lacks to a multiple of ten (*Instructivo normativo para la asignación de la CURP*, RENAPO).
 */
export function checkDigit(first17: string): string {
  const sum = [...first17].reduce((total, sign, at) => total + alphabet.indexOf(sign) * (18 - at), 0);
  return String((10 - (sum % 10)) % 10);
}

/** Capital letters without white space and hyphens, and X for Ñ: how people may type what is written otherwise. */
export function normaliseCurp(text: string): string {
  return text
    .normalize('NFC')
    .toUpperCase()
    .replace(/[\s\u200b\u2060\ufeff-]+/g, '')
    .replaceAll('Ñ', 'X');
}

/** A date of the calendar from its parts, or undefined where there is no such day. */
function dateOf(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    ? date.toISOString().slice(0, 10)
    : undefined;
}

/** A digit in the 17th place stands for the years before 2000, a letter for those since. */
function birthDateOf(curp: string): string | undefined {
  const digits = curp.slice(4, 10);
  if (!/^\d{6}$/.test(digits)) return undefined;
  const century = /\d/.test(curp.charAt(16)) ? 1900 : 2000;
  const [year, month, day] = [0, 2, 4].map((at) => Number(digits.slice(at, at + 2))) as [
    number,
    number,
    number,
  ];
  return dateOf(century + year, month, day);
}

function faultyPart(
  curp: string,
  birthDate: string | undefined,
  today: string | undefined,
): CurpPart | undefined {
  if (curp.length !== 18) return 'length';
  if (!/^[A-Z0-9]+$/.test(curp)) return 'characters';
  if (!/^[A-Z][AEIOUX][A-Z]{2}/.test(curp)) return 'name';
  if (birthDate === undefined || (today !== undefined && birthDate > today)) return 'date';
  if (!/[HMX]/.test(curp.charAt(10))) return 'sex';
  if (!curpStates.has(curp.slice(11, 13))) return 'state';
  if (!/^[B-DF-HJ-NP-TV-Z]{3}$/.test(curp.slice(13, 16))) return 'consonants';
  if (curp.charAt(17) !== checkDigit(curp.slice(0, 17))) return 'check';
  return undefined;
}

/**
 * Reads a CURP and says which part is wrong where one is. Whether it was ever given to anybody nobody can read from it.
 * @param today `2026-11-23`; left out, people may be born in the future
 */
export function readCurp(text: string, today?: string): Curp | CurpFault {
  const curp = normaliseCurp(text);
  const birthDate = birthDateOf(curp);
  const part = faultyPart(curp, birthDate, today);
  if (part !== undefined || birthDate === undefined) {
    return { ok: false, part: part ?? 'date', length: [...curp].length };
  }
  const stateCode = curp.slice(11, 13);
  return {
    ok: true,
    curp,
    birthDate,
    sex: curp.charAt(10) as Curp['sex'],
    stateCode,
    state: curpStates.get(stateCode) ?? null,
  };
}
