import { roundHalfUp } from './decimals.ts';

/** A value somebody published, to hold ours against. */
export interface PublishedValue {
  /** The clave of a unit, an edition, whatever names the row. */
  readonly row: string;
  readonly measure: string;
  readonly value: number;
}

/** A published value beside ours. */
export interface VerifiedCell {
  readonly row: string;
  readonly measure: string;
  readonly published: number;
  /** Ours in full; null where we have none. */
  readonly ours: number | null;
  /** Ours as it would be printed beside the published one; in full where compared within a tolerance. */
  readonly shown: number | null;
  /** Ours in full minus the published one; null where we have none. */
  readonly difference: number | null;
  /** The verdict. */
  readonly equal: boolean;
}

/** All cells of a verification and how many of them agree. */
export interface Verification {
  readonly cells: readonly VerifiedCell[];
  readonly total: number;
  readonly equal: number;
  /** How many differ. */
  readonly different: number;
  /** How many we have no value for. They are not equal, nor different. */
  readonly absent: number;
  /** The largest difference in absolute value, 0 where there is none. */
  readonly largestDifference: number;
}

/** Looks up our value for a published one, in full precision; null where there is none. */
export type OurValue = (row: string, measure: string) => number | null;

/**
 * Holds published values against ours rounded half up to the decimals they were published with.
 * @param decimals decimals of the publication; the annex of 2017 has 2
 */
export function verifyRounded(
  published: readonly PublishedValue[],
  ours: OurValue,
  decimals: number,
): Verification {
  return verifyCells(
    published,
    ours,
    (value) => roundHalfUp(value, decimals),
    // A published value is a decimal literal, and rounding gives the double nearest to one: at most float noise apart.
    (cell) => Math.abs((cell.shown ?? 0) - cell.published) < 10 ** -decimals * 1e-6,
  );
}

/**
 * Holds published values in full precision against ours.
 * @param tolerance the largest difference that is still equal, such as 1e-6
 */
export function verifyClose(
  published: readonly PublishedValue[],
  ours: OurValue,
  tolerance: number,
): Verification {
  return verifyCells(
    published,
    ours,
    (value) => value,
    (cell) => Math.abs(cell.difference ?? 0) <= tolerance,
  );
}

function verifyCells(
  published: readonly PublishedValue[],
  ours: OurValue,
  show: (value: number) => number,
  agrees: (cell: Omit<VerifiedCell, 'equal'>) => boolean,
): Verification {
  const cells = published.map(({ row, measure, value }): VerifiedCell => {
    const own = ours(row, measure);
    const cell = {
      row,
      measure,
      published: value,
      ours: own,
      shown: own === null ? null : show(own),
      difference: own === null ? null : own - value,
    };
    return { ...cell, equal: own !== null && agrees(cell) };
  });
  const equal = cells.filter((cell) => cell.equal).length;
  const absent = cells.filter((cell) => cell.ours === null).length;
  return {
    cells,
    total: cells.length,
    equal,
    absent,
    different: cells.length - equal - absent,
    largestDifference: Math.max(0, ...cells.map(({ difference }) => Math.abs(difference ?? 0))),
  };
}
