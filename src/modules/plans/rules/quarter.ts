/** A quarter of a year as addresses write it. */
export interface Quarter {
  year: number;
  quarter: 1 | 2 | 3 | 4;
}

/** Reads `2026-3`; undefined for what is no quarter. */
export function readQuarter(text: string): Quarter | undefined {
  const found = /^(20\d\d)-([1-4])$/.exec(text);
  return found ? { year: Number(found[1]), quarter: Number(found[2]) as Quarter['quarter'] } : undefined;
}

/** `2026-3` */
export function quarterSlug({ year, quarter }: Quarter): string {
  return `${year}-${quarter}`;
}

/** The quarters up to one, the newest first. */
export function quartersUpTo({ year, quarter }: Quarter, count: number): Quarter[] {
  return Array.from({ length: count }, (_, back) => {
    const at = year * 4 + quarter - 1 - back;
    return { year: Math.floor(at / 4), quarter: ((at % 4) + 1) as Quarter['quarter'] };
  });
}
