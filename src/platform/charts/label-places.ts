import { least } from 'd3-array';

/** A point of a plot in percent of its width and height, measured from the top left corner, and the words to set beside it. */
export interface LabelledPoint {
  x: number;
  y: number;
  text: string;
}

/** Where a label stands beside its point: shifts in pixels and the text's anchor. */
export interface LabelPlace {
  dx: number;
  dy: number;
  anchor: 'start' | 'middle' | 'end';
}

/** The size of a plot on the screen, in pixels. */
export interface PlotSize {
  width: number;
  height: number;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The places tried for a label, best first: right, left, above, below its point, then aslant. */
const places: readonly LabelPlace[] = [
  { dx: 11, dy: 5, anchor: 'start' },
  { dx: -11, dy: 5, anchor: 'end' },
  { dx: 0, dy: -11, anchor: 'middle' },
  { dx: 0, dy: 22, anchor: 'middle' },
  { dx: 8, dy: -9, anchor: 'start' },
  { dx: -8, dy: -9, anchor: 'end' },
  { dx: 8, dy: 20, anchor: 'start' },
  { dx: -8, dy: 20, anchor: 'end' },
];
/** A generous width of a character and height of a line of the labels' type, in pixels. */
const character = 8;
const line = 17;
const dot = 7;

/** A label's place, and whether it is free on the narrow screen too or on the wide one only. */
export interface PlacedLabel extends LabelPlace {
  always: boolean;
}

/**
 * Finds places for labels so that none covers another, a dot, or the plot's edge; the first in the list choose first. A place
 * that is free on both screens wins over one that is free on the wide screen; `null` where neither is. `dots` are all points of
 * the plot, labelled or not. With `insist`, the first label always gets a place, if need be over dots.
 */
export function placeLabels(
  points: readonly LabelledPoint[],
  dots: readonly { x: number; y: number }[],
  screens: { narrow: PlotSize; wide: PlotSize },
  insist = false,
): (PlacedLabel | null)[] {
  const narrow = new Surface(screens.narrow, dots);
  const wide = new Surface(screens.wide, dots);
  return points.map((point, i) => {
    const onWide = places.filter((place) => wide.isFree(point, place));
    const onBoth = onWide.find((place) => narrow.isFree(point, place));
    const forced = insist && i === 0 ? least(places, (place) => narrow.cost(point, place)) : undefined;
    const place = onBoth ?? forced ?? onWide[0];
    if (!place) return null;
    const always = place === onBoth || place === forced;
    wide.take(point, place);
    if (always) narrow.take(point, place);
    return { ...place, always };
  });
}

/** A plot of a given size with what already stands on it. */
class Surface {
  readonly #size: PlotSize;
  readonly #taken: Box[];

  constructor(size: PlotSize, dots: readonly { x: number; y: number }[]) {
    this.#size = size;
    this.#taken = dots.map((point) => dotBox(point, size));
  }

  /** How many things a label would cover; leaving the plot is worse than any number of them. */
  cost(point: LabelledPoint, place: LabelPlace): number {
    const { width, height } = this.#size;
    const box = labelBox(point, place, this.#size);
    const leaves = box.left < 0 || box.right > width || box.top < 0 || box.bottom > height;
    return (leaves ? Infinity : 0) + this.#taken.filter((other) => overlap(box, other)).length;
  }

  isFree(point: LabelledPoint, place: LabelPlace): boolean {
    return this.cost(point, place) === 0;
  }

  take(point: LabelledPoint, place: LabelPlace): void {
    this.#taken.push(labelBox(point, place, this.#size));
  }
}

function dotBox({ x, y }: { x: number; y: number }, { width, height }: PlotSize): Box {
  const [cx, cy] = [(x / 100) * width, (y / 100) * height];
  return { left: cx - dot, right: cx + dot, top: cy - dot, bottom: cy + dot };
}

function labelBox(point: LabelledPoint, { dx, dy, anchor }: LabelPlace, { width, height }: PlotSize): Box {
  const long = point.text.length * character;
  const x = (point.x / 100) * width + dx;
  const left = anchor === 'start' ? x : anchor === 'end' ? x - long : x - long / 2;
  const bottom = (point.y / 100) * height + dy + 4;
  return { left, right: left + long, top: bottom - line, bottom };
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
}
