import { usePage } from '../ui/page-context.ts';
import { type ChartText, Figure, type FigureData } from './figure.tsx';

/** A part of a whole, by the step of the scale that it is on. */
export interface SharePart {
  id: string;
  label: string;
  /** The step of the ramp, 1 to 5; null for what is not known. */
  step: number | null;
}

export interface SharePanel {
  id: string;
  title: string;
  href?: string | undefined;
  /** What is known of the whole, in words. */
  text: string;
  /** How many are in each part. */
  counts: Readonly<Record<string, number>>;
}

export interface ShareBarsProps extends ChartText {
  parts: readonly SharePart[];
  panels: readonly SharePanel[];
  /** The headings of the data table, whose other columns are the parts. */
  names: { label: string; total: string };
  tableAt?: string | undefined;
}

/**
 * The same bar for several groups, each parted by how many of it are on which step of a scale. What is not known has a part
 * of its own, hatched: it counts in the whole and is never taken for the lowest step.
 */
export function ShareBars(props: ShareBarsProps) {
  const { parts, panels, names, tableAt, ...text } = props;
  const { format } = usePage();
  const totalOf = ({ counts }: SharePanel) => parts.reduce((sum, { id }) => sum + (counts[id] ?? 0), 0);
  const data: FigureData = tableAt
    ? { at: tableAt }
    : {
        caption: props.title,
        columns: [names.label, names.total, ...parts.map(({ label }) => label)],
        rows: panels.map((panel) => [
          panel.title,
          format.integer(totalOf(panel)),
          ...parts.map(({ id }) => format.integer(panel.counts[id] ?? 0)),
        ]),
      };
  const hatch = `${text.id}-hatch`;
  // Of many groups the last are far below the first: what the steps mean is said before them.
  const isLong = panels.length > 8;
  const legend = (
    <ul class="tq-ramp">
      {parts.map(({ label, step }) => (
        <li class={step === null ? 'cx' : `c${step}`}>
          <svg aria-hidden="true">
            <rect width="100%" height="100%" fill={step === null ? `url(#${hatch})` : undefined} />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
  return (
    <Figure
      {...text}
      data={data}
      empty={panels.every((panel) => totalOf(panel) === 0)}
      chartKey={isLong ? legend : undefined}
      legend={isLong ? undefined : legend}
    >
      <svg class="tq-shares__defs" aria-hidden="true" width="0" height="0">
        <pattern
          id={hatch}
          class="tq-hatch"
          width="8"
          height="8"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="8" height="8" />
          <rect width="2" height="8" />
        </pattern>
      </svg>
      <ul class={panels.length > 1 ? 'tq-multiples' : 'tq-multiples tq-multiples--one'}>
        {panels.map((panel) => (
          <li>
            <p class="tq-multiples__title">
              {panel.href ? <a href={panel.href}>{panel.title}</a> : panel.title}
            </p>
            <p class="tq-multiples__count">{panel.text}</p>
            <ShareBar panel={panel} parts={parts} total={totalOf(panel)} hatch={hatch} />
          </li>
        ))}
      </ul>
    </Figure>
  );
}

interface ShareBarProps {
  panel: SharePanel;
  parts: readonly SharePart[];
  total: number;
  hatch: string;
}

function ShareBar({ panel, parts, total, hatch }: ShareBarProps) {
  let at = 0;
  return (
    <svg class="tq-shares" aria-hidden="true">
      {parts.map(({ id, step }) => {
        const share = total > 0 ? ((panel.counts[id] ?? 0) / total) * 100 : 0;
        const x = at;
        at += share;
        if (share === 0) return null;
        return (
          <rect
            class={step === null ? 'cx' : `c${step}`}
            fill={step === null ? `url(#${hatch})` : undefined}
            x={`${tenth(x)}%`}
            width={`${tenth(share)}%`}
            height="100%"
          />
        );
      })}
    </svg>
  );
}

const tenth = (value: number) => Math.round(value * 100) / 100;
