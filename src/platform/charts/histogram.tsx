import { max } from 'd3-array';
import { usePage } from '../ui/page-context.ts';
import { type Distribution, distributionOf } from './bins.ts';
import { Drawing } from './drawing.tsx';
import { type ChartText, Figure, type FigureData } from './figure.tsx';
import { edgeAnchor, type ReferenceLine, TickLabels } from './plot-table.tsx';
import { type Domain, type PositionScale, positionScale } from './scale.ts';

export interface HistogramProps extends ChartText {
  /** `null` is not known: counted apart, never drawn. */
  values: readonly (number | null)[];
  domain: Domain;
  /** The width of a bin; the domain is a whole number of them. */
  step: number;
  /** The headings of the data table: the range of a bin, how many lie in it. */
  names: { range: string; count: string };
  references?: readonly ReferenceLine[] | undefined;
  tableAt?: string | undefined;
  /** Writes the ends of the bins. By default, with the decimals that the step needs. */
  format?: ((value: number) => string) | undefined;
}

/** How values are distributed: a bar for each bin with its count over it. Throws when the bins do not fill the domain. */
export function Histogram(props: HistogramProps) {
  const { values, domain, step, names, references = [], tableAt, ...text } = props;
  const page = usePage();
  const scale = positionScale(domain);
  const distribution = distributionOf(values, domain, step);
  const format = props.format ?? ((value: number) => page.format.decimal(value, distribution.digits));
  const rows = distribution.bins.map((bin) => [
    page.t('charts:class.between', { from: format(bin.from), to: format(bin.to) }),
    page.format.integer(bin.count),
  ]);
  const unknown = [page.t('common:noData'), page.format.integer(distribution.unknown)];
  const data: FigureData = tableAt
    ? { at: tableAt }
    : {
        caption: props.title,
        columns: [names.range, names.count],
        rows: distribution.unknown > 0 ? [...rows, unknown] : rows,
      };
  const top = references.length > 0 ? 24 : 12;
  const most = mostIn([distribution]);
  return (
    <Figure {...text} data={data} empty={distribution.count === 0}>
      <Drawing
        figure={props}
        class={`tq-histogram tq-marks${distribution.bins.length > 10 ? ' tq-histogram--fine' : ''}`}
      >
        <Bars distribution={distribution} scale={scale} most={most} top={top} />
        {references.map(({ value, label }) => (
          <>
            <line class="r" x1={scale.percent(value)} x2={scale.percent(value)} y1="1.4em" y2="100%" />
            <text class="r" x={scale.percent(value)} y="1em" text-anchor={edgeAnchor(scale.at(value))}>
              {label}
            </text>
          </>
        ))}
        {distribution.bins.map(({ from, to, count }) =>
          count > 0 ? (
            <text x={scale.percent((from + to) / 2)} y={`${barTop(count, most, top)}%`} dy="-.4em">
              {page.format.integer(count)}
            </text>
          ) : null,
        )}
      </Drawing>
      <svg class="tq-axis" aria-hidden="true">
        <TickLabels
          scale={scale}
          format={(value) => page.format.decimal(value, scale.tickDigits(5))}
          y="1.2em"
        />
      </svg>
    </Figure>
  );
}

interface BarsProps {
  distribution: Distribution;
  scale: PositionScale;
  /** The count that fills the height. */
  most: number;
  /** The room left over the highest bar, in percent of the height. */
  top: number;
}

/** The bars alone, in a drawing of any size: a small gap parts them. */
export function Bars({ distribution, scale, most, top }: BarsProps) {
  return (
    <>
      {distribution.bins.map(({ from, to, count }) => {
        if (count === 0) return null;
        const [x, y] = [scale.at(from), barTop(count, most, top)];
        return (
          <rect
            class="bar"
            x={`${x}%`}
            y={`${y}%`}
            width={`${tenth(scale.at(to) - x)}%`}
            height={`${tenth(100 - y)}%`}
          />
        );
      })}
    </>
  );
}

/** The largest count of any bin: what several histograms share as their height. */
export function mostIn(distributions: readonly Distribution[]): number {
  return max(distributions.flatMap(({ bins }) => bins.map(({ count }) => count))) ?? 0;
}

function barTop(count: number, most: number, top: number): number {
  return tenth(100 - (count / most) * (100 - top));
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
