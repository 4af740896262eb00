/** A point in the plane. */
export type Point = readonly [number, number];

/** Distance from a point to the nearest side of a polygon's rings, negative outside. */
function distanceInside(point: Point, rings: readonly (readonly Point[])[]): number {
  let isInside = false;
  let nearest = Number.POSITIVE_INFINITY;
  const [x, y] = point;
  for (const ring of rings) {
    ring.forEach(([ax, ay], index) => {
      const [bx, by] = ring[(index + 1) % ring.length] ?? [ax, ay];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isInside = !isInside;
      const length = (bx - ax) ** 2 + (by - ay) ** 2;
      const along =
        length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
      nearest = Math.min(nearest, Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay)));
    });
  }
  return isInside ? nearest : -nearest;
}

/**
 * Finds the point of a polygon that is farthest from its sides (its pole of inaccessibility), where a label fits best:
 * a grid over the polygon's box, refined around the best cell until cells are smaller than `precision`.
 */
export function labelPoint(rings: readonly (readonly Point[])[], precision = 0.1): Point {
  const all = rings.flat();
  const xs = all.map(([x]) => x);
  const ys = all.map(([, y]) => y);
  let left = Math.min(...xs);
  let top = Math.min(...ys);
  let size = Math.max(Math.max(...xs) - left, Math.max(...ys) - top);
  let best: Point = [left, top];
  const steps = 40;
  while (size / steps > precision / 2) {
    let farthest = Number.NEGATIVE_INFINITY;
    for (let row = 0; row <= steps; row += 1) {
      for (let column = 0; column <= steps; column += 1) {
        const point: Point = [left + (column * size) / steps, top + (row * size) / steps];
        const distance = distanceInside(point, rings);
        if (distance > farthest) {
          farthest = distance;
          best = point;
        }
      }
    }
    size /= 8;
    left = best[0] - size / 2;
    top = best[1] - size / 2;
  }
  return best;
}
