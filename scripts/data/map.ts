import { join } from 'node:path';
import type { GeoProjection } from 'd3-geo';
import type { Feature, MultiPolygon, Polygon, Position } from 'geojson';
import { feature, quantize } from 'topojson-client';
import { presimplify, simplify } from 'topojson-simplify';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { fittedProjection } from '../../src/modules/territory/projection.ts';
import { labelPoint, type Point } from './label-point.ts';
import { readJson, write } from './table.ts';

type States = GeometryCollection<{ id: string }>;
type Source = Topology<{ state: States }>;

/** Detail that is left out: triangles of less than this area, in square units of a map 1,000 units wide. */
const LEAST_TRIANGLE = 2;
/** Borders of the smallest states, and islands, keep more: their triangles count this much. */
const FINER = 4;
const SMALL_STATES = new Set(['01', '06', '09', '17', '22', '29']);
/** Islands of less than this area, in square units, are left out; Cedros, Cozumel and the Marías stay. */
const LEAST_ISLAND = 6;
/** Steps of the grid on which the positions are stored, about 300 m. */
const QUANTIZATION = 1e4;

const claveOf = ({ properties }: States['geometries'][number]) =>
  properties && 'id' in properties ? properties.id : '';

const arcIndex = (reference: number) => (reference < 0 ? ~reference : reference);

/** The references of each ring of a geometry, polygon by polygon. */
function polygonsOf(geometry: States['geometries'][number]): number[][][] {
  if (geometry.type === 'Polygon') return [geometry.arcs];
  if (geometry.type === 'MultiPolygon') return geometry.arcs;
  throw new Error(`A state is a ${geometry.type}, not a polygon`);
}

/** The arcs that keep more detail: those of the smallest states and of islands. */
function finerArcs(states: States): Set<number> {
  const finer = new Set<number>();
  for (const geometry of states.geometries) {
    for (const polygon of polygonsOf(geometry)) {
      const isIsland = geometry.type === 'MultiPolygon' && polygon[0]?.length === 1;
      if (!isIsland && !SMALL_STATES.has(claveOf(geometry))) continue;
      for (const reference of polygon.flat()) finer.add(arcIndex(reference));
    }
  }
  return finer;
}

const absolute = (source: Source): number[][][] => {
  const [scaleX, scaleY] = source.transform?.scale ?? [1, 1];
  const [originX, originY] = source.transform?.translate ?? [0, 0];
  return source.arcs.map((arc) => {
    let x = 0;
    let y = 0;
    return arc.map(([dx = 0, dy = 0]) => {
      x += dx;
      y += dy;
      return [x * scaleX + originX, y * scaleY + originY];
    });
  });
};

function projected(position: Position, projection: GeoProjection): [number, number] {
  const point = projection([position[0] ?? 0, position[1] ?? 0]);
  if (!point) throw new Error(`The point ${position} cannot be projected`);
  return point;
}

/** Leaves out what would not be seen: weighs points as drawn, then drops them from the geographic positions. */
function simplified(source: Source, projection: GeoProjection): Source {
  const arcs = absolute(source);
  const drawn = arcs.map((arc) => arc.map((position) => projected(position, projection)));
  const weighed = presimplify({ type: 'Topology', objects: source.objects, arcs: drawn });
  const finer = finerArcs(source.objects.state);
  const weighted = arcs.map((arc, index) =>
    arc.map(([x = 0, y = 0], at) => {
      const weight = weighed.arcs[index]?.[at]?.[2] ?? 0;
      return [x, y, finer.has(index) ? weight * FINER : weight];
    }),
  );
  return simplify({ type: 'Topology', objects: source.objects, arcs: weighted }, LEAST_TRIANGLE) as Source;
}

function ringArea(ring: readonly Point[]): number {
  return Math.abs(
    ring.reduce((sum, [x, y], index) => {
      const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y];
      return sum + (x * nextY - nextX * y) / 2;
    }, 0),
  );
}

/** A state's polygons worth drawing, the largest first, as references and as drawn. */
function largePolygons(topology: Source, index: number, projection: GeoProjection) {
  const geometry = topology.objects.state.geometries[index];
  if (!geometry) throw new Error(`There is no state number ${index}`);
  const { geometry: shape } = feature(topology, geometry) as Feature<Polygon | MultiPolygon>;
  const positions = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
  return polygonsOf(geometry)
    .map((references, at) => {
      const rings = (positions[at] ?? []).map((ring) =>
        ring.map((position) => projected(position, projection)),
      );
      return { references, rings, area: ringArea(rings[0] ?? []) };
    })
    .sort((one, other) => other.area - one.area)
    .filter(({ area }, at) => at === 0 || area >= LEAST_ISLAND);
}

/** Keeps the arcs in use and numbers them anew. */
function pruned(
  geometries: { clave: string; label: number[]; polygons: number[][][] }[],
  arcs: number[][][],
) {
  const numbers = new Map<number, number>();
  const renumber = (reference: number) => {
    const index = arcIndex(reference);
    const number = numbers.get(index) ?? numbers.size;
    numbers.set(index, number);
    return reference < 0 ? ~number : number;
  };
  const states = geometries.map(({ clave, label, polygons }) => ({
    type: 'MultiPolygon' as const,
    properties: { clave, label },
    arcs: polygons.map((polygon) => polygon.map((ring) => ring.map(renumber))),
  }));
  const kept = [...numbers.keys()].map((index) => (arcs[index] ?? []).map(([x = 0, y = 0]) => [x, y]));
  return {
    type: 'Topology' as const,
    objects: { states: { type: 'GeometryCollection' as const, geometries: states } },
    arcs: kept,
  };
}

/** Writes `territory/states.topo.json`: the 32 states simplified for a map of 1,000 units' width. */
export function makeMap(raw: string, out: string): void {
  const source = readJson<Source>(join(raw, 'geo/mxmaps_mxstate.topo.json'));
  const { projection } = fittedProjection(feature(source, source.objects.state));
  const topology = simplified(source, projection);
  const geometries = topology.objects.state.geometries
    .map((geometry, index) => {
      const polygons = largePolygons(topology, index, projection);
      const [x, y] = labelPoint(polygons[0]?.rings ?? []);
      const label = (projection.invert?.([x, y]) ?? []).map((degrees) => Number(degrees.toFixed(3)));
      return {
        clave: claveOf(geometry),
        label,
        polygons: polygons.map(({ references }) => references),
      };
    })
    .sort((one, other) => (one.clave < other.clave ? -1 : 1));
  const result = quantize(pruned(geometries, topology.arcs as number[][][]), QUANTIZATION);
  write(join(out, 'territory/states.topo.json'), `${JSON.stringify(result)}\n`);
  const points = result.arcs.reduce((sum, arc) => sum + arc.length, 0);
  console.log(`map: ${geometries.length} states, ${result.arcs.length} arcs, ${points} points`);
}
