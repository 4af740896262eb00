import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigit, normaliseCurp, readCurp } from './curp.ts';
import { curpStates } from './curp-states.ts';

/** The check digit once more, as somebody would do it on paper: a table of values, then sum and remainder. */
function digitOnPaper(first17: string): string {
  const values: Record<string, number> = {};
  for (let n = 0; n <= 9; n += 1) values[String(n)] = n;
  'ABCDEFGHIJKLMN'.split('').forEach((letter, at) => {
    values[letter] = 10 + at;
  });
  'OPQRSTUVWXYZ'.split('').forEach((letter, at) => {
    values[letter] = 25 + at;
  });
  let sum = 0;
  for (let place = 1; place <= 17; place += 1) sum += (values[first17[place - 1] ?? ''] ?? 0) * (19 - place);
  const rest = sum % 10;
  return rest === 0 ? '0' : String(10 - rest);
}

const withDigit = (first17: string) => first17 + digitOnPaper(first17);

const pick = (from: string) => fc.constantFrom(...from.split(''));
const consonants = 'BCDFGHJKLMNPQRSTVWXYZ';
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const states = [...curpStates.keys()];

/** Fictional CURPs that are right in every part, with what they say. */
const anyCurp = fc
  .record({
    name: fc
      .tuple(pick(letters), pick('AEIOUX'), pick(letters), pick(letters))
      .map((parts) => parts.join('')),
    day: fc.date({ min: new Date('1900-01-01'), max: new Date('2025-12-31'), noInvalidDate: true }),
    sex: fc.constantFrom('H', 'M', 'X'),
    state: fc.constantFrom(...states),
    inner: fc.tuple(pick(consonants), pick(consonants), pick(consonants)).map((parts) => parts.join('')),
    mark: fc.nat({ max: 9 }),
  })
  .map(({ name, day, sex, state, inner, mark }) => {
    const birthDate = day.toISOString().slice(0, 10);
    const homoclave = birthDate < '2000' ? String(mark) : letters.charAt(mark);
    const digits = birthDate.replaceAll('-', '').slice(2);
    return { curp: withDigit(name + digits + sex + state + inner + homoclave), birthDate, sex, state };
  });

describe('a CURP that is right', () => {
  it('is read with all it says', () => {
    fc.assert(
      fc.property(anyCurp, ({ curp, birthDate, sex, state }) => {
        expect(readCurp(curp, '2026-11-23')).toEqual({
          ...{ ok: true, curp, birthDate, sex, stateCode: state },
          state: curpStates.get(state) ?? null,
        });
      }),
    );
  });

  it('is read however people type it: lower case, spaces, hyphens, Ñ', () => {
    fc.assert(
      fc.property(anyCurp, ({ curp }) => {
        const typed = ` ${curp.slice(0, 4).toLowerCase()} ${curp.slice(4, 10)}-${curp.slice(10)}\n`;
        expect(readCurp(typed)).toMatchObject({ ok: true, curp });
        const names = curp.slice(0, 4).replaceAll('X', 'ñ');
        expect(normaliseCurp(names + curp.slice(4))).toBe(curp);
        expect(normaliseCurp((names + curp.slice(4)).normalize('NFD'))).toBe(curp);
      }),
    );
  });

  it('has the check digit that another way of working it out gives', () => {
    fc.assert(
      fc.property(anyCurp, ({ curp }) => {
        expect(checkDigit(curp.slice(0, 17))).toBe(digitOnPaper(curp.slice(0, 17)));
      }),
    );
  });

  it('knows the 32 states by their claves, and those born abroad', () => {
    expect(states).toHaveLength(33);
    const claves = [...curpStates.values()].filter((clave) => clave !== null);
    expect(claves).toEqual(Array.from({ length: 32 }, (_, at) => String(at + 1).padStart(2, '0')));
    expect(curpStates.get('NE')).toBeNull();
    expect([curpStates.get('OC'), curpStates.get('DF'), curpStates.get('MC')]).toEqual(['20', '09', '15']);
  });
});

describe('a CURP of which one part is wrong', () => {
  const base = 'XEXF870228HOCXRT0';
  const change = (at: number, text: string) =>
    withDigit(base.slice(0, at) + text + base.slice(at + text.length));

  it('is right to begin with', () => {
    expect(readCurp(withDigit(base))).toMatchObject({ ok: true, birthDate: '1987-02-28', state: '20' });
  });

  it.each([
    ['length', withDigit(base).slice(0, 17)],
    ['length', `${withDigit(base)}0`],
    ['length', ''],
    ['characters', `${withDigit(base).slice(0, 16)}!0`],
    ['characters', `Á${withDigit(base).slice(1)}`],
    ['name', change(0, '7')],
    ['name', change(1, 'B')],
    ['date', change(4, '870229')],
    ['date', change(4, '871301')],
    ['date', change(4, '870400')],
    ['date', change(4, '8702AB')],
    ['sex', change(10, 'Q')],
    ['state', change(11, 'ZZ')],
    ['consonants', change(13, 'A')],
    ['consonants', change(13, '1')],
    ['check', `${base}A`],
    ['check', base + ((Number(digitOnPaper(base)) + 1) % 10)],
  ])('names the %s', (part, text) => {
    expect(readCurp(text)).toMatchObject({ ok: false, part });
  });

  it('says how long it is', () => {
    expect(readCurp('XEXF87')).toEqual({ ok: false, part: 'length', length: 6 });
  });

  it('takes the century from the 17th place: 29 February 2000 there was, 1900 there was not', () => {
    expect(readCurp(withDigit('XEXF000229HOCXRTA'))).toMatchObject({ ok: true, birthDate: '2000-02-29' });
    expect(readCurp(withDigit('XEXF000229HOCXRT0'))).toMatchObject({ ok: false, part: 'date' });
    expect(readCurp(withDigit('XEXF960229HOCXRT0'))).toMatchObject({ ok: true, birthDate: '1996-02-29' });
  });

  it('lets nobody be born tomorrow', () => {
    const text = withDigit('XEXF261124HOCXRTA');
    expect(readCurp(text, '2026-11-23')).toMatchObject({ ok: false, part: 'date' });
    expect(readCurp(text, '2026-11-24')).toMatchObject({ ok: true });
  });

  it('shows in any one character that is changed to another value of the same kind', () => {
    fc.assert(
      fc.property(anyCurp, fc.nat({ max: 17 }), fc.nat(), ({ curp }, at, other) => {
        const sign = /\d/.test(curp.charAt(at)) ? String(other % 10) : letters.charAt(other % 26);
        // Signs whose weighted values differ by a multiple of ten have one check digit: no rule can tell them apart.
        const changed = curp.slice(0, at) + sign + curp.slice(at + 1);
        const right = digitOnPaper(changed.slice(0, 17)) === changed.charAt(17);
        if (!right) expect(readCurp(changed).ok).toBe(false);
      }),
    );
  });
});
