import type { Child } from 'hono/jsx';

/** The marks a chart may draw; the key shows each as it is drawn. */
export type Mark =
  | 'dot'
  | 'contrast'
  | 'before'
  | 'interval'
  | 'reference'
  | 'bar'
  | 'bar-open'
  | 'bar-done'
  | 'bar-late'
  | 'peer'
  | 'median'
  | 'diagonal';

export interface KeyItem {
  mark: Mark;
  text: Child;
}

/** What the marks of a chart mean: each mark beside its words. */
export function ChartKey({ items }: { items: readonly KeyItem[] }) {
  if (items.length === 0) return null;
  return (
    <ul class="tq-key">
      {items.map(({ mark, text }) => (
        <li>
          <svg class="tq-marks" aria-hidden="true" width="28" height="18">
            <MarkDrawing mark={mark} />
          </svg>
          {text}
        </li>
      ))}
    </ul>
  );
}

function MarkDrawing({ mark }: { mark: Mark }) {
  if (mark === 'interval') return <IntervalMark from="2" to="26" />;
  if (mark === 'reference') return <line class="r" x1="14" x2="14" y1="0" y2="18" />;
  if (mark === 'median') return <line class="p" x1="14" x2="14" y1="0" y2="18" />;
  if (mark === 'diagonal') return <line class="r" x1="3" x2="25" y1="17" y2="1" />;
  if (mark === 'bar') return <rect class="bar" y="4" width="28" height="10" />;
  if (mark === 'bar-open') return <rect class="bar bar--open" y="4" width="28" height="10" />;
  if (mark === 'bar-done') return <rect class="bar bar--done" y="4" width="28" height="10" />;
  if (mark === 'bar-late') return <rect class="bar bar--late" y="4" width="28" height="10" />;
  if (mark === 'contrast') return <ContrastMark at="14" />;
  if (mark === 'peer') return <PeerMark at="14" />;
  if (mark === 'before') return <BeforeMark at="14" />;
  return <DotMark at="14" />;
}

/** Every mark takes an SVG length from the left edge and stands at half the height of its drawing. */
export function DotMark({ at }: { at: string }) {
  return <circle cx={at} cy="50%" r="6" />;
}

/** A diamond in the second colour: what the others are compared with, told apart by shape too. */
export function ContrastMark({ at }: { at: string }) {
  return <rect x={at} y="50%" width="10" height="10" />;
}

/** Where the dot stood before, or stands officially. */
export function BeforeMark({ at }: { at: string }) {
  return <circle class="b" cx={at} cy="50%" r="5" />;
}

export function IntervalMark({ from, to }: { from: string; to: string }) {
  return <line class="i" x1={from} x2={to} y1="50%" y2="50%" />;
}

/** A stroke across the bar: the value of a group this one is compared with. */
export function PeerMark({ at }: { at: string }) {
  return <line class="p" x1={at} x2={at} y1="10%" y2="90%" />;
}
