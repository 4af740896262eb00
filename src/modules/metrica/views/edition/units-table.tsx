import { statePath } from '#modules/territory/index.ts';
import {
  type Column,
  DataTable,
  type Download,
  NoData,
  type PageContext,
  type TableState,
  tableRows,
  tableState,
  usePage,
} from '#platform/ui/index.ts';
import type { SelectedUnit, Selection, Standing } from '../../edition/selection.ts';
import type { EditionView } from '../../edition/view.ts';
import { inLanguage } from '../method/words.ts';
import { ranksWords } from './ranking.tsx';
import { inSentence, measureName, measureSymbol, sourceWords, unitName } from './words.ts';

const ownSorts = ['posicion', 'entidad', 'instituciones'] as const;

/** What the table of units sorts by: rank, name, number of institutions, or any measure. */
export type UnitSort = (typeof ownSorts)[number] | (string & {});

/** Reads how the table of an edition's units is to be sorted. */
export function unitsTableState(query: URLSearchParams, { view, units }: Selection): TableState<UnitSort> {
  return tableState<UnitSort>(query, {
    sorts: [...ownSorts, ...view.measures],
    initial: { sort: 'posicion', direction: 'asc' },
    largestFirst: ['instituciones', ...view.measures],
    total: units.length,
  });
}

/** The units in the order asked for; those without a value always last. */
export function sortedUnits(units: readonly SelectedUnit[], state: TableState<UnitSort>): SelectedUnit[] {
  const last = state.direction === 'asc' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  const key = ({ standing, institutions, values }: SelectedUnit): number => {
    if (state.sort === 'posicion') return standing?.rank ?? last;
    if (state.sort === 'instituciones') return institutions;
    return values[state.sort] ?? last;
  };
  return tableRows(units, state, (a, b) =>
    state.sort === 'entidad' ? a.slug.localeCompare(b.slug) : difference(key(a), key(b)),
  );
}

/** a - b, where two infinities are equal. */
function difference(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

interface UnitsTableProps {
  id: string;
  selection: Selection;
  state: TableState<UnitSort>;
  /** The measures to show beside the chosen one. */
  measures: readonly string[];
  downloads?: readonly Download[];
  highlighted?: string;
}

/** All 33 units in figures: rank, value, interval, number of institutions, and every measure asked for. */
export function UnitsTable({ id, selection, state, measures, downloads, highlighted }: UnitsTableProps) {
  const page = usePage();
  const { t } = page;
  const { view, choice, units } = selection;
  const others = measures.filter((measure) => measure !== choice.measure);
  return (
    <DataTable<SelectedUnit, UnitSort>
      id={id}
      caption={t('metrica:units.caption', {
        measure: measureName(page, view.tree, choice.measure),
        year: view.year,
      })}
      columns={[
        ...standingColumns(page, selection),
        ...others.map((measure) => measureColumn(page, selection, measure)),
      ]}
      rows={sortedUnits(units, state)}
      rowHeader="entidad"
      state={state}
      highlight={(unit) => unit.clave === highlighted}
      downloads={downloads ?? []}
      note={sourceWords(page, view)}
    />
  );
}

function standingColumns(page: PageContext, selection: Selection): Column<SelectedUnit, UnitSort>[] {
  const { t, format } = page;
  const { choice, before } = selection;
  const columns: Column<SelectedUnit, UnitSort>[] = [
    {
      key: 'posicion',
      header: t('metrica:column.rank'),
      numeric: true,
      sort: 'posicion',
      cell: ({ standing }) => standing?.rank ?? <NoData />,
      description: t('metrica:meaning.rank'),
    },
    unitColumn(page),
    measureColumn(page, selection, choice.measure),
    {
      key: 'intervalo',
      header: t('metrica:column.interval'),
      numeric: true,
      cell: ({ standing }) => <ValueInterval standing={standing} />,
      description: t(`metrica:interval.${choice.source}`),
    },
    {
      key: 'lugares',
      header: t('metrica:column.ranks'),
      numeric: true,
      cell: ({ standing }) => (standing?.interval ? ranksWords(page, standing.interval) : <NoData />),
      description: t('metrica:meaning.ranks'),
    },
    {
      key: 'instituciones',
      header: t('metrica:column.institutions'),
      numeric: true,
      sort: 'instituciones',
      cell: ({ institutions }) => format.integer(institutions),
      description: t('metrica:meaning.institutions'),
    },
  ];
  if (before?.comparable) {
    columns.push({
      key: 'cambio',
      header: t('metrica:column.change', { year: before.year }),
      numeric: true,
      cell: ({ standing }) => (standing?.change == null ? <NoData /> : format.difference(standing.change)),
    });
  }
  return columns;
}

function unitColumn(page: PageContext): Column<SelectedUnit, UnitSort> {
  return {
    key: 'entidad',
    header: page.t('metrica:column.unit'),
    sort: 'entidad',
    cell: (unit) => <a href={page.href(statePath(unit.slug))}>{unitName(page, unit)}</a>,
  };
}

/** The ends of a value's interval: `0.25 a 0.40`. */
export function ValueInterval({ standing }: { standing: Standing | null }) {
  const { t, format } = usePage();
  if (!standing?.interval) return <NoData />;
  const { low, high } = standing.interval;
  return <>{t('metrica:range', { from: format.score(low), to: format.score(high) })}</>;
}

function measureColumn(
  page: PageContext,
  { view, choice }: Selection,
  measure: string,
): Column<SelectedUnit, UnitSort> {
  const name = measureName(page, view.tree, measure);
  const description = view.tree?.measures.get(measure)?.description;
  return {
    key: measure,
    header: measure === choice.measure ? name : <abbr title={name}>{measureSymbol(view.tree, measure)}</abbr>,
    numeric: true,
    sort: measure,
    cell: ({ values }) => {
      const value = values[measure];
      return value === undefined ? <NoData /> : page.format.score(value);
    },
    description: description ? `${name}. ${inLanguage(description, page.lang)}` : name,
  };
}

interface UnknownUnitsTableProps {
  id: string;
  view: EditionView;
  last: Selection;
  downloads: readonly Download[];
}

/** All 33 units of an edition without their values: plainly *sin dato*, with the last value that is known. */
export function UnknownUnitsTable({ id, view, last, downloads }: UnknownUnitsTableProps) {
  const page = usePage();
  const { t, format } = page;
  const years = { year: view.year, last: last.view.year };
  return (
    <DataTable<SelectedUnit, UnitSort>
      id={id}
      caption={t('metrica:unknown.caption', years)}
      columns={[
        unitColumn(page),
        { key: 'valor', header: String(view.year), numeric: true, cell: () => <NoData /> },
        {
          key: 'ultimo',
          header: t('metrica:unknown.last', years),
          numeric: true,
          cell: ({ standing }) => (standing ? format.score(standing.value) : <NoData />),
        },
        {
          key: 'intervalo',
          header: t('metrica:column.interval'),
          numeric: true,
          cell: ({ standing }) => <ValueInterval standing={standing} />,
        },
      ]}
      rows={last.units}
      downloads={downloads}
      note={t('metrica:unknown.note', {
        ...years,
        measure: inSentence(measureName(page, last.view.tree, last.choice.measure)),
      })}
    />
  );
}
