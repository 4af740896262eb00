import en from '../../../../locales/en/common.json' with { type: 'json' };
import es from '../../../../locales/es-MX/common.json' with { type: 'json' };
import { fret, mark, word } from './drawing.ts';

const colour = {
  grana: '#8f1d3c',
  cempasuchil: '#f2a516',
  anil: '#1e3a6d',
  amate: '#fbf7ef',
  barro: '#1f1a17',
};

const markPaths = (['grana', 'cempasuchil', 'anil'] as const)
  .map((dye) => `<path fill="${colour[dye]}" d="${mark[dye]}"/>`)
  .join('');

const wordPaths =
  `<path d="${word.strokes}" fill="none" stroke="${colour.barro}" stroke-width="${word.strokeWidth}"/>` +
  `<path fill="${colour.grana}" d="${word.dot}"/>`;

const logoPaths = `<g transform="scale(7)">${markPaths}</g><g transform="translate(111)">${wordPaths}</g>`;

function svg(viewBox: string, content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}">${content}</svg>\n`;
}

/** The drawings under `public/`, by file name. A test holds the files to them. */
export const drawings: Readonly<Record<string, string>> = {
  'favicon.svg': svg('-1.5 -1.5 16 16', markPaths),
  'logo.svg': svg(`0 0 ${111 + word.width} 91`, logoPaths),
};

/** The mark at 16 pixels, one to a cell. */
export const smallIcon = svg('-1 -1 16 16', markPaths);

/** The mark on paper, for the home screens of telephones: a square of 18 cells. */
export const touchIcon = svg(
  '-2.5 -2.5 18 18',
  `<path fill="${colour.amate}" d="M-3-3h19v19h-19z"/>${markPaths}`,
);

/** What is shown where an address of the platform is shared: 1200 by 630, the question under the fret. */
export function shareImage(lang: 'es' | 'en'): string {
  const cell = 9;
  const band = (fret.height + 2) * cell;
  const lines = (lang === 'es' ? es : en).shareLines.split('|');
  const fretPath = `<path fill="${colour.amate}" transform="translate(0 ${cell}) scale(${cell})" d="${fret.path}"/>`;
  return svg(
    '0 0 1200 630',
    `<defs><pattern id="greca" width="${fret.width * cell}" height="${band}" patternUnits="userSpaceOnUse">${fretPath}</pattern></defs>` +
      `<path fill="${colour.amate}" d="M0 0h1200v630H0z"/><path fill="${colour.anil}" d="M0 0h1200v${band}H0z"/>` +
      `<path fill="url(#greca)" d="M0 0h1200v${band}H0z"/>` +
      `<g fill="${colour.barro}" font-family="Atkinson Hyperlegible Next" font-weight="800" font-size="112" letter-spacing="-3">` +
      lines.map((line, i) => `<text x="72" y="${222 + i * 112}">${line}</text>`).join('') +
      `</g><g transform="translate(74 500)">${wordPaths}</g>` +
      `<g transform="translate(842 238) scale(22)">${markPaths}</g>`,
  );
}
