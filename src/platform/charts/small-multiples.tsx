import { usePage } from '../ui/page-context.ts';
import { distributionOf } from './bins.ts';
import { type ChartText, Figure, type FigureData } from './figure.tsx';
import { Bars, mostIn } from './histogram.tsx';
import { ChartKey, type KeyItem } from './key.tsx';
import { type ReferenceLine, TickLabels } from './plot-table.tsx';
import { type Domain, isKnown, type PositionScale, positionScale } from './scale.ts';

export interface Panel {
  id: string;
  title: string;
  /** How many there are, in words: "46 instituciones". */
  count: string;
  values: readonly (number | null)[];
  href?: string | undefined;
}

export interface SmallMultiplesProps extends ChartText {
  panels: readonly Panel[];
  /** `histogram` for many values, `strip` (a stroke for each value) for few. */
  kind: 'histogram' | 'strip';
  /** One scale for all panels. */
  domain: Domain;
  /** The width of a bin of the histograms; the domain is a whole number of them. */
  step: number;
  /** The headings of the data table. The median is also marked and written on each panel. */
  names: { label: string; count: string; least: string; median: string; greatest: string };
  reference?: ReferenceLine | undefined;
  tableAt?: string | undefined;
  format?: ((value: number) => string) | undefined;
}

/**
 * The same small chart for several groups, on one scale, each with its count and its median. The height of a bar is a share
 * of its own group, on one scale too, so that a small group can be compared with a large one.
 */
export function SmallMultiples(props: SmallMultiplesProps) {
  const { panels, domain, step, names, tableAt, ...text } = props;
  const page = usePage();
  const format = props.format ?? page.format.score;
  const write = (value: number | null) => (isKnown(value) ? format(value) : null);
  const groups = panels.map((panel) => ({ panel, distribution: distributionOf(panel.values, domain, step) }));
  const data: FigureData = tableAt
    ? { at: tableAt }
    : {
        caption: props.title,
        columns: [names.label, names.count, names.least, names.median, names.greatest],
        rows: groups.map(({ panel, distribution: { count, least, median, greatest } }) => [
          panel.title,
          page.format.integer(count),
          write(least),
          write(median),
          write(greatest),
        ]),
      };
  const tallest = Math.max(
    ...groups.map(({ distribution }) => mostIn([distribution]) / (distribution.count || 1)),
  );
  const scale = positionScale(domain);
  const { reference } = props;
  const key: KeyItem[] = [
    { mark: 'median', text: names.median },
    ...(reference ? [{ mark: 'reference' as const, text: reference.label }] : []),
  ];
  return (
    <Figure
      {...text}
      data={data}
      chartKey={<ChartKey items={key} />}
      empty={groups.every(({ distribution }) => distribution.count === 0)}
    >
      <ul class="tq-multiples">
        {groups.map(({ panel, distribution }) => (
          <li>
            <p class="tq-multiples__title">
              {panel.href ? <a href={panel.href}>{panel.title}</a> : panel.title}
            </p>
            <p class="tq-multiples__count">
              {panel.count}
              {isKnown(distribution.median)
                ? `, ${names.median.toLowerCase()} ${format(distribution.median)}`
                : null}
            </p>
            <svg class="tq-multiples__plot tq-marks" aria-hidden="true" {...stretched(props.kind)}>
              {props.kind === 'strip' ? (
                <Strip values={panel.values} scale={scale} />
              ) : (
                <Bars distribution={distribution} scale={scale} most={tallest * distribution.count} top={6} />
              )}
              {reference ? <Upright mark="r" at={scale.percent(reference.value)} /> : null}
              {isKnown(distribution.median) ? (
                <Upright mark="p" at={scale.percent(distribution.median)} />
              ) : null}
            </svg>
            <svg class="tq-axis" aria-hidden="true">
              <TickLabels
                scale={scale}
                format={(value) => page.format.decimal(value, scale.tickDigits(2))}
                y="1.2em"
                count={2}
              />
            </svg>
          </li>
        ))}
      </ul>
    </Figure>
  );
}

/** A strip is one path over a thousand units, stretched to the panel's width: hundreds of values stay light. */
const stripWidth = 1000;

function stretched(kind: 'histogram' | 'strip') {
  return kind === 'strip' ? { viewBox: `0 0 ${stripWidth} 1`, preserveAspectRatio: 'none' } : {};
}

/** A stroke for each value. */
function Strip({ values, scale }: { values: readonly (number | null)[]; scale: PositionScale }) {
  const places = new Set(
    values.filter(isKnown).map((value) => Math.round((scale.at(value) / 100) * stripWidth)),
  );
  const strokes = [...places].sort((a, b) => a - b).map((place) => `M${place} 0v1`);
  return <path class="strip" d={strokes.join('')} />;
}

function Upright({ mark, at }: { mark: 'r' | 'p'; at: string }) {
  return <line class={mark} x1={at} x2={at} y1="0" y2="100%" />;
}
