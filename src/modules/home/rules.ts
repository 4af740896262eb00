/** What an edition published for the country, on the two sides of the index. */
export interface PublishedSides {
  readonly year: number;
  readonly transparency: number;
  readonly participation: number;
}

/** Which side is ahead, as the values are printed. */
export type Ahead = 'transparency' | 'participation' | 'neither';

/** How the distance between the sides changed between the first edition and the last. */
export type GapChange = 'wider' | 'narrower' | 'same';

const hundredths = (value: number) => Math.round(value * 100);

/** The side with the larger value at two decimals. */
export function sideAhead({ transparency, participation }: PublishedSides): Ahead {
  const gap = hundredths(transparency) - hundredths(participation);
  if (gap === 0) return 'neither';
  return gap > 0 ? 'transparency' : 'participation';
}

/** The distance between the sides, from 0 to 1, of values with two decimals. */
export function gapOf({ transparency, participation }: PublishedSides): number {
  return Math.abs(hundredths(transparency) - hundredths(participation)) / 100;
}

/** Whether the sides of the last edition are farther apart than those of the first. */
export function gapChange(first: PublishedSides, last: PublishedSides): GapChange {
  const change = hundredths(gapOf(last)) - hundredths(gapOf(first));
  if (change === 0) return 'same';
  return change > 0 ? 'wider' : 'narrower';
}
