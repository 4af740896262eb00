import { usePage } from '../ui/page-context.ts';
import { type ChartText, Figure } from './figure.tsx';
import { ChartKey, ContrastMark, type KeyItem, PeerMark } from './key.tsx';
import { PlotTable, type PlotTableColumn } from './plot-table.tsx';
import { type Domain, isKnown, type PositionScale, positionScale } from './scale.ts';

export interface ComponentRow {
  id: string;
  label: string;
  /** `null` is not known: the row stays, without a bar. */
  value: number | null;
  /** The values of the groups in `names.peers`, in their order. */
  peers: readonly (number | null)[];
  href?: string | undefined;
}

export interface ComponentBarsProps extends ChartText {
  rows: readonly ComponentRow[];
  names: {
    label: string;
    /** The one whose components these are. */
    value: string;
    /** What it is compared with, at most two: the first is a diamond, the second a stroke. */
    peers: readonly [string] | readonly [string, string];
  };
  domain?: Domain | undefined;
  format?: ((value: number) => string) | undefined;
}

/** The parts of a score as bars from zero, each with the values of one or two groups it is compared with. */
export function ComponentBars(props: ComponentBarsProps) {
  const { rows, names, domain = [0, 1], ...text } = props;
  const page = usePage();
  const format = props.format ?? page.format.score;
  const scale = positionScale(domain);
  const write = (value: number | null | undefined) =>
    isKnown(value) ? format(value) : page.t('common:noData');
  const key: KeyItem[] = [
    { mark: 'bar', text: names.value },
    ...names.peers.map((text, i): KeyItem => ({ mark: i === 0 ? 'contrast' : 'peer', text })),
  ];
  return (
    <Figure
      {...text}
      data="chart"
      chartKey={<ChartKey items={key} />}
      empty={!rows.some(({ value, peers }) => [value, ...peers].some(isKnown))}
    >
      <PlotTable
        id={text.id}
        caption={text.title}
        labelName={names.label}
        scale={scale}
        tickFormat={(value) => page.format.decimal(value, scale.tickDigits(5))}
        columns={[
          { name: names.value, role: 'value' },
          ...names.peers.map((name): PlotTableColumn => ({ name, role: 'detail' })),
        ]}
        rows={rows.map((row) => ({
          label: row.label,
          href: row.href,
          marks: <ComponentMarks row={row} scale={scale} />,
          below: names.peers.map((name, i) => `${name}\u00a0${write(row.peers[i])}`).join(' · '),
          cells: [write(row.value), ...names.peers.map((_, i) => write(row.peers[i]))],
        }))}
      />
    </Figure>
  );
}

function ComponentMarks({ row, scale }: { row: ComponentRow; scale: PositionScale }) {
  const [diamond, stroke] = row.peers;
  return (
    <>
      {isKnown(row.value) ? <rect class="bar" width={scale.percent(row.value)} y="28%" height="44%" /> : null}
      {isKnown(stroke) ? <PeerMark at={scale.percent(stroke)} /> : null}
      {isKnown(diamond) ? <ContrastMark at={scale.percent(diamond)} /> : null}
    </>
  );
}
