import { usePage } from '../ui/page-context.ts';
import { type ChartText, Figure } from './figure.tsx';
import { ChartKey, type KeyItem } from './key.tsx';
import { PlotTable } from './plot-table.tsx';
import { type PositionScale, positionScale } from './scale.ts';

/** How a bar looks: what is done, what goes on, what is late. */
export type GanttState = 'done' | 'open' | 'late';

export interface GanttRow {
  id: string;
  label: string;
  href?: string | undefined;
  /** Days of the calendar. Without a due date there is no bar; without a beginning it is a mark on the due date. */
  from: string | null;
  to: string | null;
  state: GanttState;
  /** The same in words, beside the bar. */
  status: string;
  /** Stands beside the bar in place of the due date. */
  beside?: string | undefined;
  /** In place of the bar: marks on several days, of what the row stands for. */
  dates?: readonly { day: string; state: GanttState }[] | undefined;
}

export interface GanttProps extends ChartText {
  rows: readonly GanttRow[];
  /** The day of today, drawn as a line. */
  today: string;
  names: { label: string; from: string; to: string; status: string; today: string };
  marks: Readonly<Record<GanttState, string>>;
}

const dayMs = 86_400_000;
const number = (day: string) => Date.parse(day) / dayMs;

/** The first day of the month so many months after the one of a day. */
function monthAfter(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

/** From these steps of months the axis takes the first that fits. */
const steps = [1, 2, 3, 6, 12, 24, 60, 120, 600] as const;

/** The first days of months at one distance, `count` at most. A year begins each one that has more than six months. */
function monthTicks(from: string, to: string, count: number): string[] {
  for (const step of steps) {
    const offset = (Number(from.slice(5, 7)) - 1) % Math.min(step, 12);
    const ticks: string[] = [];
    for (let at = monthAfter(from, -offset); at <= to; at = monthAfter(at, step))
      if (at >= from) ticks.push(at);
    if (ticks.length <= count) return ticks;
  }
  return [from];
}

/** Places along the time from one day to another, whose ticks are the first days of months. */
function timeScale(from: string, to: string): PositionScale {
  const plain = positionScale([number(from), number(to)]);
  return { ...plain, ticks: (count) => monthTicks(from, to, count).map(number), tickDigits: () => 0 };
}

/** From the month of the earliest day to the end of that of the last, today among them. */
function span(rows: readonly GanttRow[], today: string): readonly [string, string] | undefined {
  const days = rows.flatMap(({ from, to }) => (to === null ? [] : [from ?? to, to]));
  if (days.length === 0) return undefined;
  const all = [...days, today].sort();
  return [monthAfter(all[0] ?? today, 0), monthAfter(all.at(-1) ?? today, 1)];
}

/** What is to be done, each from its beginning to its due date, with the day of today across all. */
export function Gantt(props: GanttProps) {
  const { rows, today, names, marks, ...text } = props;
  const { format, t, lang } = usePage();
  const ends = span(rows, today);
  const noData = t('common:noData');
  const locale = lang === 'es-MX' ? 'es-MX' : 'en-GB';
  const month = new Intl.DateTimeFormat(locale, { month: 'short', year: '2-digit', timeZone: 'UTC' });
  const tick = (value: number) => {
    const date = new Date(value * dayMs);
    // A year stands for its first day: short enough for the narrowest axis.
    return date.getUTCMonth() === 0 ? String(date.getUTCFullYear()) : month.format(date);
  };
  const scale = ends && timeScale(...ends);
  const day = (value: string | null) => (value === null ? noData : format.day(value));
  const items: KeyItem[] = [
    { mark: 'bar-open', text: marks.open },
    { mark: 'bar-done', text: marks.done },
    { mark: 'bar-late', text: marks.late },
  ];
  return (
    <Figure {...text} data="chart" chartKey={<ChartKey items={items} />} empty={!scale}>
      {scale ? (
        <PlotTable
          id={text.id}
          caption={text.title}
          labelName={names.label}
          scale={scale}
          tickFormat={tick}
          references={[{ value: number(today), label: names.today }]}
          columns={[
            { name: names.to, role: 'change' },
            { name: names.from, role: 'aloud' },
            { name: names.status, role: 'aloud' },
          ]}
          rows={rows.map((row) => ({
            label: row.label,
            href: row.href,
            marks: <GanttBar row={row} scale={scale} />,
            below: row.status,
            cells: [row.beside ?? day(row.to), day(row.from), row.status],
          }))}
        />
      ) : null}
    </Figure>
  );
}

/** A mark on each day, the late ones in front: where many fall together, they are what is to be seen. */
function GanttMarks({ dates, scale }: { dates: NonNullable<GanttRow['dates']>; scale: PositionScale }) {
  const inFront: readonly GanttState[] = ['done', 'open', 'late'];
  const ordered = dates.toSorted((one, other) => inFront.indexOf(one.state) - inFront.indexOf(other.state));
  return (
    <>
      {ordered.map(({ day, state }) => {
        const x = Math.round(scale.at(number(day)) * 10) / 10;
        return <rect class={`bar bar--${state}`} x={`${x}%`} width="3" y="18%" height="64%" />;
      })}
    </>
  );
}

function GanttBar({ row, scale }: { row: GanttRow; scale: PositionScale }) {
  const { from, to, state, dates } = row;
  if (dates) return <GanttMarks dates={dates} scale={scale} />;
  if (to === null) return null;
  const end = scale.at(number(to) + 1);
  // What begins and ends within a day or two is still to be seen.
  const start = Math.min(scale.at(number(from ?? to)), end - 0.8);
  const width = Math.round((end - start) * 10) / 10;
  return <rect class={`bar bar--${state}`} x={`${start}%`} width={`${width}%`} y="28%" height="44%" />;
}
