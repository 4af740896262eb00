import { usePage } from '../ui/page-context.ts';
import { Drawing } from './drawing.tsx';
import { type ChartText, Figure, type FigureData } from './figure.tsx';
import { type Domain, domainOf, isKnown, type PositionScale, positionScale } from './scale.ts';

export interface TrendPoint {
  /** The place in time, as a number: a year. */
  at: number;
  label: string;
  /** `null` is not known: the line breaks. */
  value: number | null;
}

export interface LineTrendProps extends ChartText {
  points: readonly TrendPoint[];
  names: { label: string; value: string };
  /** `country`: in the country's colour; `subject`: in that of the thing looked at. */
  tone?: 'country' | 'subject' | undefined;
  domain?: Domain | undefined;
  tableAt?: string | undefined;
  format?: ((value: number) => string) | undefined;
}

/** Places between which the drawing stands, in percent: room for the values above and the years below, half a label at each side. */
const frame = { left: 9, right: 91, top: 26, bottom: 72 } as const;

/** A few values in time, each written at its point. Nothing is drawn across a missing one. */
export function LineTrend(props: LineTrendProps) {
  const { points, names, tone = 'country', tableAt, ...text } = props;
  const page = usePage();
  const format = props.format ?? page.format.score;
  const ordered = [...points].sort((a, b) => a.at - b.at);
  const data: FigureData = tableAt
    ? { at: tableAt }
    : {
        caption: props.title,
        columns: [names.label, names.value],
        rows: ordered.map(({ label, value }) => [label, isKnown(value) ? format(value) : null]),
      };
  return (
    <Figure {...text} data={data} empty={!points.some(({ value }) => isKnown(value))}>
      <Drawing figure={props} class={`tq-trend tq-trend--${tone}`}>
        <TrendLine points={ordered} domain={props.domain} format={format} noData={page.t('common:noData')} />
      </Drawing>
    </Figure>
  );
}

interface TrendLineProps {
  points: readonly TrendPoint[];
  domain: Domain | undefined;
  format: (value: number) => string;
  noData: string;
}

function TrendLine({ points, domain, format, noData }: TrendLineProps) {
  const places = points.map(({ at }) => at);
  const [first = 0, last = 0] = [places[0], places.at(-1)];
  const across = first < last ? positionScale([first, last]) : null;
  const up = positionScale(domain ?? domainOf(points.map(({ value }) => value)));
  const x = (at: number) => within(across ? across.at(at) : 50, frame.left, frame.right);
  const y = (value: number) => within(100 - up.at(value), frame.top, frame.bottom);
  return (
    <>
      {points.map((point, i) => {
        const next = points[i + 1];
        return isKnown(point.value) && next && isKnown(next.value) ? (
          <line x1={x(point.at)} y1={y(point.value)} x2={x(next.at)} y2={y(next.value)} />
        ) : null;
      })}
      {points.map((point, i) => (
        <TrendMark
          point={point}
          x={x(point.at)}
          y={isKnown(point.value) ? y(point.value) : null}
          text={isKnown(point.value) ? format(point.value) : noData}
          below={isValley(points, i, up)}
        />
      ))}
    </>
  );
}

function TrendMark(props: { point: TrendPoint; x: string; y: string | null; text: string; below: boolean }) {
  const { point, x, y, text, below } = props;
  return (
    <>
      {y === null ? (
        <text class="none" x={x} y="50%">
          {text}
        </text>
      ) : (
        <>
          <circle cx={x} cy={y} r="5" />
          <text class="value" x={x} y={y} dy={below ? '1.5em' : '-.8em'}>
            {text}
          </text>
        </>
      )}
      <text x={x} y="100%" dy="-.4em">
        {point.label}
      </text>
    </>
  );
}

/** Whether the line rises on both sides: a value written above would stand in its fork. */
function isValley(points: readonly TrendPoint[], i: number, up: PositionScale): boolean {
  const [before, here, after] = [points[i - 1]?.value, points[i]?.value, points[i + 1]?.value];
  if (!isKnown(before) || !isKnown(here) || !isKnown(after)) return false;
  return up.at(before) > up.at(here) && up.at(after) > up.at(here);
}

function within(percent: number, from: number, to: number): string {
  return `${Math.round(10 * (from + (percent / 100) * (to - from))) / 10}%`;
}
