import type { Child } from 'hono/jsx';
import {
  Band,
  Breadcrumbs,
  Columns,
  Downloads,
  LinkSwitch,
  NextSteps,
  Note,
  Notice,
  PageHeading,
  Prose,
  usePage,
} from '#platform/ui/index.ts';
import type { EditionView } from '../../edition/view.ts';
import type { Tree } from '../../rules/index.ts';
import type { ObservedInstitution } from '../../store.ts';
import type { BaseConsistency } from '../../verify/agreement.ts';
import { fileDownloads, metricaSteps } from '../edition/addresses.ts';
import { typicalInstitution, WorkedExample } from './example.tsx';
import { FormulaNotes, FormulaTable } from './formulas.tsx';
import { LegalContext, Limits, OtherEditions, Recompute } from './limits.tsx';
import { Aggregation, MissingValues, ObservedAgainstComputed, Sample } from './sample.tsx';
import { EditionFactsList, Sources } from './sources.tsx';
import { ComponentMatrix, IndicatorTree, WeightExtremes } from './tree.tsx';
import { UncertaintyExample, UncertaintyExplained, UncertaintySummary } from './uncertainty.tsx';
import { inLanguage } from './words.ts';

const methodologyRoot = '/metrica/metodologia';

function methodologyPath(year: number): string {
  return `${methodologyRoot}?edicion=${year}`;
}

/** The edition asked for, and the others beside it. */
export interface AskedMethodology {
  view: EditionView;
  others: readonly EditionView[];
}

function Top({ asked, caption }: { asked: AskedMethodology; caption: string }) {
  const { t, href } = usePage();
  const years = [asked.view, ...asked.others].map(({ year }) => year).sort((a, b) => a - b);
  return (
    <>
      <Breadcrumbs items={[{ label: t('method:metrica'), href: href('/metrica') }]} />
      <PageHeading
        caption={caption}
        title={t('method:methodology.title')}
        lead={asked.view.tree ? t('method:methodology.lead') : undefined}
      />
      <LinkSwitch
        id="edicion"
        label={t('method:edition')}
        items={years.map((year) => ({
          label: year,
          href: href(methodologyPath(year)),
          current: year === asked.view.year,
        }))}
      />
    </>
  );
}

const SECTIONS = [
  'tree',
  'formulas',
  'example',
  'sample',
  'aggregation',
  'missing',
  'rounding',
  'uncertainty',
  'limits',
  'law',
  'recompute',
  'sources',
  'others',
] as const;
type SectionId = (typeof SECTIONS)[number];

/** The anchors of the sections: part of the page's address, so Spanish and stable. */
const ANCHORS: Record<SectionId, string> = {
  tree: 'arbol',
  formulas: 'formulas',
  example: 'ejemplo',
  sample: 'muestra',
  aggregation: 'promedios',
  missing: 'faltantes',
  rounding: 'redondeo',
  uncertainty: 'incertidumbre',
  limits: 'limites',
  law: 'ley',
  recompute: 'recalcular',
  sources: 'fuentes',
  others: 'otras-ediciones',
};

/** Sections that say nothing of an edition without values of institutions. */
const NEEDS_VALUES: ReadonlySet<SectionId> = new Set([
  'example',
  'sample',
  'aggregation',
  'missing',
  'rounding',
  'uncertainty',
]);

function Contents({ shown }: { shown: readonly SectionId[] }) {
  const { t } = usePage();
  return (
    <nav aria-labelledby="contenido" class="tq-contents">
      <h2 id="contenido">{t('method:methodology.contents')}</h2>
      <ul>
        {shown.map((id) => (
          <li>
            <a href={`#${ANCHORS[id]}`}>{t(`method:sections.${id}`)}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A part of the page: its name on the left of a wide screen, what it says on the right. */
function Section({ id, children }: { id: SectionId; children?: Child }) {
  const { t } = usePage();
  return (
    <section class="tq-part" aria-labelledby={ANCHORS[id]}>
      <Columns layout="wide-right">
        <h2 id={ANCHORS[id]}>{t(`method:sections.${id}`)}</h2>
        <div>{children}</div>
      </Columns>
    </section>
  );
}

export interface KnownMethodologyProps {
  asked: AskedMethodology;
  tree: Tree;
  observed: readonly ObservedInstitution[];
  check: BaseConsistency;
}

/** How an edition was made: what it asks, how it adds up, how sure it is, and where all of that is said. */
export function KnownMethodology({ asked, tree, observed, check }: KnownMethodologyProps) {
  const { t, lang } = usePage();
  const { view, others } = asked;
  const institution = typicalInstitution(view, tree.root);
  const measured = view.institutions.length > 0;
  return (
    <>
      <Band>
        <Top asked={asked} caption={inLanguage(tree.methodology.label, lang)} />
        <ComponentMatrix view={view} tree={tree} />
        <Contents shown={measured ? SECTIONS : SECTIONS.filter((id) => !NEEDS_VALUES.has(id))} />
      </Band>
      <TreeBand view={view} tree={tree} />
      {institution ? (
        <Band>
          <Section id="example">
            <WorkedExample
              view={view}
              tree={tree}
              institution={institution}
              observed={observed.find((row) => row.institution === institution.slug)}
            />
          </Section>
        </Band>
      ) : null}
      {measured ? <ValuesBands view={view} tree={tree} check={check} /> : null}
      <Band tone="papel">
        <Section id="limits">
          <Limits view={view} tree={tree} others={others} />
        </Section>
        <Section id="law">
          <LegalContext />
        </Section>
        <Section id="recompute">
          <Recompute view={view} />
        </Section>
        <Section id="sources">
          <Sources view={view} tree={tree} />
        </Section>
        <Section id="others">
          {others.length > 0 ? <OtherEditions others={others} /> : <Note>{t('method:others.none')}</Note>}
        </Section>
      </Band>
      <Next />
    </>
  );
}

function TreeBand({ view, tree }: { view: EditionView; tree: Tree }) {
  const page = usePage();
  const { t } = page;
  return (
    <Band tone="papel" labelledBy={ANCHORS.tree}>
      <h2 id={ANCHORS.tree}>{t('method:sections.tree')}</h2>
      <Prose>
        <p>
          {t('method:tree.intro')} <WeightExtremes tree={tree} />
        </p>
      </Prose>
      <IndicatorTree tree={tree} />
      <Downloads
        items={fileDownloads(page, methodologyRoot, `?edicion=${view.year}`)}
        of={t('method:sections.tree')}
      />
      <section class="tq-part" aria-labelledby={ANCHORS.formulas}>
        <h2 id={ANCHORS.formulas}>{t('method:sections.formulas')}</h2>
        <FormulaTable tree={tree} />
        <Prose>
          <FormulaNotes tree={tree} />
        </Prose>
      </section>
    </Band>
  );
}

/** What can only be said where the values of institutions are known. */
function ValuesBands({ view, tree, check }: { view: EditionView; tree: Tree; check: BaseConsistency }) {
  return (
    <>
      <Band tone="papel">
        <Section id="sample">
          <Sample view={view} />
        </Section>
        <Section id="aggregation">
          <Aggregation view={view} tree={tree} />
        </Section>
        <Section id="missing">
          <MissingValues view={view} tree={tree} />
        </Section>
        <Section id="rounding">
          <ObservedAgainstComputed check={check} view={view} tree={tree} />
        </Section>
      </Band>
      <Band>
        <Section id="uncertainty">
          <UncertaintyExplained view={view} tree={tree} />
          <UncertaintyExample view={view} tree={tree} />
          <UncertaintySummary view={view} tree={tree} />
        </Section>
      </Band>
    </>
  );
}

/** What can be said of an edition whose indicators are not known. */
export function UnknownMethodology({ asked }: { asked: AskedMethodology }) {
  const { t, lang } = usePage();
  const { view } = asked;
  const { year } = view;
  return (
    <>
      <Band>
        <Top asked={asked} caption={inLanguage(view.facts.title, lang)} />
        <Notice kind="warning" title={t('method:methodology.unknownTitle', { year })}>
          <p>{t('method:methodology.unknownText', { year })}</p>
        </Notice>
      </Band>
      <Band tone="papel" labelledBy="lo-que-se-sabe">
        <h2 id="lo-que-se-sabe">{t('method:methodology.whatIsKnown', { year })}</h2>
        <EditionFactsList view={view} names={asked.others.findLast(({ tree }) => tree)?.tree ?? null} />
      </Band>
      <Next />
    </>
  );
}

function Next() {
  const page = usePage();
  return (
    <Band>
      <NextSteps items={metricaSteps(page).filter(({ href }) => href !== page.href(methodologyRoot))} />
    </Band>
  );
}
