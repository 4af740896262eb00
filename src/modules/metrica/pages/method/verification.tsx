import { oncePerDataVersion } from '#platform/database/data-memo.ts';
import { badRequest, notFound } from '#platform/errors/problem.ts';
import type { PageResult } from '#platform/http/results.ts';
import { csvFile, type FileRow, jsonFile } from '#platform/http/table-file.ts';
import type { PageRequest } from '#platform/module.ts';
import type { Services } from '#platform/services.ts';
import {
  Band,
  BigFigure,
  Breadcrumbs,
  Columns,
  KeyFigures,
  NextSteps,
  type PageContext,
  PageHeading,
  Prose,
} from '#platform/ui/index.ts';
import { type EditionView, editionViews } from '../../edition/view.ts';
import type { Tree, Verification } from '../../rules/index.ts';
import { listObserved } from '../../store.ts';
import {
  BASE_TOLERANCE,
  type BaseConsistency,
  baseConsistency,
  borderCases,
  indexChanges,
  nationalChecks,
  verifyAnnex,
  verifyBaseUnits,
} from '../../verify/agreement.ts';
import { fileDownloads, metricaSteps } from '../../views/edition/addresses.ts';
import { Changes, NationalFindings, NationalTable } from '../../views/method/nationals.tsx';
import { AnnexTable, DifferenceHistogram, RoundingTrap } from '../../views/method/verdict.tsx';
import { askedYear, editionParameter } from './edition.ts';

const path = '/metrica/verificacion';

/** An edition with official figures by unit to hold ours against, and the others beside it. */
interface Verified {
  view: EditionView;
  tree: Tree;
  annex: Verification;
  views: readonly EditionView[];
}

async function askedEdition({ services, query }: PageRequest): Promise<Verified> {
  const views = await editionViews(services);
  const verifiable = views.filter(({ tree, published }) => tree && published.length > 0);
  const year = askedYear(
    query,
    verifiable.map((view) => view.year),
    verifiable.at(-1)?.year ?? 0,
  );
  const view = verifiable.find((each) => each.year === year);
  if (view?.tree) return { view, tree: view.tree, annex: verifyAnnex(view), views };
  throw notFound(
    'Todavía no hay valores oficiales con los que comparar.',
    'There are no official figures to compare with yet.',
  );
}

/** What follows from the base itself: read and checked once per data version. */
function baseChecks(
  services: Services,
  { view, tree }: Verified,
): Promise<{ base: BaseConsistency; units: Verification | null }> {
  return oncePerDataVersion(services, `metrica verification ${view.year}`, async () => ({
    base: baseConsistency(tree, await listObserved(services.orm, view.year)),
    units: await verifyBaseUnits(view),
  }));
}

/** Reads `?ver=diferencias`. @throws Problem 400 */
function readOnlyDifferences(query: URLSearchParams): boolean {
  const value = query.get('ver');
  if (value === null) return false;
  if (value === 'diferencias') return true;
  throw badRequest(
    `«${value}» no es algo que se pueda ver aquí. Usa ver=diferencias, o quita «ver» para verlo todo.`,
    `"${value}" is not something to see here. Use ver=diferencias, or leave "ver" out to see everything.`,
    'ver',
  );
}

/** `/metrica/verificacion`: every official figure beside ours. */
export async function verificationPage(request: PageRequest): Promise<PageResult> {
  const { page, services, query } = request;
  const onlyDifferences = readOnlyDifferences(query);
  const verified = await askedEdition(request);
  const checks = await baseChecks(services, verified);
  const { t } = page;
  const { annex, view } = verified;
  const year = query.has(editionParameter) ? `?${editionParameter}=${view.year}` : '';
  return {
    kind: 'html',
    title: t('method:verification.tab'),
    description: t('method:verification.description', {
      equal: annex.equal,
      total: annex.total,
      year: view.year,
    }),
    canonicalQuery: year,
    main: <VerificationMain page={page} verified={verified} onlyDifferences={onlyDifferences} {...checks} />,
  };
}

interface MainProps {
  page: PageContext;
  verified: Verified;
  base: BaseConsistency;
  units: Verification | null;
  onlyDifferences: boolean;
}

function VerificationMain({ page, verified, base, units, onlyDifferences }: MainProps) {
  const { t, href } = page;
  const { view, tree, annex, views } = verified;
  const checks = views.flatMap((each) => nationalChecks(each, each.tree ?? tree));
  const query = page.query.has(editionParameter) ? `?${editionParameter}=${view.year}` : '';
  return (
    <>
      <Band>
        <Breadcrumbs items={[{ label: t('method:metrica'), href: href('/metrica') }]} />
        <Verdict page={page} view={view} annex={annex} />
      </Band>
      <Band tone="papel" labelledBy="cada-celda">
        <h2 id="cada-celda">{t('method:verification.cells')}</h2>
        <AnnexTable
          view={view}
          annex={annex}
          onlyDifferences={onlyDifferences}
          downloads={fileDownloads(page, path, query)}
        />
        <Prose>
          <h3>{t('method:verification.trap')}</h3>
          <RoundingTrap view={view} cases={borderCases(view)} />
        </Prose>
      </Band>
      <Band labelledBy="el-pais">
        <h2 id="el-pais">{t('method:verification.country')}</h2>
        <NationalTable checks={checks} tree={tree} />
        <Prose>
          <NationalFindings checks={checks} views={views} tree={tree} />
          <h3>{t('method:verification.changes')}</h3>
          <Changes changes={indexChanges(views)} />
        </Prose>
      </Band>
      <Band tone="papel" labelledBy="la-base">
        <h2 id="la-base">{t('method:verification.base')}</h2>
        <BaseFigures page={page} tree={tree} base={base} units={units} />
      </Band>
      <Band>
        <Prose>
          <h2>{t('method:verification.yourself')}</h2>
          <p>{t('method:verification.command')}</p>
          <pre>
            <code>npm run tequio -- verify</code>
          </pre>
        </Prose>
        <NextSteps items={metricaSteps(page).filter((step) => step.href !== href(path))} />
      </Band>
    </>
  );
}

/** How many official figures come out the same, and how far the others are. */
function Verdict({ page, view, annex }: { page: PageContext; view: EditionView; annex: Verification }) {
  const { t } = page;
  const values = {
    year: view.year,
    count: annex.total - annex.equal,
    measures: new Set(annex.cells.map(({ measure }) => measure)).size,
    units: new Set(annex.cells.map(({ row }) => row)).size,
  };
  return (
    <Columns layout="question">
      <div>
        <PageHeading title={t('method:verification.title')} />
        <BigFigure
          value={annex.equal}
          unit={t('method:verification.count', { total: annex.total })}
          caption={
            values.count === 0
              ? t('method:verification.allAgree', values)
              : t('method:verification.someDiffer', values)
          }
        />
        <p>{t('method:verification.why')}</p>
      </div>
      <DifferenceHistogram annex={annex} year={view.year} />
    </Columns>
  );
}

/** Whether the published base agrees with itself, and our means with its own. */
function BaseFigures({
  page,
  tree,
  base,
  units,
}: Omit<MainProps, 'verified' | 'onlyDifferences'> & { tree: Tree }) {
  const { t, format } = page;
  const within = base.checks - base.beyond.length;
  return (
    <>
      <KeyFigures
        items={[
          {
            label: t('method:base.checksLabel', { n: format.integer(base.institutions) }),
            value: t('method:verification.verdict', {
              equal: format.integer(within),
              total: format.integer(base.checks),
            }),
            note: t('method:base.checksNote', {
              largest: format.decimal(Math.abs(base.largest?.difference ?? 0), tree.methodology.decimals + 1),
            }),
          },
          ...(units
            ? [
                {
                  label: t('method:base.unitsLabel'),
                  value: t('method:verification.verdict', { equal: units.equal, total: units.total }),
                  note: t('method:base.unitsNote', {
                    tolerance: format.decimal(BASE_TOLERANCE, 6),
                  }),
                },
              ]
            : []),
        ]}
      />
      <Prose>
        <p>{t('method:base.text', { decimals: tree.methodology.decimals })}</p>
        {base.beyond.length > 0 ? (
          <ul>
            {base.beyond.map(({ who, node, observed, computed }) => (
              <li>
                {t('method:base.beyond', { who, node, observed, computed: format.decimal(computed, 6) })}
              </li>
            ))}
          </ul>
        ) : null}
      </Prose>
    </>
  );
}

const COLUMNS = ['clave', 'entidad', 'medida', 'publicado', 'calculado', 'diferencia', 'coincide'] as const;

async function cellRows(request: PageRequest): Promise<{ year: number; rows: FileRow[] }> {
  const { view, annex } = await askedEdition(request);
  return {
    year: view.year,
    rows: annex.cells.map(({ row, measure, published, ours, difference, equal }) => ({
      clave: row,
      entidad: view.unitByClave.get(row)?.name ?? row,
      medida: measure,
      publicado: published,
      calculado: ours,
      diferencia: difference,
      coincide: equal,
    })),
  };
}

/** `/metrica/verificacion.csv`: a row for each official figure by unit. */
export async function verificationCsv(request: PageRequest): Promise<PageResult> {
  const { year, rows } = await cellRows(request);
  return csvFile(`metrica-${year}-verificacion.csv`, COLUMNS, rows);
}

/** The same rows as JSON. */
export async function verificationJson(request: PageRequest): Promise<PageResult> {
  return jsonFile((await cellRows(request)).rows);
}
