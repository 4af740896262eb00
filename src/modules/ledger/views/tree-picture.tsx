import { usePage } from '#platform/ui/index.ts';

/** Narrow, so that the words can still be read on a telephone. */
const drawing = { width: 360, height: 204 };
const boxHeight = 40;
/** The middle of each box in its row: root, two hashes, four hashes of entries. */
const rows = [
  { y: 22, middles: [180], boxWidth: 124 },
  { y: 102, middles: [90, 270], boxWidth: 82 },
  { y: 182, middles: [42, 134, 226, 318], boxWidth: 82 },
] as const;

/** The entry whose proof the picture shows, and the boxes that its proof is made of, as row and place. */
const proven = { row: 2, place: 2 };
const proof = [
  { row: 2, place: 3 },
  { row: 1, place: 0 },
];

interface Box {
  row: number;
  place: number;
  x: number;
  y: number;
  boxWidth: number;
  label: string;
}

function Line({ from, to }: { from: Box; to: Box }) {
  return (
    <line
      x1={from.x}
      y1={from.y - boxHeight / 2}
      x2={to.x}
      y2={to.y + boxHeight / 2}
      stroke="currentColor"
      stroke-width="2"
    />
  );
}

function Labelled({ row, place, x, y, boxWidth, label }: Box) {
  const at = (one: { row: number; place: number }) => one.row === row && one.place === place;
  const filled = row === 0 || at(proven);
  const [left, top] = [x - boxWidth / 2, y - boxHeight / 2];
  return (
    <>
      <rect
        x={left}
        y={top}
        width={boxWidth}
        height={boxHeight}
        fill={filled ? 'currentColor' : 'var(--surface)'}
        stroke="currentColor"
        stroke-width="2"
      />
      {proof.some(at) ? (
        <rect
          x={left + 4}
          y={top + 4}
          width={boxWidth - 8}
          height={boxHeight - 8}
          fill="none"
          stroke="currentColor"
          stroke-width="2"
        />
      ) : null}
      <text
        x={x}
        y={y + 5.5}
        text-anchor="middle"
        font-size="15"
        fill={filled ? 'var(--surface)' : 'currentColor'}
      >
        {label}
      </text>
    </>
  );
}

/** Four entries, their hashes, and the root: what a proof is made of. */
export function TreePicture() {
  const { t } = usePage();
  const labels = [
    [t('ledger:tree.root')],
    [t('ledger:tree.hash'), t('ledger:tree.hash')],
    [0, 1, 2, 3].map((index) => t('ledger:tree.entry', { index })),
  ];
  const boxes = rows.map(({ y, middles, boxWidth }, row) =>
    middles.map((x, place): Box => ({ row, place, x, y, boxWidth, label: labels[row]?.[place] ?? '' })),
  );
  const joined = boxes.flat().flatMap((from) => {
    const to = boxes[from.row - 1]?.[Math.floor(from.place / 2)];
    return to ? [{ from, to }] : [];
  });
  return (
    <figure>
      <svg
        viewBox={`0 0 ${drawing.width} ${drawing.height}`}
        width={drawing.width * 1.25}
        role="img"
        aria-labelledby="arbol-titulo"
        aria-describedby="arbol-descripcion"
      >
        <title id="arbol-titulo">{t('ledger:tree.title')}</title>
        <desc id="arbol-descripcion">{t('ledger:tree.description')}</desc>
        {joined.map((line) => (
          <Line {...line} />
        ))}
        {boxes.flat().map((one) => (
          <Labelled {...one} />
        ))}
      </svg>
      <figcaption class="tq-note">{t('ledger:tree.note')}</figcaption>
    </figure>
  );
}
