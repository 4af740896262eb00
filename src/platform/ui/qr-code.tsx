import encodeQR from 'qr';

/** The quiet zone that readers need around the code, in squares. */
const border = 4;

/** Dark squares of a row that stand side by side, as one rectangle of a path each. */
function runsOf(row: readonly boolean[], y: number): string[] {
  const runs: string[] = [];
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue;
    const start = x;
    while (row[x + 1]) x += 1;
    runs.push(`M${start} ${y}h${x + 1 - start}v1h-${x + 1 - start}z`);
  }
  return runs;
}

/**
 * A text, as a rule an address, for the camera of a telephone.
 * @param size on paper and screen, in pixels; by default squares of a good millimetre for addresses of usual length
 */
export function QrCode({ text, label, size = 168 }: { text: string; label: string; size?: number }) {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border });
  return (
    <svg
      width={size}
      height={size}
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width={rows.length} height={rows.length} fill="#fff" />
      <path d={rows.flatMap(runsOf).join('')} fill="#000" />
    </svg>
  );
}
