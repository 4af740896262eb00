import { usePage } from '../ui/page-context.ts';
import { type Classes, classesOf, classLabels } from './classes.ts';
import { Drawing, metBy, unread } from './drawing.tsx';
import { type ChartText, Figure, type FigureData } from './figure.tsx';
import { isKnown } from './scale.ts';

/** A point in the units of the map's drawing. */
export interface MapPoint {
  x: number;
  y: number;
}

export interface MapFeature {
  id: string;
  /** The outline: the `d` of an SVG path. */
  d: string;
  label: string;
  /** `null` is not known: hatched, and *sin dato* in words. */
  value: number | null;
  href?: string | undefined;
  /** For an area too small to hit: a dot of constant size, best beside the map, tied by a line to `from`, with a short label. */
  marker?: (MapPoint & { from?: MapPoint; label?: string; side?: 'start' | 'end' }) | undefined;
}

export interface ChoroplethMapProps extends ChartText {
  features: readonly MapFeature[];
  /** The size of the drawing in its own units, those of every `d`. */
  width: number;
  height: number;
  /** One to four ascending values that part the classes. */
  thresholds: readonly number[];
  /** The headings of the data table: what the areas are, what the value is. */
  names: { label: string; value: string };
  highlighted?: string | undefined;
  /** True where the page has the same links as a list: the map's then stay out of the tab order and of the accessibility tree. */
  linksElsewhere?: boolean | undefined;
  /** The id of a table on the page that has these values, as an address: `#ranking`. */
  tableAt?: string | undefined;
  /** Decimals with which values are printed and sorted into classes. */
  digits?: number | undefined;
  format?: ((value: number) => string) | undefined;
  /** What the classes are called, lowest first, where they are steps and not ranges. */
  classNames?: readonly string[] | undefined;
  /** The empty corner where the area pointed at is named. */
  readout?: 'start' | 'end' | undefined;
}

/** A map whose areas are coloured by class and lead to their pages. Throws on thresholds out of order. */
export function ChoroplethMap(props: ChoroplethMapProps) {
  const { features, names, thresholds, tableAt, digits = 2, linksElsewhere, ...rest } = props;
  const page = usePage();
  const format = props.format ?? ((value: number) => page.format.decimal(value, digits));
  const classes = classesOf(thresholds, digits);
  const write = (value: number | null) => (isKnown(value) ? format(value) : null);
  const data: FigureData = tableAt
    ? { at: tableAt }
    : {
        caption: props.title,
        columns: [names.label, names.value],
        rows: features.map(({ label, value }) => [label, write(value)]),
      };
  return (
    <Figure
      {...rest}
      data={data}
      empty={features.length === 0}
      skippable={metBy(features, linksElsewhere) === 'links'}
      legend={
        <MapLegend
          id={props.id}
          classes={classes}
          labels={props.classNames ?? classLabels(classes, format, page.t)}
          withUnknown={features.some(({ value }) => !isKnown(value))}
        />
      }
    >
      <MapDrawing {...props} classes={classes} write={(value) => write(value) ?? page.t('common:noData')} />
    </Figure>
  );
}

type MapDrawingProps = ChoroplethMapProps & { classes: Classes; write: (value: number | null) => string };

function MapDrawing(props: MapDrawingProps) {
  const { id, features, width, height, classes, highlighted, linksElsewhere, readout = 'end' } = props;
  const looked = features.find((feature) => feature.id === highlighted);
  // The font size is tied to the drawing's width: a twentieth stays readable on the narrowest screen, the styles step it down on wider ones.
  return (
    <Drawing
      figure={props}
      class={`tq-map tq-map--${readout}`}
      viewBox={`0 0 ${width} ${height}`}
      fontSize={round(width / 20)}
      met={metBy(features, linksElsewhere)}
    >
      <Hatch id={`${id}-hatch`} size={width / 60} />
      <g>
        {inPaintOrder(features).map((feature) => (
          <MapArea
            {...props}
            feature={feature}
            step={classes.step(feature.value)}
            x={readout === 'end' ? width : 0}
          />
        ))}
      </g>
      {looked ? (
        <g class="looked" {...unread}>
          <use class="edge" href={`#${id}-${looked.id}`} />
          <use href={`#${id}-${looked.id}`} />
          <Readout x={readout === 'end' ? width : 0} label={looked.label} value={props.write(looked.value)} />
        </g>
      ) : null}
    </Drawing>
  );
}

/** The outline of the highlighted area is drawn again over the others, with a stroke that the copy must carry along. */
function outlined(id: string) {
  return { id, 'vector-effect': 'non-scaling-stroke' };
}

/** Areas with a marker last: their lines would vanish under those painted later. */
function inPaintOrder(features: readonly MapFeature[]): MapFeature[] {
  return [...features].sort((a, b) => Number(Boolean(a.marker)) - Number(Boolean(b.marker)));
}

function MapArea(props: MapDrawingProps & { feature: MapFeature; step: number | null; x: number }) {
  const { id, feature, step, x, highlighted, linksElsewhere } = props;
  const { d, label, href, marker, value } = feature;
  const content = (
    <>
      <path
        d={d}
        {...(feature.id === highlighted ? outlined(`${id}-${feature.id}`) : {})}
        fill={step === null ? `url(#${id}-hatch)` : undefined}
      />
      {marker ? <MapMarker marker={marker} unknown={step === null} /> : null}
      <Readout x={x} label={label} value={props.write(value)} />
    </>
  );
  const area = `${step === null ? 'cx' : `c${step}`}${feature.id === highlighted ? ' at' : ''}`;
  return href ? (
    <a href={href} class={area} tabindex={linksElsewhere ? -1 : undefined}>
      {content}
    </a>
  ) : (
    <g class={area}>{content}</g>
  );
}

/** Names an area and its value in a corner of the map, while it is pointed at or has the focus; for the reader's ear, its name. */
function Readout({ x, label, value }: { x: number; label: string; value: string }) {
  return (
    <text x={x} y="1em">
      {label}: <tspan>{value}</tspan>
    </text>
  );
}

/** Lines of no length: their stroke, which does not scale, is a dot of the same size on every screen. */
function MapMarker({ marker, unknown }: { marker: NonNullable<MapFeature['marker']>; unknown: boolean }) {
  const { x, y, from, label, side = 'end' } = marker;
  const dot = `M${x} ${y}h0`;
  return (
    <>
      {from ? (
        <>
          <path class="edge" d={`M${x} ${y}L${from.x} ${from.y}`} />
          <path class="lead" d={`M${x} ${y}L${from.x} ${from.y}`} />
        </>
      ) : null}
      <path class="hit" d={dot} />
      <path class="rim" d={dot} />
      <path class={unknown ? 'pin pin--unknown' : 'pin'} d={dot} />
      {label ? (
        <text
          class="name"
          x={x}
          y={y}
          dx={side === 'end' ? '.7em' : '-.7em'}
          dy=".35em"
          text-anchor={side === 'end' ? 'start' : 'end'}
          {...unread}
        >
          {label}
        </text>
      ) : null}
    </>
  );
}

function Hatch({ id, size }: { id: string; size: number }) {
  return (
    <pattern
      id={id}
      class="tq-hatch"
      width={round(size)}
      height={round(size)}
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <rect width="100%" height="100%" />
      <rect width={round(size / 4)} height="100%" />
    </pattern>
  );
}

interface MapLegendProps {
  id: string;
  classes: Classes;
  labels: readonly string[];
  withUnknown: boolean;
}

function MapLegend({ id, classes, labels, withUnknown }: MapLegendProps) {
  const { t } = usePage();
  return (
    <ul class="tq-ramp">
      {labels.map((label, i) => (
        <li class={`c${classes.steps[i]}`}>
          <svg aria-hidden="true">
            <rect width="100%" height="100%" />
          </svg>
          {label}
        </li>
      ))}
      {withUnknown ? (
        <li class="cx">
          <svg aria-hidden="true">
            <Hatch id={`${id}-hatch-key`} size={8} />
            <rect width="100%" height="100%" fill={`url(#${id}-hatch-key)`} />
          </svg>
          {t('common:noData')}
        </li>
      ) : null}
    </ul>
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
