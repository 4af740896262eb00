/** The rows by a key; what is not known comes last in both directions. */
export function sortedByKey<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string | number | null,
  direction: 'asc' | 'desc',
): Row[] {
  const sign = direction === 'asc' ? 1 : -1;
  return rows.toSorted((one, other) => {
    const [a, b] = [keyOf(one), keyOf(other)];
    if (a === b) return 0;
    if (a === null) return 1;
    if (b === null) return -1;
    return a < b ? -sign : sign;
  });
}
