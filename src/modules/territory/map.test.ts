import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { mapSize, stateShapes } from './map.ts';
import { CLAVES } from './rules/index.ts';

type Point = [number, number];

/** The steps that a command and its numbers stand for. */
function stepsOf(command: string, numbers: readonly number[]): Point[] {
  if (command === 'h') return numbers.map((dx) => [dx, 0]);
  if (command === 'v') return numbers.map((dy) => [0, dy]);
  return numbers.flatMap((dx, index): Point[] => (index % 2 === 0 ? [[dx, numbers[index + 1] ?? 0]] : []));
}

/** The lines of a path in absolute positions, read from the commands the map is drawn with. */
function linesOf(path: string): Point[][] {
  return path
    .split('M')
    .slice(1)
    .map((subpath) => {
      const commands = [...`l${subpath}`.matchAll(/([lhv])([^lhvz]*)/g)];
      const steps = commands.flatMap(([, command = '', rest = '']) =>
        stepsOf(command, (rest.match(/-?\d+/g) ?? []).map(Number)),
      );
      const line: Point[] = [];
      for (const [dx, dy] of steps) {
        const [x, y] = line.at(-1) ?? [0, 0];
        line.push([x + dx, y + dy]);
      }
      const [start] = line;
      return subpath.endsWith('z') && start ? [...line, start] : line;
    });
}

/** The sides of a path, each named the same whichever way it is drawn. */
function sidesOf(path: string): string[] {
  return linesOf(path).flatMap((line) =>
    line.slice(1).map((point, index) => [String(line[index]), String(point)].sort().join(' ')),
  );
}

function isInside([x, y]: Point, path: string): boolean {
  return linesOf(path).reduce((inside, line) => {
    const crossings = line.slice(1).filter(([bx, by], index) => {
      const [ax, ay] = line[index] ?? [0, 0];
      return ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax;
    });
    return crossings.length % 2 === 1 ? !inside : inside;
  }, false);
}

const shapes = stateShapes();
const shapeOf = (clave: string) => shapes.find((shape) => shape.clave === clave);

describe('the map of the states', () => {
  it('shows all 32, in the order of their claves', () => {
    expect(shapes.map(({ clave }) => clave)).toEqual(CLAVES.slice(1));
  });

  it('costs a page at most 9 kB compressed, well under the bar of 15 kB', () => {
    const markup = shapes.map(({ d }) => `<path d="${d}"/>`).join('');
    expect(gzipSync(markup).length).toBeLessThanOrEqual(9_000);
  });

  it('fills its frame and stays within it', () => {
    const points = shapes.flatMap(({ d }) => linesOf(d).flat());
    const xs = points.map(([x]) => x);
    const ys = points.map(([, y]) => y);
    expect([Math.min(...xs), Math.max(...xs)]).toEqual([4, mapSize.width - 4]);
    expect(Math.min(...ys)).toBe(4);
    expect(mapSize.height - Math.max(...ys)).toBeLessThanOrEqual(5);
  });

  it('leaves no gap between neighbours: a state without a coast or a foreign border shares every side', () => {
    const owners = new Map<string, Set<string>>();
    for (const { clave, d } of shapes) {
      for (const side of sidesOf(d)) owners.set(side, (owners.get(side) ?? new Set()).add(clave));
    }
    // Aguascalientes, Ciudad de México, Durango, Guanajuato, Hidalgo, Estado de México, Morelos, Puebla, Querétaro,
    // San Luis Potosí, Tlaxcala, Zacatecas.
    const inland = ['01', '09', '10', '11', '13', '15', '17', '21', '22', '24', '29', '32'];
    const sides = shapes.filter(({ clave }) => inland.includes(clave)).flatMap(({ d }) => sidesOf(d));
    expect(sides.length).toBeGreaterThan(500);
    expect(sides.filter((side) => owners.get(side)?.size !== 2)).toEqual([]);
  });

  it('has each label within its state', () => {
    expect(shapes.filter(({ x, y, d }) => !isInside([x, y], d)).map(({ clave }) => clave)).toEqual([]);
  });

  it('keeps the proportions of the states', () => {
    const largest = [...shapes].sort((one, other) => other.area - one.area).map(({ clave }) => clave);
    expect(largest.slice(0, 4)).toEqual(['08', '26', '05', '10']);
    const total = shapes.reduce((sum, { area }) => sum + area, 0);
    expect((shapeOf('08')?.area ?? 0) / total).toBeCloseTo(247_455 / 1_960_000, 1);
  });
});

describe('the smallest states', () => {
  it.each([
    ['09', 'Ciudad de México', 140],
    ['29', 'Tlaxcala', 400],
    ['17', 'Morelos', 480],
    ['01', 'Aguascalientes', 550],
    ['06', 'Colima', 550],
    ['22', 'Querétaro', 1150],
  ])('%s, %s, can be seen and recognised', (clave, _, area) => {
    const shape = shapeOf(clave);
    expect(shape?.area).toBeGreaterThan(area);
    expect(linesOf(shape?.d ?? '').flat().length).toBeGreaterThanOrEqual(20);
  });

  it('have a marker to point at', () => {
    expect(shapes.filter(({ small }) => small).map(({ clave }) => clave)).toEqual([
      '01',
      '06',
      '09',
      '17',
      '29',
    ]);
    for (const { small, marker } of shapes) expect(marker !== undefined).toBe(small);
  });

  it('have markers that do not overlap and stay near their state', () => {
    const marked = shapes.flatMap(({ x, y, marker }) => (marker ? [{ x, y, marker }] : []));
    for (const [index, { x, y, marker }] of marked.entries()) {
      expect(Math.hypot(marker.x - x, marker.y - y)).toBeLessThan(marker.r);
      for (const other of marked.slice(index + 1)) {
        const distance = Math.hypot(marker.x - other.marker.x, marker.y - other.marker.y);
        expect(distance).toBeGreaterThanOrEqual(marker.r + other.marker.r);
      }
    }
  });
});
