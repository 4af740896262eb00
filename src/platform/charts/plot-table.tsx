import type { Child } from 'hono/jsx';
import type { PositionScale } from './scale.ts';

export interface ReferenceLine {
  value: number;
  /** Stands at the line's head with the value written by the caller: "País 0.39". */
  label: string;
}

export interface PlotTableColumn {
  name: string;
  /**
   * `value` and `change` stand beside the plot on every screen; `detail` is shown where there is room and read aloud
   * always; `aloud` is read aloud only, where the drawing shows the same.
   */
  role: 'value' | 'change' | 'detail' | 'aloud';
}

export interface PlotTableRow {
  label: string;
  /** Stands before the label: a rank. */
  order?: string | undefined;
  href?: string | undefined;
  /** What is drawn on the row's band: SVG with lengths in percent. */
  marks: Child;
  /** One text for each column. */
  cells: readonly string[];
  /** The details again, for eyes only, over the band where the columns have no room. */
  below?: string | undefined;
  current?: boolean | undefined;
  /** Names the rows left out before this one: "20 más". */
  gapBefore?: string | undefined;
}

export interface PlotTableProps {
  id: string;
  caption: string;
  /** The heading of the labels' column. */
  labelName: string;
  scale: PositionScale;
  tickFormat: (value: number) => string;
  references?: readonly ReferenceLine[] | undefined;
  columns: readonly PlotTableColumn[];
  rows: readonly PlotTableRow[];
}

const tickCount = 5;
/** From this many rows on, the axis is repeated at the foot: the head has scrolled away. */
const longPlot = 12;

/**
 * A table whose rows carry a drawing between label and value. It is the chart and its data table at once: a screen reader
 * meets a plain table, text keeps its size on every screen because only the drawing stretches, and on a narrow screen the
 * label moves above its band.
 */
export function PlotTable(props: PlotTableProps) {
  const { id, caption, labelName, columns, rows } = props;
  const longest = Math.max(0, ...rows.map((row) => row.label.length + (row.order?.length ?? 0)));
  const width = longest <= 14 ? 's' : longest <= 24 ? 'm' : 'l';
  return (
    <table
      class={`tq-marks tq-plot tq-plot--${width}${rows.some((row) => row.current) ? ' tq-plot--looking' : ''}`}
      aria-describedby={`${id}-description`}
    >
      <caption class="govuk-visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">
            <div>
              <span class="tq-plot__name">{labelName}</span>
              <PlotHead {...props} />
            </div>
          </th>
          {columns.map(({ name, role }) => (
            <th scope="col" class={spareClass(role)}>
              <span>{name}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <>
            {row.gapBefore ? (
              <tr class="gap">
                <td colspan={columns.length + 1}>
                  <div>
                    <span>{row.gapBefore}</span>
                  </div>
                </td>
              </tr>
            ) : null}
            <PlotRow row={row} columns={columns} gridId={`${id}-grid`} />
          </>
        ))}
      </tbody>
      {rows.length >= longPlot ? <PlotFoot {...props} /> : null}
    </table>
  );
}

function PlotRow(props: { row: PlotTableRow; columns: readonly PlotTableColumn[]; gridId: string }) {
  const { row, columns, gridId } = props;
  const label = row.href ? <a href={row.href}>{row.label}</a> : row.label;
  return (
    <tr aria-current={row.current ? 'true' : undefined}>
      <th scope="row">
        <div>
          <span>
            {row.order ? `${row.order} ` : null}
            {label}
          </span>
          {row.below ? (
            <small class="tq-plot__below" aria-hidden="true">
              {row.below}
            </small>
          ) : null}
          <svg aria-hidden="true">
            <use href={`#${gridId}`} />
            {row.marks}
          </svg>
        </div>
      </th>
      {row.cells.map((cell, i) =>
        spareClass(columns[i]?.role) ? (
          <td class={spareClass(columns[i]?.role)}>
            <span>{cell}</span>
          </td>
        ) : (
          <td class={columns[i]?.role === 'change' ? 'n' : undefined}>{cell}</td>
        ),
      )}
    </tr>
  );
}

/** The class of a column that may be out of sight. */
function spareClass(role: PlotTableColumn['role'] | undefined): string | undefined {
  if (role === 'aloud') return 'd u';
  return role === 'detail' ? 'd' : undefined;
}

/** The axis over the rows, with the names of the reference lines. It also holds the grid that every row draws by reference. */
function PlotHead({ id, scale, tickFormat, references = [] }: PlotTableProps) {
  const ticks = scale.ticks(tickCount);
  return (
    <svg aria-hidden="true" class={references.length > 0 ? 'tq-plot__head' : 'tq-plot__axis'}>
      <defs>
        <g id={`${id}-grid`} class="tq-plot__grid">
          {ticks.map((tick) => (
            <line x1={scale.percent(tick)} x2={scale.percent(tick)} y2="100%" />
          ))}
          {references.map(({ value }) => (
            <line class="r" x1={scale.percent(value)} x2={scale.percent(value)} y2="100%" />
          ))}
        </g>
      </defs>
      {references.map(({ value, label }) => (
        <text class="r" x={scale.percent(value)} y="1em" text-anchor={edgeAnchor(scale.at(value))}>
          {label}
        </text>
      ))}
      <TickLabels scale={scale} format={tickFormat} y={references.length > 0 ? '2.4em' : '1em'} />
    </svg>
  );
}

function PlotFoot({ scale, tickFormat, columns }: PlotTableProps) {
  return (
    <tfoot aria-hidden="true">
      <tr>
        <td>
          <div>
            <span />
            <svg class="tq-plot__axis" aria-hidden="true">
              <TickLabels scale={scale} format={tickFormat} y="1.2em" />
            </svg>
          </div>
        </td>
        <td colspan={columns.length} />
      </tr>
    </tfoot>
  );
}

export interface TickLabelsProps {
  scale: PositionScale;
  format: (value: number) => string;
  /** The baseline, in em: it must move with the reader's text size. */
  y: `${number}em`;
  count?: number | undefined;
}

/** The numbers of an axis, in a drawing as wide as the plot. */
export function TickLabels({ scale, format, y, count = tickCount }: TickLabelsProps) {
  return (
    <>
      {scale.ticks(count).map((tick) => (
        <text x={scale.percent(tick)} y={y} text-anchor={endAnchor(scale.at(tick))}>
          {format(tick)}
        </text>
      ))}
    </>
  );
}

/** A tick at the very end of a plot turns inwards, so that no number leaves the chart. */
function endAnchor(percent: number): 'start' | 'end' | undefined {
  return percent === 0 ? 'start' : percent === 100 ? 'end' : undefined;
}

/** Keeps a text at a chart's edge inside it: middle, or turned inwards within a sixth of either end. */
export function edgeAnchor(percent: number): 'start' | 'middle' | 'end' {
  return percent < 16 ? 'start' : percent > 84 ? 'end' : 'middle';
}
