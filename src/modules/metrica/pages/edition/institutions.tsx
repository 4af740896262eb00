import {
  INSTITUTION_KINDS,
  kindGroupName,
  kindSlug,
  ORDERS,
  orderName,
  orderSlug,
} from '#modules/territory/index.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { PageRequest, PageRoute } from '#platform/module.ts';
import {
  Band,
  Breadcrumbs,
  FilterForm,
  NextSteps,
  Notice,
  PageHeading,
  queryString,
  SelectField,
  TextField,
  tableProblem,
  tableState,
  usePage,
} from '#platform/ui/index.ts';
import { choiceParameters, indexMeasure } from '../../edition/choice.ts';
import { type EditionView, editionView, latestMeasuredEdition } from '../../edition/view.ts';
import { editionPath, fileDownloads, metricaSteps } from '../../views/edition/addresses.ts';
import {
  type InstitutionSort,
  InstitutionsTable,
  sortedInstitutions,
} from '../../views/edition/institutions-table.tsx';
import { sourceWords, unitName } from '../../views/edition/words.ts';
import {
  filterInstitutions,
  type InstitutionsFilter,
  listParameters,
  readInstitutionsFilter,
} from './query.ts';

const pageSize = 50;

/** `/metrica/2017/instituciones`: every institution of an edition, to search, filter and sort. */
async function institutionsPage({ services, page, params, query }: PageRequest): Promise<PageResult> {
  const { t, format } = page;
  const view = await editionView(services, params.year ?? '');
  const filter = readInstitutionsFilter(query, view);
  const institutions = filterInstitutions(view, filter);
  const state = tableState<InstitutionSort>(query, {
    sorts: ['nombre', 'entidad', ...(view.measures.length > 0 ? view.measures : [indexMeasure])],
    initial: { sort: indexMeasure, direction: 'desc' },
    largestFirst: view.measures,
    pageSize,
    total: institutions.length,
  });
  const problem = tableProblem(state);
  if (problem) throw problem;
  const path = `${editionPath(view.year)}/instituciones`;
  const narrowed = queryString(query, { orden: null, sentido: null, pagina: null });
  const title = t('metrica:list.title', { year: view.year });
  const latest = await latestMeasuredEdition(services);
  return {
    kind: 'html',
    title,
    description: t('metrica:list.description', { year: view.year }),
    indexed: filter.words === '',
    main: (
      <>
        <Band>
          <Breadcrumbs
            items={[
              { label: t('metrica:nav'), href: page.href('/metrica') },
              { label: String(view.year), href: page.href(editionPath(view.year)) },
            ]}
          />
          <PageHeading
            caption={t('metrica:year.caption', { year: view.year })}
            title={title}
            lead={t('metrica:list.lead', { count: view.sampleSize, n: format.integer(view.sampleSize) })}
          />
          {view.institutions.length > 0 ? (
            <InstitutionsTable
              id="instituciones"
              caption={t('metrica:list.caption', {
                count: institutions.length,
                n: format.integer(institutions.length),
              })}
              view={view}
              institutions={sortedInstitutions(view, institutions, state)}
              state={state}
              measures={listMeasures(view)}
              filter={<InstitutionsFilterForm view={view} filter={filter} />}
              empty={{ title: t('metrica:list.empty'), text: t('metrica:list.emptyText') }}
              downloads={fileDownloads(page, path, narrowed)}
              note={sourceWords(page, view)}
            />
          ) : (
            <UnknownInstitutions view={view} latest={latest} />
          )}
        </Band>
        <Band tone="papel">
          <NextSteps items={metricaSteps(page)} />
        </Band>
      </>
    ),
  };
}

/** The measures that were published of each institution; those by perspective follow from them. */
export function listMeasures({ tree, measures }: EditionView): readonly string[] {
  return measures.filter((measure) => tree?.measures.get(measure)?.view == null);
}

function UnknownInstitutions({ view, latest }: { view: EditionView; latest: EditionView | undefined }) {
  const page = usePage();
  return (
    <Notice title={page.t('metrica:unknown.title')}>
      <p>{page.t('metrica:unknown.institutions', { year: view.year })}</p>
      {latest ? (
        <p>
          <a href={page.href(`${editionPath(latest.year)}/instituciones`)}>
            {page.t('metrica:list.title', { year: latest.year })}
          </a>
        </p>
      ) : null}
    </Notice>
  );
}

function InstitutionsFilterForm({ view, filter }: { view: EditionView; filter: InstitutionsFilter }) {
  const page = usePage();
  const { t } = page;
  const { words, unit, order, kind } = filter;
  const { order: orderField, kind: kindField } = choiceParameters;
  return (
    <FilterForm
      label={t('metrica:list.filter')}
      fields={[listParameters.words, listParameters.state, orderField, kindField]}
    >
      <TextField name={listParameters.words} label={t('metrica:list.words')} type="search" value={words} />
      <SelectField
        name={listParameters.state}
        label={t('metrica:column.unit')}
        empty={t('metrica:switch.all')}
        value={view.units.find(({ clave }) => clave === unit)?.slug}
        options={view.units.map((one) => ({ value: one.slug, label: unitName(page, one) }))}
      />
      <SelectField
        name={orderField}
        label={t('metrica:column.order')}
        empty={t('metrica:switch.all')}
        value={order && orderSlug(order)}
        options={ORDERS.map((one) => ({ value: orderSlug(one), label: orderName(t, one) }))}
      />
      <SelectField
        name={kindField}
        label={t('metrica:column.kind')}
        empty={t('metrica:switch.all')}
        value={kind && kindSlug(kind)}
        options={INSTITUTION_KINDS.map((one) => ({ value: kindSlug(one), label: kindGroupName(t, one) }))}
      />
    </FilterForm>
  );
}

export const editionInstitutionsPage: PageRoute = {
  path: '/metrica/:year{\\d+}/instituciones',
  access: 'public',
  cache: 'data',
  handle: institutionsPage,
};
