import { usePage } from '../ui/page-context.ts';
import { Drawing, metBy, unread } from './drawing.tsx';
import { type ChartText, Figure, type FigureData } from './figure.tsx';
import { ChartKey, type KeyItem } from './key.tsx';
import { type LabelPlace, type PlacedLabel, placeLabels } from './label-places.ts';
import { TickLabels } from './plot-table.tsx';
import { type Domain, domainOf, isKnown, type PositionScale, positionScale } from './scale.ts';

export interface ScatterPoint {
  id: string;
  label: string;
  /** `null` is not known: in the table, not in the plot. */
  x: number | null;
  y: number | null;
  href?: string | undefined;
  /** Written beside the point where there is room; the first in the list have the better chance. */
  labelled?: boolean | undefined;
  /** Drawn as a diamond in the second colour. */
  contrast?: boolean | undefined;
}

export interface ScatterProps extends ChartText {
  points: readonly ScatterPoint[];
  /** The headings of the data table; `x` and `y` also name the axes. */
  names: { label: string; x: string; y: string };
  highlighted?: string | undefined;
  /** A line where both values are equal, with its words. */
  diagonal?: string | undefined;
  /** Lines at a value of one axis, such as a median or a national figure. */
  lines?: readonly { axis: 'x' | 'y'; value: number; label: string }[] | undefined;
  /** With a diagonal, give both axes the same. */
  xDomain?: Domain | undefined;
  yDomain?: Domain | undefined;
  /** True where the page has the same links as a list: those of the plot then stay out of the tab order and the accessibility tree. */
  linksElsewhere?: boolean | undefined;
  tableAt?: string | undefined;
  format?: ((value: number) => string) | undefined;
}

/** A point whose two values are known, in percent of the plot from its top left corner. */
interface PlacedPoint {
  point: ScatterPoint;
  x: number;
  y: number;
  label: PlacedLabel | null;
}

/** The plot's size, roughly, on the narrowest screen and on a wide one: labels are placed for both. */
const screens = { narrow: { width: 240, height: 240 }, wide: { width: 560, height: 480 } };

/** Two values of many, each point leading to its page. */
export function Scatter(props: ScatterProps) {
  const { points, names, tableAt, diagonal, lines = [], ...text } = props;
  const page = usePage();
  const format = props.format ?? page.format.score;
  const write = (value: number | null) => (isKnown(value) ? format(value) : null);
  const data: FigureData = tableAt
    ? { at: tableAt }
    : {
        caption: props.title,
        columns: [names.label, names.x, names.y],
        rows: points.map(({ label, x, y }) => [label, write(x), write(y)]),
      };
  const known = points.filter(({ x, y }) => isKnown(x) && isKnown(y));
  const across = positionScale(props.xDomain ?? domainOf(known.map(({ x }) => x)));
  const up = positionScale(props.yDomain ?? domainOf(known.map(({ y }) => y)));
  const key: KeyItem[] = [
    ...(diagonal ? [{ mark: 'diagonal' as const, text: diagonal }] : []),
    ...lines.map(({ label }) => ({ mark: 'reference' as const, text: label })),
  ];
  const tick = (scale: PositionScale) => (value: number) => page.format.decimal(value, scale.tickDigits(5));
  return (
    <Figure
      {...text}
      data={data}
      chartKey={<ChartKey items={key} />}
      empty={known.length === 0}
      skippable={metBy(known, props.linksElsewhere) === 'links'}
    >
      <div class="tq-scatter">
        <p class="tq-scatter__yname" aria-hidden="true">
          ↑ {names.y}
        </p>
        <svg class="tq-scatter__y" aria-hidden="true">
          {up.ticks(5).map((value) => (
            <text x="100%" y={up.fromTop(value)} dx="-8" dy=".35em" text-anchor="end">
              {tick(up)(value)}
            </text>
          ))}
        </svg>
        <Plot
          {...props}
          across={across}
          up={up}
          placed={placePoints(known, across, up, props.highlighted)}
          format={format}
        />
        <svg class="tq-axis" aria-hidden="true">
          <TickLabels scale={across} format={tick(across)} y="1.2em" />
        </svg>
        <p class="tq-scatter__xname" aria-hidden="true">
          {names.x} →
        </p>
      </div>
    </Figure>
  );
}

function placePoints(
  points: readonly ScatterPoint[],
  across: PositionScale,
  up: PositionScale,
  highlighted?: string,
): PlacedPoint[] {
  const drawn = points.map((point) => ({
    point,
    x: across.at(point.x ?? 0),
    y: Math.round(1000 - up.at(point.y ?? 0) * 10) / 10,
  }));
  const labelled = drawn
    .filter(({ point }) => point.labelled || point.id === highlighted)
    .sort((a, b) => Number(b.point.id === highlighted) - Number(a.point.id === highlighted))
    .map((spot) => ({ ...spot, text: spot.point.label }));
  const labels = placeLabels(labelled, drawn, screens, highlighted !== undefined);
  const placed = drawn.map((spot): PlacedPoint => {
    const i = labelled.findIndex(({ point }) => point === spot.point);
    return { ...spot, label: labels[i] ?? null };
  });
  // What is looked at is drawn last, over the others.
  return placed.sort((a, b) => Number(a.point.id === highlighted) - Number(b.point.id === highlighted));
}

type PlotProps = ScatterProps & {
  across: PositionScale;
  up: PositionScale;
  placed: readonly PlacedPoint[];
  format: (value: number) => string;
};

function Plot({
  id,
  title,
  names,
  across,
  up,
  placed,
  diagonal,
  lines = [],
  linksElsewhere,
  highlighted,
  format,
}: PlotProps) {
  const met = metBy(
    placed.map(({ point }) => point),
    linksElsewhere,
  );
  return (
    <Drawing figure={{ id, title }} class="tq-scatter__plot tq-marks" met={met}>
      <g class="tq-plot__grid" {...unread}>
        {across.ticks(5).map((value) => (
          <line x1={across.percent(value)} x2={across.percent(value)} y2="100%" />
        ))}
        {up.ticks(5).map((value) => (
          <line y1={up.fromTop(value)} y2={up.fromTop(value)} x2="100%" />
        ))}
        {diagonal ? <Diagonal across={across} up={up} /> : null}
        {lines.map(({ axis, value }) =>
          axis === 'x' ? (
            <line class="r" x1={across.percent(value)} x2={across.percent(value)} y2="100%" />
          ) : (
            <line class="r" y1={up.fromTop(value)} y2={up.fromTop(value)} x2="100%" />
          ),
        )}
      </g>
      <g>
        {placed.map((spot) => (
          <Point
            spot={spot}
            names={names}
            format={format}
            looked={spot.point.id === highlighted}
            hidden={linksElsewhere}
          />
        ))}
      </g>
    </Drawing>
  );
}

/** Where x equals y, from the first to the last value that both axes show. */
function Diagonal({ across, up }: { across: PositionScale; up: PositionScale }) {
  const from = Math.max(across.domain[0], up.domain[0]);
  const to = Math.min(across.domain[1], up.domain[1]);
  if (from >= to) return null;
  return (
    <line
      class="r"
      x1={across.percent(from)}
      y1={up.fromTop(from)}
      x2={across.percent(to)}
      y2={up.fromTop(to)}
    />
  );
}

interface PointProps {
  spot: PlacedPoint;
  names: ScatterProps['names'];
  format: (value: number) => string;
  looked: boolean;
  hidden: boolean | undefined;
}

function Point({ spot, names, format, looked, hidden }: PointProps) {
  const { point, label } = spot;
  const [x, y] = [`${spot.x}%`, `${spot.y}%`];
  const [first, second] = [format(point.x ?? 0), format(point.y ?? 0)];
  const shown: LabelPlace =
    label ?? (spot.x < 60 ? { dx: 11, dy: 5, anchor: 'start' } : { dx: -11, dy: 5, anchor: 'end' });
  const content = (
    <>
      {point.href ? <circle class="hit" cx={x} cy={y} r="12" /> : null}
      {point.contrast ? (
        <rect x={x} y={y} width="10" height="10" />
      ) : (
        <circle cx={x} cy={y} r={looked ? 8 : 6} />
      )}
      {point.href || label ? (
        <text
          class={label ? (label.always ? 'on' : 'on on--wide') : undefined}
          x={x}
          y={y}
          dx={shown.dx}
          dy={shown.dy}
          text-anchor={shown.anchor}
        >
          {point.label}
          <tspan>
            {' '}
            {first}, {second}
          </tspan>
        </text>
      ) : null}
    </>
  );
  const state = looked ? 'looked' : undefined;
  return point.href ? (
    <a
      href={point.href}
      class={state}
      tabindex={hidden ? -1 : undefined}
      aria-label={`${point.label}: ${names.x} ${first}, ${names.y} ${second}`}
    >
      {content}
    </a>
  ) : (
    <g class={state}>{content}</g>
  );
}
