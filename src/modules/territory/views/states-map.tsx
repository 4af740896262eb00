import { type ChartText, ChoroplethMap, type MapFeature } from '#platform/charts/index.ts';
import { type PageContext, usePage } from '#platform/ui/index.ts';
import { mapSize, stateShapes } from '../map.ts';
import { stateName } from '../names.ts';
import { FEDERATION, statePath } from '../rules/index.ts';

/** A state as maps and lists name it. */
export interface NamedState {
  clave: string;
  slug: string;
  name: string;
  abbreviation: string;
}

export interface StatesMapProps extends ChartText {
  states: readonly NamedState[];
  /** By clave. A state that is absent or null is not known. */
  values: ReadonlyMap<string, number | null>;
  /** Values that part the classes, as `classThresholds` finds them; none where nothing is known. */
  thresholds: readonly number[];
  /** What the value is: heads the data table. */
  valueName: string;
  /** Decimals with which values are printed; 2 left out. */
  digits?: number | undefined;
  /** The clave of the state that the page is about. */
  highlighted?: string | undefined;
  /** True where the page has the links to the states as a list too. */
  linksElsewhere?: boolean | undefined;
  /** Where a state leads to. Left out, its page. */
  pathOf?: ((slug: string) => string) | undefined;
  /** What the classes are called, and how a value is written, where values are steps and not numbers. */
  classNames?: readonly string[] | undefined;
  format?: ((value: number) => string) | undefined;
  /** The id of a table on the page that has these values, as an address: `#ranking`. */
  tableAt?: string | undefined;
}

type Marker = NonNullable<MapFeature['marker']>;
type Place = Pick<Marker, 'x' | 'y' | 'side'>;

/**
 * Where the smallest states are pointed at: in the sea beside the country, tied to it by a line, far enough from each
 * other for a finger on the narrowest screen. The federation, which has no area of its own, stands in the open sea.
 */
const places: Readonly<Record<string, Place>> = {
  '01': { x: 300, y: 440, side: 'start' },
  '06': { x: 330, y: 575, side: 'start' },
  '09': { x: 710, y: 365, side: 'end' },
  '17': { x: 470, y: 650, side: 'start' },
  '29': { x: 700, y: 448, side: 'end' },
  [FEDERATION]: { x: 24, y: 655, side: 'end' },
};

/** The map of the country: each state in the colour of its value, and the federation beside it. Every one leads to its page. */
export function StatesMap({
  states,
  values,
  thresholds,
  valueName,
  pathOf = statePath,
  ...chart
}: StatesMapProps) {
  const page = usePage();
  return (
    <ChoroplethMap
      {...chart}
      features={featuresOf(page, states, values, pathOf)}
      width={mapSize.width}
      height={mapSize.height}
      thresholds={thresholds}
      names={{ label: page.t('territory:state'), value: valueName }}
      readout="end"
    />
  );
}

function featuresOf(
  { t, href }: PageContext,
  states: readonly NamedState[],
  values: ReadonlyMap<string, number | null>,
  pathOf: (slug: string) => string,
): MapFeature[] {
  const shapes = new Map(stateShapes().map((shape) => [String(shape.clave), shape]));
  return states.flatMap((state): MapFeature[] => {
    const shape = shapes.get(state.clave);
    const place = places[state.clave];
    if (!shape && !place) return [];
    const isFederation = state.clave === FEDERATION;
    return [
      {
        id: state.clave,
        d: shape?.d ?? '',
        label: stateName(t, state),
        value: values.get(state.clave) ?? null,
        href: href(pathOf(state.slug)),
        marker: place && {
          ...place,
          label: isFederation ? stateName(t, state) : state.abbreviation,
          ...(shape ? { from: { x: shape.x, y: shape.y } } : {}),
        },
      },
    ];
  });
}
