import type { Feature, MultiPolygon, Polygon, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import file from '#data/territory/states.topo.json' with { type: 'json' };
import { fittedProjection, MAP_WIDTH } from './projection.ts';
import { type Clave, parseClave } from './rules/index.ts';

/** A state as drawn on the map, in the units of {@link mapSize}. */
export interface StateShape {
  clave: Clave;
  /** Path data: whole units, relative commands. Neighbours share their border's points, so there are no gaps. */
  d: string;
  /** Where a label or a symbol belongs: the point of the state farthest from its borders. */
  x: number;
  y: number;
  /** Drawn area in square units; the whole map is {@link mapSize}. */
  area: number;
  /** Too small to be pointed at with a finger: draw its {@link marker} too. */
  small: boolean;
  /** A circle that stands for a small state, near its label point and clear of the other markers. */
  marker?: { x: number; y: number; r: number };
}

interface StateProperties {
  clave: string;
  /** Longitude and latitude of the label point. */
  label: [number, number];
}

/** Below this drawn area, in square units, a state is small: about a 26 by 26 square on a map of full width. */
const SMALL_AREA = 700;
/** Markers' radius, and the least distance between the centres of two: WCAG 2.2 asks for targets of 24 pixels. */
const MARKER_RADIUS = 12;
const MARKER_DISTANCE = 26;

type Point = readonly [number, number];

const topology = file as unknown as Topology<{ states: GeometryCollection<StateProperties> }>;
const states = feature(topology, topology.objects.states);
const { projection, height } = fittedProjection(states);

/** Size of the map in its own units. */
export const mapSize: { readonly width: number; readonly height: number } = { width: MAP_WIDTH, height };

function project(position: Position): Point {
  const point = projection([position[0] ?? 0, position[1] ?? 0]);
  if (!point) throw new Error(`The point ${position} of the map cannot be projected`);
  return point;
}

/** Projects a line to whole units, leaving out points that fall on the one before. */
function drawnPoints(line: readonly Position[]): Point[] {
  const points: Point[] = [];
  for (const position of line) {
    const [x, y] = project(position);
    const point: Point = [Math.round(x), Math.round(y)];
    const last = points.at(-1);
    if (!last || last[0] !== point[0] || last[1] !== point[1]) points.push(point);
  }
  return points;
}

/** One step of a path, written as short as SVG allows; `previous` is the command in force. */
function step([dx, dy]: Point, previous: string): { command: string; text: string } {
  if (dx === 0) return { command: 'v', text: `v${dy}` };
  if (dy === 0) return { command: 'h', text: `h${dx}` };
  const opening = previous === 'l' ? (dx < 0 ? '' : ' ') : 'l';
  return { command: 'l', text: `${opening}${dx}${dy < 0 ? '' : ' '}${dy}` };
}

/** Path data of a ring, whose last point is its first. */
function pathOf(ring: readonly Point[]): string {
  const [start, ...rest] = ring.slice(0, -1);
  if (!start) return '';
  let path = `M${start[0]} ${start[1]}`;
  let last = start;
  let command = '';
  for (const point of rest) {
    const next = step([point[0] - last[0], point[1] - last[1]], command);
    path += next.text;
    command = next.command;
    last = point;
  }
  return `${path}z`;
}

/** The area within a ring, by the shoelace formula. */
function ringArea(points: readonly Point[]): number {
  return Math.abs(
    points.reduce((sum, [x, y], index) => {
      const [nextX, nextY] = points[(index + 1) % points.length] ?? [x, y];
      return sum + (x * nextY - nextX * y) / 2;
    }, 0),
  );
}

function shapeOf({ geometry, properties }: Feature<Polygon | MultiPolygon, StateProperties>): StateShape {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const rings = polygons.flatMap((polygon) => polygon.map(drawnPoints)).filter((points) => points.length > 3);
  const area = rings.reduce((sum, points) => sum + ringArea(points), 0);
  const [x, y] = project(properties.label);
  return {
    clave: parseClave(properties.clave),
    d: rings.map((points) => pathOf(points)).join(''),
    x: Math.round(x),
    y: Math.round(y),
    area,
    small: area < SMALL_AREA,
  };
}

/** Moves the small states' markers off each other, each as little as the others allow. */
function withMarkers(shapes: readonly StateShape[]): StateShape[] {
  const markers = new Map(shapes.filter(({ small }) => small).map(({ clave, x, y }) => [clave, { x, y }]));
  const places = [...markers.values()];
  for (let round = 0; round < 200; round += 1) {
    for (const [index, one] of places.entries()) {
      for (const other of places.slice(index + 1)) {
        const distance = Math.hypot(other.x - one.x, other.y - one.y);
        if (distance >= MARKER_DISTANCE) continue;
        const push = (MARKER_DISTANCE - distance) / 2 / (distance || 1);
        const [pushX, pushY] =
          distance === 0 ? [push, 0] : [(other.x - one.x) * push, (other.y - one.y) * push];
        one.x -= pushX;
        one.y -= pushY;
        other.x += pushX;
        other.y += pushY;
      }
    }
  }
  return shapes.map((shape) => {
    const place = markers.get(shape.clave);
    if (!place) return shape;
    return { ...shape, marker: { x: Math.round(place.x), y: Math.round(place.y), r: MARKER_RADIUS } };
  });
}

let shapes: readonly StateShape[] | undefined;

/** The 32 states as drawn, in the order of their claves. Worked out once. Source and licence: `data/README.md`. */
export function stateShapes(): readonly StateShape[] {
  shapes ??= withMarkers(
    states.features
      .map((state) => shapeOf(state as Feature<Polygon | MultiPolygon, StateProperties>))
      .sort((one, other) => (one.clave < other.clave ? -1 : 1)),
  );
  return shapes;
}
