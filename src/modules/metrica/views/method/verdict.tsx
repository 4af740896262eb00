import { stateInSentence, stateName } from '#modules/territory/index.ts';
import { Histogram } from '#platform/charts/index.ts';
import { rich } from '#platform/i18n/rich.tsx';
import { DataTable, type Download, LinkSwitch, pageAddress, Tag, usePage } from '#platform/ui/index.ts';
import type { EditionView } from '../../edition/view.ts';
import { roundHalfUp, type Verification, type VerifiedCell } from '../../rules/index.ts';
import type { BorderCase } from '../../verify/agreement.ts';
import { sentence } from '../edition/words.ts';
import { inLanguage } from './words.ts';

/** The bins of the differences: a tenth of what rounding to two decimals can take. */
const STEP = 0.001;
const ROUNDING = 0.005;

/** How far each cell is from ours in full: all within half a unit of the last decimal where all is well. */
export function DifferenceHistogram({ annex, year }: { annex: Verification; year: number }) {
  const { t, format } = usePage();
  const largest = annex.largestDifference;
  const reach = Math.max(ROUNDING, Math.ceil(roundHalfUp(largest / STEP, 6)) * STEP);
  const values = { largest: format.decimal(largest, 4), bound: ROUNDING, year, total: annex.total };
  return (
    <Histogram
      id="diferencias"
      titleAs="h2"
      title={t(
        largest <= ROUNDING + 1e-9 ? 'method:verdict.histogramRounding' : 'method:verdict.histogramBeyond',
        values,
      )}
      measure={t('method:verdict.histogramMeasure', values)}
      description={t('method:verdict.histogramDescription', values)}
      note={t('method:verdict.histogramNote')}
      values={annex.cells.map(({ difference }) => difference)}
      domain={[-reach, reach]}
      step={STEP}
      names={{ range: t('method:verdict.range'), count: t('method:verdict.cells') }}
      format={(value) => format.difference(value, 3)}
    />
  );
}

/** A unit with its cells by measure. */
interface AnnexRow {
  clave: string;
  cells: ReadonlyMap<string, VerifiedCell>;
}

export interface AnnexTableProps {
  view: EditionView;
  annex: Verification;
  /** Whether only units with a cell that does not agree are shown. */
  onlyDifferences: boolean;
  downloads: readonly Download[];
}

/** Every official figure by unit beside ours. */
export function AnnexTable({ view, annex, onlyDifferences, downloads }: AnnexTableProps) {
  const page = usePage();
  const { t } = page;
  const rows = [...Map.groupBy(annex.cells, ({ row }) => row)].map(
    ([clave, cells]): AnnexRow => ({ clave, cells: new Map(cells.map((cell) => [cell.measure, cell])) }),
  );
  const measures = [...new Set(annex.cells.map(({ measure }) => measure))];
  const ordered = view.measures.filter((id) => measures.includes(id));
  const differing = rows.filter(({ cells }) => [...cells.values()].some(({ equal }) => !equal));
  const name = (clave: string) => {
    const unit = view.unitByClave.get(clave);
    return unit ? <a href={page.href(`/entidades/${unit.slug}`)}>{stateName(t, unit)}</a> : clave;
  };
  return (
    <DataTable
      id="celdas"
      caption={t('method:verdict.tableCaption', { total: annex.total, year: view.year })}
      filter={<ShowSwitch all={rows.length} differing={differing.length} onlyDifferences={onlyDifferences} />}
      columns={[
        { key: 'unit', header: t('method:verdict.unit'), cell: ({ clave }) => name(clave) },
        ...ordered.map((measure) => ({
          key: measure,
          header: <MeasureHeader view={view} measure={measure} />,
          numeric: true,
          cell: ({ cells }: AnnexRow) => <Cell cell={cells.get(measure)} />,
        })),
      ]}
      rows={onlyDifferences ? differing : rows}
      empty={{
        title: t('method:verdict.noDifferences'),
        text: t('method:verdict.noDifferencesText', { total: annex.total }),
      }}
      note={onlyDifferences && differing.length === 0 ? undefined : t('method:verdict.tableNote')}
      downloads={downloads}
    />
  );
}

interface ShowSwitchProps {
  /** How many units there are, and how many of them have a cell that does not agree. */
  all: number;
  differing: number;
  onlyDifferences: boolean;
}

function ShowSwitch({ all, differing, onlyDifferences }: ShowSwitchProps) {
  const page = usePage();
  const { t } = page;
  return (
    <LinkSwitch
      id="ver"
      label={t('method:verdict.show')}
      items={[
        {
          label: t('method:verdict.all', { count: all }),
          href: `${pageAddress(page, { ver: null })}#celdas`,
          current: !onlyDifferences,
        },
        {
          label: t('method:verdict.onlyDifferences', { count: differing }),
          href: `${pageAddress(page, { ver: 'diferencias' })}#celdas`,
          current: onlyDifferences,
        },
      ]}
    />
  );
}

function MeasureHeader({ view, measure }: { view: EditionView; measure: string }) {
  const { t, lang } = usePage();
  const known = view.tree?.measures.get(measure);
  return (
    <>
      <abbr title={known ? inLanguage(known.label, lang) : undefined}>{known?.symbol ?? measure}</abbr>
      <br />
      <span class="tq-cells__parts">{t('method:verdict.parts')}</span>
    </>
  );
}

/** Published, ours in full, and the difference; a word where they disagree. */
function Cell({ cell }: { cell: VerifiedCell | undefined }) {
  const { t, format } = usePage();
  if (!cell) return <>{t('common:noData')}</>;
  return (
    <>
      <b>{format.score(cell.published)}</b>{' '}
      <span class="tq-cells__parts">
        {cell.ours === null
          ? t('common:noData')
          : `${format.decimal(cell.ours, 4)} ${format.difference(cell.difference ?? 0, 4)}`}
      </span>
      {cell.equal ? null : (
        <>
          {' '}
          <Tag kind="late">{t('method:verdict.differs')}</Tag>
        </>
      )}
    </>
  );
}

/** Why rounding needs care: the cells that a program would get wrong that rounds binary floats as they are. */
export function RoundingTrap({ view, cases }: { view: EditionView; cases: readonly BorderCase[] }) {
  const { t, format } = usePage();
  const code = (text: string) => <code>{text}</code>;
  return (
    <>
      <p>{t('method:verdict.halfUp')}</p>
      {cases.length === 0 ? (
        <p>{t('method:verdict.noBorder')}</p>
      ) : (
        <ul>
          {cases.map(({ clave, measure, published, exact, naive, plain }) => {
            const unit = view.unitByClave.get(clave);
            const values = {
              unit: unit ? sentence(stateInSentence(t, unit)) : clave,
              measure: view.tree?.measures.get(measure)?.symbol ?? measure,
              exact,
              float: naive,
              plain: format.score(plain),
              published: format.score(published),
              n: unit?.measures[measure]?.count ?? 0,
            };
            return plain === published ? (
              <li>{t('method:verdict.borderSafe', values)}</li>
            ) : (
              <li>{rich(t('method:verdict.border', values), { code })}</li>
            );
          })}
        </ul>
      )}
      <p>{t('method:verdict.exact')}</p>
    </>
  );
}
