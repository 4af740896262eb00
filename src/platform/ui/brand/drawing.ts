/*
 * The drawing of the mark, the word and the fret, in cells and strokes. The static files under public/ (favicon, logo,
 * touch icon, share images) are drawn from the same paths; `brand.test.tsx` holds them together.
 */

/** The mark, on a grid of 13 cells: three stepped diamonds of 13, 9 and 5 cells, one within the other. */
export const mark = {
  grana:
    'M5 0h3v1h1v1h1v1h1v1h1v1h1v3h-1v1h-1v1h-1v1h-1v1h-1v1h-3v-1h-1v-1h-1v-1h-1v-1h-1v-1h-1v-3h1v-1h1v-1h1v-1h1v-1h1z',
  cempasuchil: 'M5 2h3v1h1v1h1v1h1v3h-1v1h-1v1h-1v1h-3v-1h-1v-1h-1v-1h-1v-3h1v-1h1v-1h1z',
  anil: 'M5 4h3v1h1v3h-1v1h-3v-1h-1v-3h1zM6 6v1h1v-1z',
} as const;

/** The word *tequio*: strokes 13 wide on an x-height of 50, from y 20 to 70; the dot of the i is a stepped diamond. */
export const word = {
  strokes:
    'M13 6v47.5a10 10 0 0 0 10 10h8M0 26.5h33M46.5 45.5h37a18.5 18.5 0 1 0-5.1 12.8M139.5 20v68M139.5 45a18.5 18.5 0 1 0-37 0a18.5 18.5 0 1 0 37 0M162.5 20v25a18.5 18.5 0 0 0 37 0M199.5 20v50M222.5 20v50M280.5 45a18.5 18.5 0 1 0-37 0a18.5 18.5 0 1 0 37 0',
  strokeWidth: 13,
  dot: 'M218 0h9v3h3v9h-3v3h-9v-3h-3v-9h3z',
  width: 287,
} as const;

/** One turn of the stepped fret, 13 cells wide and 7 high: a stair that rises and ends in a hook. */
export const fret = {
  path: 'M5 0h7v5h-5v-3h3v1h-2v1h3v-3h-5v5h7v1h-13v-1h1v-1h1v-1h1v-1h1v-2h1z',
  width: 13,
  height: 7,
} as const;
