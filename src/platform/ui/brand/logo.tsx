import { fret, mark, word } from './drawing.ts';

/** The mark alone: each of its three diamonds a community's steps toward the centre. */
export function Mark({ size = 39 }: { size?: number }) {
  return (
    <svg class="tq-mark" viewBox="0 0 13 13" width={size} height={size} aria-hidden="true" focusable="false">
      <MarkPaths />
    </svg>
  );
}

/** The mark and the word *tequio*, `height` pixels high. */
export function Logo({ height = 39 }: { height?: number }) {
  const width = 111 + word.width;
  return (
    <svg
      class="tq-mark"
      viewBox={`0 0 ${width} 91`}
      width={Math.round((height * width) / 91)}
      height={height}
      aria-hidden="true"
      focusable="false"
    >
      <g transform="scale(7)">
        <MarkPaths />
      </g>
      <g transform="translate(111)">
        <path d={word.strokes} fill="none" stroke="currentColor" stroke-width={word.strokeWidth} />
        <path class="tq-mark__grana" d={word.dot} />
      </g>
    </svg>
  );
}

function MarkPaths() {
  return (
    <>
      <path class="tq-mark__grana" d={mark.grana} />
      <path class="tq-mark__cempasuchil" d={mark.cempasuchil} />
      <path class="tq-mark__anil" d={mark.anil} />
    </>
  );
}

const cell = 3;

/** The stepped fret (*xicalcoliuhqui*) in one line across the page: the platform's only ornament. */
export function FretBand() {
  const height = (fret.height + 2) * cell;
  return (
    <svg class="tq-fret" width="100%" height={height} aria-hidden="true" focusable="false">
      <pattern id="greca" width={fret.width * cell} height={height} patternUnits="userSpaceOnUse">
        <path fill="currentColor" transform={`translate(0 ${cell}) scale(${cell})`} d={fret.path} />
      </pattern>
      <rect width="100%" height={height} fill="url(#greca)" />
    </svg>
  );
}
