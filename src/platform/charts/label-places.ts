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

/** The places tried for a label, best first: right, left, above, below its point. */
const places: readonly LabelPlace[] = [
  { dx: 11, dy: 5, anchor: 'start' },
  { dx: -11, dy: 5, anchor: 'end' },
  { dx: 0, dy: -11, anchor: 'middle' },
  { dx: 0, dy: 22, anchor: 'middle' },
];
/** A generous width of a character and height of a line of the labels' type, in pixels. */
const character = 8;
const line = 17;
const dot = 7;

/**
 * Finds places for labels in a plot of a given size so that none covers another, a dot, or the plot's edge; the first in the
 * list choose first. `null` where no place is free. `dots` are all the points of the plot, labelled or not.
 */
export function placeLabels(
  points: readonly LabelledPoint[],
  dots: readonly { x: number; y: number }[],
  size: PlotSize,
): (LabelPlace | null)[] {
  const taken = dots.map((point) => dotBox(point, size));
  return points.map((point) => {
    const place = places.find((candidate) => isFree(labelBox(point, candidate, size), taken, size));
    if (!place) return null;
    taken.push(labelBox(point, place, size));
    return place;
  });
}

/** Which of the labels, already placed, also fit a plot of another size. The first in the list are kept first. */
export function keepLabels(
  points: readonly LabelledPoint[],
  placed: readonly (LabelPlace | null)[],
  dots: readonly { x: number; y: number }[],
  size: PlotSize,
): boolean[] {
  const taken = dots.map((point) => dotBox(point, size));
  return points.map((point, i) => {
    const place = placed[i];
    if (!place) return false;
    const box = labelBox(point, place, size);
    if (!isFree(box, taken, size)) return false;
    taken.push(box);
    return true;
  });
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

function isFree(box: Box, taken: readonly Box[], { width, height }: PlotSize): boolean {
  if (box.left < 0 || box.right > width || box.top < 0 || box.bottom > height) return false;
  return !taken.some(
    (other) =>
      box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top,
  );
}
