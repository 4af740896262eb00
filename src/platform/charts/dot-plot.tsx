import { usePage } from '../ui/page-context.ts';
import { type ChartText, Figure } from './figure.tsx';
import { BeforeMark, ChartKey, ContrastMark, DotMark, IntervalMark, type KeyItem } from './key.tsx';
import { PlotTable, type PlotTableColumn, type PlotTableRow, type ReferenceLine } from './plot-table.tsx';
import { type Domain, domainOf, isKnown, type PositionScale, positionScale } from './scale.ts';

export interface DotRow {
  id: string;
  label: string;
  /** `null` is not known: the row stays, without a dot. */
  value: number | null;
  /** The row's rank, as it is to be printed: "30." */
  order?: string | undefined;
  href?: string | undefined;
  /** The ends of the value's uncertainty. */
  interval?: readonly [number, number] | null | undefined;
  /** The value before, or the official one: a hollow dot joined to the value. */
  before?: number | null | undefined;
  /** Drawn as a diamond in the second colour. */
  contrast?: boolean | undefined;
  /** The change in value or in rank, as it is to be printed: "+2". Shown on every screen. */
  change?: string | undefined;
  /** Texts for the columns of `names.details`, in their order. */
  details?: readonly string[] | undefined;
  /** Names the rows left out before this one: "20 más". */
  gapBefore?: string | undefined;
}

/** The words for what the plot draws; they head the columns and explain the marks. */
export interface DotPlotNames {
  label: string;
  value: string;
  /** Required when rows have intervals. */
  interval?: string | undefined;
  /** Required when rows have a value before. */
  before?: string | undefined;
  /** Required when a row is drawn in contrast. */
  contrast?: string | undefined;
  /** Required when rows have a change. */
  change?: string | undefined;
  /** Further columns, shown where there is room. */
  details?: readonly string[] | undefined;
}

export interface DotPlotProps extends ChartText {
  rows: readonly DotRow[];
  names: DotPlotNames;
  references?: readonly ReferenceLine[] | undefined;
  /** The id of the row looked at. */
  highlighted?: string | undefined;
  /** By default, round ends around all that is drawn. Marks outside stand at the edge. */
  domain?: Domain | undefined;
  /** By default, a score with two decimals. */
  format?: ((value: number) => string) | undefined;
}

/** Ranked dots with their intervals, in the order given. Throws when rows carry what `names` does not name. */
export function DotPlot(props: DotPlotProps) {
  const { rows, names, references, highlighted, ...text } = props;
  checkNames(rows, names);
  const page = usePage();
  const format = props.format ?? page.format.score;
  const drawn = rows.flatMap((row) => [row.value, row.before, ...(row.interval ?? [])]);
  const domain = props.domain ?? domainOf([...drawn, ...(references ?? []).map(({ value }) => value)]);
  const scale = positionScale(domain);
  const write = (value: number | null | undefined) =>
    isKnown(value) ? format(value) : page.t('common:noData');
  const writeInterval = (row: DotRow) =>
    row.interval
      ? page.t('charts:interval', { low: format(row.interval[0]), high: format(row.interval[1]) })
      : page.t('common:noData');
  const plotRows = rows.map(
    (row): PlotTableRow => ({
      ...row,
      current: row.id === highlighted,
      marks: <DotRowMarks row={row} scale={scale} />,
      cells: [
        write(row.value),
        ...(names.change ? [row.change ?? page.t('common:noData')] : []),
        ...(names.interval ? [writeInterval(row)] : []),
        ...(names.before ? [write(row.before)] : []),
        ...(names.details ?? []).map((_, i) => row.details?.[i] ?? page.t('common:noData')),
      ],
    }),
  );
  return (
    <Figure {...text} data="chart" chartKey={<ChartKey items={keyOf(names)} />} empty={!drawn.some(isKnown)}>
      <PlotTable
        id={text.id}
        caption={text.title}
        labelName={names.label}
        scale={scale}
        tickFormat={(value) => page.format.decimal(value, scale.tickDigits(5))}
        references={references}
        columns={columnsOf(names)}
        rows={plotRows}
      />
    </Figure>
  );
}

function checkNames(rows: readonly DotRow[], names: DotPlotNames): void {
  for (const mark of ['interval', 'before', 'contrast', 'change'] as const) {
    if (!names[mark] && rows.some((row) => row[mark]))
      throw new Error(`A dot plot draws "${mark}" without naming it`);
  }
}

function columnsOf(names: DotPlotNames): PlotTableColumn[] {
  const details = [names.interval, names.before, ...(names.details ?? [])].filter(
    (name) => name !== undefined,
  );
  return [
    { name: names.value, role: 'value' },
    ...(names.change ? [{ name: names.change, role: 'change' } as const] : []),
    ...details.map((name): PlotTableColumn => ({ name, role: 'detail' })),
  ];
}

function keyOf(names: DotPlotNames): KeyItem[] {
  const items: KeyItem[] = [];
  if (names.interval ?? names.before ?? names.contrast) items.push({ mark: 'dot', text: names.value });
  if (names.contrast) items.push({ mark: 'contrast', text: names.contrast });
  if (names.before) items.push({ mark: 'before', text: names.before });
  if (names.interval) items.push({ mark: 'interval', text: names.interval });
  return items;
}

function DotRowMarks({ row, scale }: { row: DotRow; scale: PositionScale }) {
  const { value, before, interval } = row;
  return (
    <>
      {interval ? <IntervalMark from={scale.percent(interval[0])} to={scale.percent(interval[1])} /> : null}
      {isKnown(before) && isKnown(value) ? (
        <line class="m" x1={scale.percent(before)} x2={scale.percent(value)} y1="50%" y2="50%" />
      ) : null}
      {isKnown(before) ? <BeforeMark at={scale.percent(before)} /> : null}
      {!isKnown(value) ? null : row.contrast ? (
        <ContrastMark at={scale.percent(value)} />
      ) : (
        <DotMark at={scale.percent(value)} />
      )}
    </>
  );
}
