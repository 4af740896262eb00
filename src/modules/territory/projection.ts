import { type GeoProjection, geoConicConformal, geoPath } from 'd3-geo';
import type { FeatureCollection } from 'geojson';

/** Width of the drawn map in its own units; the height follows from the country's shape. */
export const MAP_WIDTH = 1000;
/** Units left free on every side, so that strokes at the edge are not cut. */
const MARGIN = 4;

/**
 * The projection INEGI uses for the country (Lambert conformal conic, parallels 17.5° and 29.5° N, meridian 102° W),
 * scaled so that the shapes fill {@link MAP_WIDTH}, with the height they then need. Straight lines between points stay
 * straight, so that two states keep one common border.
 */
export function fittedProjection(shapes: FeatureCollection): { projection: GeoProjection; height: number } {
  const projection = geoConicConformal().parallels([17.5, 29.5]).rotate([102, 0]).precision(0);
  projection.fitWidth(MAP_WIDTH - 2 * MARGIN, shapes);
  const [[left, top], [, bottom]] = geoPath(projection).bounds(shapes);
  const [x, y] = projection.translate();
  projection.translate([x + MARGIN - left, y + MARGIN - top]);
  return { projection, height: Math.ceil(bottom - top + 2 * MARGIN) };
}
