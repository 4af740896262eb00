import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeLabels } from './label-places.ts';

const screens = { narrow: { width: 240, height: 240 }, wide: { width: 560, height: 480 } };
const percent = fc.double({ min: 0, max: 100, noNaN: true });
const points = fc.array(
  fc.record({ x: percent, y: percent, text: fc.string({ minLength: 1, maxLength: 20 }) }),
  {
    maxLength: 30,
  },
);

/** Where a label lies on a screen, at eight pixels a character. */
function box(
  point: { x: number; y: number; text: string },
  place: { dx: number; dy: number; anchor: string },
  size: { width: number; height: number },
) {
  const long = point.text.length * 8;
  const at = (point.x / 100) * size.width + place.dx;
  const left = place.anchor === 'start' ? at : place.anchor === 'end' ? at - long : at - long / 2;
  const base = (point.y / 100) * size.height + place.dy;
  return { left, right: left + long, top: base - 13, bottom: base + 4 };
}

describe('labels beside points', () => {
  it('never cover one another or leave the plot, on the screens they are shown on', () => {
    fc.assert(
      fc.property(points, (spots) => {
        const labels = placeLabels(spots, spots, screens);
        for (const [size, shown] of [
          [screens.wide, () => true],
          [screens.narrow, (label: { always: boolean }) => label.always],
        ] as const) {
          const boxes = spots.flatMap((spot, i) => {
            const label = labels[i];
            return label && shown(label) ? [box(spot, label, size)] : [];
          });
          boxes.forEach((one, i) => {
            expect(Math.min(one.left, one.top)).toBeGreaterThanOrEqual(-1e-6);
            expect(one.right).toBeLessThanOrEqual(size.width + 1e-6);
            expect(one.bottom).toBeLessThanOrEqual(size.height + 1e-6);
            for (const other of boxes.slice(i + 1)) {
              const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
              const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
              expect(Math.min(across, down)).toBeLessThanOrEqual(1e-6);
            }
          });
        }
      }),
    );
  });

  it('go to the right of a point that stands alone, and to the left at the right edge', () => {
    const [middle] = placeLabels([{ x: 50, y: 50, text: 'Oaxaca' }], [{ x: 50, y: 50 }], screens);
    const [edge] = placeLabels([{ x: 99, y: 50, text: 'Oaxaca' }], [{ x: 99, y: 50 }], screens);
    expect(middle).toMatchObject({ anchor: 'start', always: true });
    expect(edge).toMatchObject({ anchor: 'end', always: true });
  });

  it('are left out where there is no room, but for one that is insisted on', () => {
    const crowd = Array.from({ length: 900 }, (_, i) => ({ x: (i % 30) * 3.4, y: Math.floor(i / 30) * 3.4 }));
    const [wanted, other] = [
      { x: 51, y: 51, text: 'Oaxaca' },
      { x: 20.4, y: 20.4, text: 'Jalisco' },
    ];
    expect(placeLabels([wanted, other], crowd, screens)).toEqual([null, null]);
    const [label, left] = placeLabels([wanted, other], crowd, screens, true);
    expect(label).toMatchObject({ always: true });
    expect(left).toBeNull();
  });
});
