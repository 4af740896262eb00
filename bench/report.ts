/** The middle of some measurements. */
export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The value below which a share of the measurements lies, by nearest rank. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}

/** One line of the report: what was measured, the figure, and the bar it is held against. */
export function tell(what: string, figure: string, bar = ''): void {
  process.stdout.write(`  ${what.padEnd(58)} ${figure.padStart(14)}${bar ? `   bar: ${bar}` : ''}\n`);
}

export const ms = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;

/** Runs something several times after a warm-up and gives the milliseconds of each run. */
export function timed(runs: number, work: () => void): number[] {
  work();
  return Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
}
