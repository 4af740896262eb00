import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFormat, roundHalfUp } from '#platform/i18n/format.ts';
import { translator } from '#platform/i18n/i18n.ts';
import { sampleName } from '../../../../../test/support/edition.ts';
import type { RankedUnit } from '../../edition/selection.ts';
import { rankUnits } from '../../rules/index.ts';
import {
  certaintyFinding,
  groupsFinding,
  rankingFinding,
  sidesFinding,
  sidesOf,
  spreadFinding,
  trendFinding,
} from './findings.ts';
import type { Words } from './words.ts';

const words: Words = { lang: 'es-MX', t: translator('es-MX'), format: createFormat('es-MX') };

/** Units with these values in the order of claves, as a ranking. */
function ranking(values: readonly number[], halfWidth = 0): RankedUnit[] {
  const claves = values.map((_, at) => String(at + 1).padStart(2, '0'));
  const ranks = rankUnits(claves.map((clave, at) => [clave, values[at] ?? 0]));
  return ranks.map(({ unit, rank, value }) => ({
    clave: unit,
    slug: `estado-${unit}`,
    name: sampleName(unit),
    abbreviation: unit,
    institutions: 5,
    values: { t: value ?? 0, p: 0.5 },
    standing: {
      value: value ?? 0,
      rank: rank ?? 0,
      count: 5,
      interval: { low: (value ?? 0) - halfWidth, high: (value ?? 0) + halfWidth, rankMin: 1, rankMax: 5 },
      change: null,
    },
  }));
}

describe('the title of a ranking', () => {
  it('names the first three and the tenth that nobody reaches', () => {
    expect(rankingFinding(words, ranking([0.51, 0.48, 0.46, 0.2]))).toBe(
      'Estado 01, Estado 02 y Estado 03 van adelante; nadie llega a 0.6',
    );
  });

  it('names only the first where others tie for the third rank', () => {
    expect(rankingFinding(words, ranking([0.51, 0.4, 0.4, 0.4, 0.1]))).toBe(
      'Estado 01 va adelante; nadie llega a 0.6',
    );
  });

  it('counts the first where too many share it', () => {
    expect(rankingFinding(words, ranking([0.5, 0.5, 0.5, 0.5]))).toBe(
      '4 entidades comparten el primer lugar, con 0.50',
    );
  });

  it('leaves out a bound that cannot be above the value', () => {
    expect(rankingFinding(words, ranking([1, 0.4, 0.3, 0.2]))).toBe(
      'Estado 01, Estado 02 y Estado 03 van adelante',
    );
  });

  it('says when only one has a value, and when none has', () => {
    expect(rankingFinding(words, ranking([0.4]))).toBe('Solo Estado 01 tiene dato: 0.40');
    expect(rankingFinding(words, [])).toBe('Ninguna entidad tiene dato con esta selección');
  });

  it('never names a bound that somebody reaches, as values are printed', () => {
    const score = fc.integer({ min: 0, max: 10_000 }).map((n) => n / 10_000);
    fc.assert(
      fc.property(fc.array(score, { minLength: 2, maxLength: 33 }), (values) => {
        const bound = /nadie llega a ([\d.]+)/.exec(rankingFinding(words, ranking(values)))?.[1];
        const highest = roundHalfUp(Math.max(...values), 2);
        if (bound !== undefined) {
          expect(highest).toBeLessThan(Number(bound));
          expect(Number(bound) - highest).toBeLessThan(0.1 + 1e-9);
        }
      }),
    );
  });
});

describe('the title of a map', () => {
  it('goes from the lowest to the highest', () => {
    expect(spreadFinding(words, ranking([0.3, 0.51, 0.27]))).toBe('De 0.27 en Estado 03 a 0.51 en Estado 02');
  });

  it('says when all print the same', () => {
    expect(spreadFinding(words, ranking([0.301, 0.302]))).toBe('Todos los estados con dato tienen 0.30');
  });
});

describe('the title of transparency against participation', () => {
  it('says in how many of them people can know more than they can influence', () => {
    expect(sidesFinding(words, ranking([0.6, 0.7]))).toContain('En las 2 entidades');
    expect(sidesFinding(words, ranking([0.6, 0.4, 0.5]))).toContain('En 1 de 3 entidades');
    expect(sidesFinding(words, ranking([0.1, 0.2]))).toContain('En ninguna de las 2 entidades');
  });
});

describe('the title of groups', () => {
  it('names the groups with the lowest and the highest median', () => {
    const groups = [
      { title: 'Sindicatos', values: [0, 0.1, 0.9] },
      { title: 'Partidos', values: [0.5] },
      { title: 'Nadie', values: [] },
    ];
    expect(groupsFinding(words, groups)).toBe('la mediana va de 0.10 (Sindicatos) a 0.50 (Partidos)');
    expect(groupsFinding(words, groups.slice(1))).toBe('solo hay Partidos, con mediana de 0.50');
  });
});

describe('the title of the trend', () => {
  it('tells the last two steps with the change as it is printed', () => {
    const points = [
      { year: 2017, value: 0.39 },
      { year: 2019, value: 0.52 },
      { year: 2021, value: 0.48 },
    ];
    expect(trendFinding(words, points)).toBe(
      'El valor del país subió 0.13 entre 2017 y 2019 y bajó 0.04 entre 2019 y 2021',
    );
  });

  it('passes over editions without a value, and says when there is only one', () => {
    const [first, last] = [
      { year: 2017, value: 0.5 },
      { year: 2021, value: 0.5 },
    ];
    const gap = [first, { year: 2019, value: null }, last];
    expect(trendFinding(words, gap)).toBe('El valor del país no cambió entre 2017 y 2021');
    expect(trendFinding(words, [first, { year: 2019, value: null }])).toBe(
      'Solo hay un valor del país: 0.50 en 2017',
    );
    expect(trendFinding(words, [])).toBe('El valor del país: sin dato');
  });
});

describe('what is certain', () => {
  it('counts who is above or below with the whole interval', () => {
    const ranked = ranking([0.6, 0.5, 0.42, 0.2], 0.05);
    expect(sidesOf(ranked, 0.4)).toEqual({ above: 2, below: 1, unclear: 1 });
    expect(certaintyFinding(words, ranked, 0.4)).toBe(
      '2 entidades están arriba del promedio en todo su intervalo; 1, abajo. De 1 más no se puede decir con certeza.',
    );
  });

  it('says nothing where there are no intervals to speak of', () => {
    const without = ranking([0.6, 0.2]).map((unit) => ({
      ...unit,
      standing: { ...unit.standing, interval: null },
    }));
    expect(certaintyFinding(words, without, 0.4)).toBeNull();
  });
});
