import { oncePerDataVersion } from '#platform/database/data-memo.ts';
import { notFound } from '#platform/errors/problem.ts';
import type { PageResult } from '#platform/http/results.ts';
import { csvFile, type FileRow } from '#platform/http/table-file.ts';
import type { PageRequest } from '#platform/module.ts';
import type { Services } from '#platform/services.ts';
import { type EditionView, editionViews } from '../../edition/view.ts';
import type { Tree } from '../../rules/index.ts';
import { listObserved, type ObservedInstitution } from '../../store.ts';
import { type BaseConsistency, baseConsistency } from '../../verify/agreement.ts';
import {
  type AskedMethodology,
  KnownMethodology,
  UnknownMethodology,
} from '../../views/method/methodology.tsx';
import { inLanguage, sharesInTotal } from '../../views/method/words.ts';
import { askedYear, editionParameter } from './edition.ts';

async function askedEdition({ services, query }: PageRequest): Promise<AskedMethodology> {
  const views = await editionViews(services);
  const newest = views.findLast(({ tree }) => tree !== null) ?? views.at(-1);
  if (!newest)
    throw notFound('Todavía no hay ediciones de la Métrica.', 'There are no editions of the Métrica yet.');
  const year = askedYear(
    query,
    views.map((view) => view.year),
    newest.year,
  );
  return {
    view: views.find((view) => view.year === year) ?? newest,
    others: views.filter((view) => view.year !== year),
  };
}

/** @throws Problem 404 where it is not known how the edition was made */
async function askedTree(request: PageRequest): Promise<Tree> {
  const { view, others } = await askedEdition(request);
  if (view.tree) return view.tree;
  const known = others
    .filter(({ tree }) => tree)
    .map(({ year }) => year)
    .join(', ');
  throw notFound(
    `No se conoce la metodología de la edición ${view.year}. Se conoce la de: ${known}.`,
    `The methodology of the ${view.year} edition is not known. The known ones are: ${known}.`,
    editionParameter,
  );
}

/** What was observed of an edition's institutions, with how well it agrees with itself. */
function observations(
  services: Services,
  view: EditionView,
  tree: Tree,
): Promise<{ observed: readonly ObservedInstitution[]; check: BaseConsistency }> {
  return oncePerDataVersion(services, `metrica observations ${view.year}`, async () => {
    const observed = await listObserved(services.orm, view.year);
    return { observed, check: baseConsistency(tree, observed) };
  });
}

/** `/metrica/metodologia`: how an edition is worked out, or what is known of it where that is not. */
export async function methodologyPage(request: PageRequest): Promise<PageResult> {
  const { page, services } = request;
  const { t } = page;
  const asked = await askedEdition(request);
  const { view } = asked;
  const { year, tree } = view;
  const given = page.query.has(editionParameter);
  return {
    kind: 'html',
    title: t('method:methodology.tab', { year }),
    description: tree
      ? t('method:methodology.description')
      : t('method:methodology.unknownDescription', { year }),
    ...(given ? { canonicalQuery: `?${editionParameter}=${year}` } : {}),
    main: tree ? (
      <KnownMethodology asked={asked} tree={tree} {...(await observations(services, view, tree))} />
    ) : (
      <UnknownMethodology asked={asked} />
    ),
  };
}

const TREE_COLUMNS = [
  'medida',
  'simbolo',
  'nombre',
  'padre',
  'peso',
  'parte_del_total',
  'dimension',
  'perspectiva',
  'corte',
  'partes',
  'formula',
  'descripcion',
  'fuente',
] as const;

/** The tree with its weights, a row for each measure; those of other cuts last, without parent. */
export async function methodologyCsv(request: PageRequest): Promise<PageResult> {
  const tree = await askedTree(request);
  const { lang } = request.page;
  const shares = sharesInTotal(tree);
  const rows = [...tree.measures.values()].map(
    (measure): FileRow => ({
      medida: measure.id,
      simbolo: measure.symbol,
      nombre: inLanguage(measure.label, lang),
      padre: measure.parent,
      peso: measure.view === null ? measure.weight : null,
      parte_del_total: shares.get(measure.id) ?? null,
      dimension: measure.dimension,
      perspectiva: measure.perspective,
      corte: measure.view,
      partes: measure.parts.map(({ id }) => id).join(' '),
      formula: measure.formula,
      descripcion: inLanguage(measure.description, lang),
      fuente: measure.source,
    }),
  );
  return csvFile(`metrica-${tree.methodology.edition}-metodologia.csv`, TREE_COLUMNS, rows);
}

/** The methodology document itself, as it was loaded. */
export async function methodologyJson(request: PageRequest): Promise<PageResult> {
  return { kind: 'json', data: (await askedTree(request)).methodology };
}
