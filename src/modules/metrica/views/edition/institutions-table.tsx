import { institutionPath, kindName, orderName, statePath } from '#modules/territory/index.ts';
import {
  type Column,
  DataTable,
  type DataTableProps,
  NoData,
  type PageContext,
  type TableState,
  tableRows,
  usePage,
} from '#platform/ui/index.ts';
import { indexMeasure } from '../../edition/choice.ts';
import type { EditionInstitution, EditionView } from '../../edition/view.ts';
import { inLanguage } from '../method/words.ts';
import { measureName, measureSymbol, unitName } from './words.ts';

/** What a table of institutions sorts by: name, state, or any measure. */
export type InstitutionSort = 'nombre' | 'entidad' | (string & {});

/** The institutions in the order asked for and cut to the page; those without a value always last. */
export function sortedInstitutions(
  view: EditionView,
  institutions: readonly EditionInstitution[],
  state: TableState<InstitutionSort>,
): EditionInstitution[] {
  const last = state.direction === 'asc' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  const unitSlug = (one: EditionInstitution) => view.unitByClave.get(one.unit)?.slug ?? one.unit;
  return tableRows(institutions, state, (a, b) => {
    if (state.sort === 'nombre') return a.name.localeCompare(b.name, 'es');
    if (state.sort === 'entidad') return unitSlug(a).localeCompare(unitSlug(b), 'es');
    const [one, other] = [a.scores.get(state.sort) ?? last, b.scores.get(state.sort) ?? last];
    return one === other ? 0 : one - other;
  });
}

interface InstitutionsTableProps
  extends Pick<
    DataTableProps<EditionInstitution, InstitutionSort>,
    'filter' | 'empty' | 'downloads' | 'note'
  > {
  id: string;
  caption: string;
  view: EditionView;
  /** The rows of this page, sorted. */
  institutions: readonly EditionInstitution[];
  state: TableState<InstitutionSort>;
  measures: readonly string[];
  /** The columns of state and order of government; left out on the page of one state. */
  withPlace?: boolean;
}

/** Institutions with their scores. */
export function InstitutionsTable(props: InstitutionsTableProps) {
  const { view, institutions, state, measures, withPlace = true, ...table } = props;
  const page = usePage();
  const columns: Column<EditionInstitution, InstitutionSort>[] = [
    {
      key: 'nombre',
      header: page.t('metrica:column.institution'),
      sort: 'nombre',
      cell: ({ slug, name }) => <a href={page.href(institutionPath(slug))}>{name}</a>,
    },
    // The first figure stands beside the name: a narrow screen shows little more.
    ...measures.slice(0, 1).map((measure) => scoreColumn(page, view, measure)),
    ...(withPlace ? [stateColumn(page, view), orderColumn(page)] : []),
    {
      key: 'tipo',
      header: page.t('metrica:column.kind'),
      cell: ({ kind }) => kindName(page.t, kind),
    },
    ...measures.slice(1).map((measure) => scoreColumn(page, view, measure)),
  ];
  return <DataTable {...table} columns={columns} rows={institutions} state={state} />;
}

function orderColumn({ t }: PageContext): Column<EditionInstitution, InstitutionSort> {
  return {
    key: 'orden',
    header: t('metrica:column.order'),
    cell: ({ order }) => orderName(t, order),
  };
}

function stateColumn(page: PageContext, view: EditionView): Column<EditionInstitution, InstitutionSort> {
  return {
    key: 'entidad',
    header: page.t('metrica:column.unit'),
    sort: 'entidad',
    cell: ({ unit: clave }) => {
      const unit = view.unitByClave.get(clave);
      return unit ? <a href={page.href(statePath(unit.slug))}>{unitName(page, unit)}</a> : clave;
    },
  };
}

function scoreColumn(
  page: PageContext,
  { tree }: EditionView,
  measure: string,
): Column<EditionInstitution, InstitutionSort> {
  const name = measureName(page, tree, measure);
  const description = tree?.measures.get(measure)?.description;
  return {
    key: measure,
    header: measure === indexMeasure ? name : <abbr title={name}>{measureSymbol(tree, measure)}</abbr>,
    numeric: true,
    sort: measure,
    cell: ({ scores }) => {
      const score = scores.get(measure);
      return score === undefined ? <NoData /> : page.format.score(score);
    },
    description: description ? `${name}. ${inLanguage(description, page.lang)}` : name,
  };
}
