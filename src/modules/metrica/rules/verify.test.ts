import { describe, expect, it } from 'vitest';
import { meanOf } from './exact-sum.ts';
import { verifyClose, verifyRounded } from './verify.ts';

/** `pg` of the 27 institutions of Morelos in 2017: their sum is exactly 5.265, their mean exactly 0.195. */
const MORELOS_PG = [
  0.6, 0.3, 0, 0.4, 0, 0, 0.466, 0.3, 0, 0.633, 0, 0, 0, 0.4, 0.4, 0.4, 0.4, 0, 0, 0, 0.666, 0, 0, 0, 0.3, 0,
  0,
];

describe('the verification of a published table', () => {
  const ours = new Map<string, number | null>([
    ['09 ga', 0.510592],
    ['09 pg', 0.465269],
    ['17 pg', meanOf(MORELOS_PG)],
    ['20 ga', null],
  ]);
  const look = (row: string, measure: string) => ours.get(`${row} ${measure}`) ?? null;
  const published = [
    { row: '09', measure: 'ga', value: 0.51 },
    { row: '09', measure: 'pg', value: 0.46 },
    { row: '17', measure: 'pg', value: 0.2 },
    { row: '20', measure: 'ga', value: 0.33 },
  ];
  const verification = verifyRounded(published, look, 2);

  it('sets ours beside each published value, in full and as it would be printed', () => {
    expect(verification.cells[0]).toMatchObject({
      published: 0.51,
      ours: 0.510592,
      shown: 0.51,
      equal: true,
    });
    expect(verification.cells[0]?.difference).toBeCloseTo(0.000592, 12);
  });

  it('says which differ', () => {
    expect(verification.cells[1]).toMatchObject({ published: 0.46, shown: 0.47, equal: false });
  });

  it('takes up a mean that is exactly half way in decimal, as Morelos is', () => {
    expect(verification.cells[2]).toMatchObject({ published: 0.2, shown: 0.2, equal: true });
    expect(verification.cells[2]?.difference).toBeCloseTo(-0.005, 12);
  });

  it('does not call equal what we have no value for', () => {
    expect(verification.cells[3]).toMatchObject({ ours: null, shown: null, difference: null, equal: false });
  });

  it('adds up', () => {
    expect(verification).toMatchObject({ total: 4, equal: 2, different: 1, absent: 1 });
    expect(verification.largestDifference).toBeCloseTo(0.005269, 12);
    expect(verifyRounded([], look, 2)).toMatchObject({ total: 0, equal: 0, largestDifference: 0 });
  });
});

describe('the verification of values published in full', () => {
  it('takes for equal what differs by no more than the tolerance', () => {
    const published = [
      { row: '01', measure: 'ga', value: 0.426533333333333 },
      { row: '02', measure: 'ga', value: 0.40832 },
    ];
    const ours = (row: string) => (row === '01' ? 0.4265333333333333 : 0.4083185);
    const { cells, equal, different } = verifyClose(published, ours, 1e-6);
    expect(cells.map((cell) => cell.equal)).toEqual([true, false]);
    expect([equal, different]).toEqual([1, 1]);
  });
});
