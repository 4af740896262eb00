import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { competitionRanks, rankUnits } from './rank.ts';

const ranksOf = (values: readonly (number | null)[]) =>
  new Map(
    rankUnits(values.map((value, at) => [String(at), value])).map(({ unit, rank }) => [Number(unit), rank]),
  );

describe('a ranking of units', () => {
  it('puts the highest value first', () => {
    const ranking = rankUnits([
      ['00', 0.460743],
      ['09', 0.510592],
      ['11', 0.475478],
    ]);
    expect(ranking.map(({ unit, rank }) => [unit, rank])).toEqual([
      ['09', 1],
      ['11', 2],
      ['00', 3],
    ]);
  });

  it('gives ties the same rank, says so, and skips the ranks they use up', () => {
    const ranking = rankUnits([
      ['03', 0.3],
      ['02', 0.4],
      ['01', 0.4],
      ['04', 0.5],
    ]);
    expect(ranking.map(({ unit, rank, tied }) => [unit, rank, tied])).toEqual([
      ['04', 1, false],
      ['01', 2, true],
      ['02', 2, true],
      ['03', 4, false],
    ]);
  });

  it('takes for a tie what only floats tell apart', () => {
    expect([...ranksOf([0.1 + 0.2, 0.3]).values()]).toEqual([1, 1]);
  });

  it('does not rank a unit without a value, and lists it last', () => {
    const ranking = rankUnits([
      ['01', null],
      ['02', 0],
    ]);
    expect(ranking).toEqual([
      { unit: '02', value: 0, rank: 1, tied: false },
      { unit: '01', value: null, rank: null, tied: false },
    ]);
  });

  it('gives each unit one more than the units that are above it, whatever the order they come in', () => {
    const value = fc.oneof(
      fc.integer({ min: 0, max: 8 }).map((eighths) => eighths / 8),
      fc.constant(null),
    );
    fc.assert(
      fc.property(fc.array(value, { maxLength: 80 }), (values) => {
        const ranks = ranksOf(values);
        values.forEach((own, at) => {
          const above = values.filter((other) => own !== null && other !== null && other > own).length;
          expect(ranks.get(at)).toBe(own === null ? null : above + 1);
        });
      }),
    );
  });
});

describe('ranks computed over and over', () => {
  it('do not depend on the order left by the ranking before', () => {
    const row = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(row, row, (before, values) => {
        const order = Uint32Array.from({ length: 12 }, (_, at) => at);
        const [ranks, fresh] = [new Uint32Array(12), new Uint32Array(12)];
        competitionRanks(Float64Array.from(before), ranks, order);
        competitionRanks(Float64Array.from(values), ranks, order);
        competitionRanks(Float64Array.from(values), fresh);
        expect([...ranks]).toEqual([...fresh]);
      }),
    );
  });
});
