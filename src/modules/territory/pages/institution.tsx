import { topicFeedPath } from '#platform/changes/addresses.ts';
import { Follow } from '#platform/changes/follow.tsx';
import { topicAddress } from '#platform/changes/topics.ts';
import type { HtmlResult, PageResult } from '#platform/http/results.ts';
import type { PageRequest } from '#platform/module.ts';
import {
  Band,
  Breadcrumbs,
  EmptyState,
  type Entry,
  NextSteps,
  NoData,
  type PageContext,
  PageHeading,
} from '#platform/ui/index.ts';
import { kindGroupName, kindName, orderName, sourceNames, stateInSentence, stateName } from '../names.ts';
import {
  institutionPath,
  kindSlug,
  municipalityAnchor,
  normalise,
  slugOf,
  statePath,
} from '../rules/index.ts';
import { searchTerritory } from '../store/search.ts';
import {
  countInstitutions,
  findInstitution,
  type InstitutionRow,
  listMunicipalities,
  listStates,
  type MunicipalityRow,
  type StateRow,
} from '../store.ts';
import { institutionTopics } from '../topics.ts';
import { type Fact, Facts } from '../views/facts.tsx';
import { wayToInstitutions, wayToInstitutionsOf, wayToState } from '../views/ways-on.ts';
import { nothingThere } from './nothing-there.tsx';
import { renderSections } from './sections.ts';

interface Subject {
  institution: InstitutionRow;
  state: StateRow;
  municipality: MunicipalityRow | undefined;
  /** How many of its kind its state has, this one included; 0 where its kind is not known. */
  alike: number;
}

async function readSubject({ services: { orm } }: PageRequest, slug: string): Promise<Subject | undefined> {
  const institution = await findInstitution(orm, slug);
  const state = (await listStates(orm)).find(({ clave }) => clave === institution?.state);
  if (!institution || !state) return undefined;
  const municipality = institution.municipality
    ? (await listMunicipalities(orm, state.clave)).find(({ clave }) => clave === institution.municipality)
    : undefined;
  const { kind } = institution;
  const alike = kind ? await countInstitutions(orm, { state: state.clave, kind }) : 0;
  return { institution, state, municipality, alike };
}

function factsOf({ t, href }: PageContext, { institution, state, municipality }: Subject): Fact[] {
  const { name, sourceName, kind, order, source } = institution;
  const path = statePath(state.slug);
  return [
    { label: t('territory:kind'), value: kind ? kindName(t, kind) : <NoData /> },
    { label: t('territory:order'), value: orderName(t, order) },
    { label: t('territory:state'), value: <a href={href(path)}>{stateName(t, state)}</a> },
    ...(municipality
      ? [
          {
            label: t('territory:municipality'),
            value: (
              <a href={`${href(`${path}/municipios`)}#${municipalityAnchor(municipality.clave)}`}>
                {municipality.name}
              </a>
            ),
          },
        ]
      : []),
    ...(sourceName === name ? [] : [{ label: t('territory:sourceName'), value: sourceName }]),
    { label: t('territory:sourceLabel'), value: sourceNames(t, source).join('; ') },
  ];
}

function nextSteps(page: PageContext, { institution: { kind }, state, alike }: Subject): Entry[] {
  const { t, format, href } = page;
  const others = kind && {
    title: t('territory:next.alike', { kind: kindGroupName(t, kind), state: stateInSentence(t, state) }),
    text: t('territory:next.alikeText', { count: alike, total: format.integer(alike) }),
    href: href(`/instituciones?entidad=${state.slug}&tipo=${kindSlug(kind)}`),
  };
  return [
    wayToState(page, state),
    ...(others && alike > 1 ? [others] : []),
    wayToInstitutionsOf(page, state),
  ];
}

/** What it means that no module knows anything of an institution. */
function NotMeasured({ page }: { page: PageContext }) {
  const { t, href } = page;
  return (
    <Band tone="papel">
      <EmptyState title={t('territory:notMeasured.title')}>
        <p>{t('territory:notMeasured.meaning')}</p>
        <p>
          <a href={href('/metrica/metodologia')}>{t('territory:notMeasured.how')}</a>
        </p>
      </EmptyState>
    </Band>
  );
}

/** `/instituciones/<slug>`: who an institution is, and what modules know of it. */
export async function institutionPage(request: PageRequest): Promise<PageResult> {
  const { page, params } = request;
  const { t, href } = page;
  const slug = params.slug ?? '';
  const subject = await readSubject(request, slug);
  if (!subject) return otherAddress(request, slug);
  const { institution, state } = subject;
  const sections = await renderSections(request, 'institution', slug);
  const topic = topicAddress(institutionTopics, slug);
  return {
    kind: 'html',
    title: `${institution.name}, ${stateName(t, state)}`,
    description: t('territory:institutionPage.description', { name: institution.name }),
    feed: topicFeedPath(topic),
    main: (
      <>
        <Band>
          <Breadcrumbs
            items={[
              { label: t('territory:states.title'), href: href('/entidades') },
              { label: stateName(t, state), href: href(statePath(state.slug)) },
            ]}
          />
          <PageHeading
            caption={t('territory:institutionPage.caption', { state: stateInSentence(t, state) })}
            title={institution.name}
          />
          <Facts items={factsOf(page, subject)} />
          <Follow topic={topic} name={institution.name} />
        </Band>
        {sections.length > 0 ? sections : <NotMeasured page={page} />}
        <Band>
          <NextSteps items={nextSteps(page, subject)} />
        </Band>
      </>
    ),
  };
}

/** The answer to an address that is no institution's: its proper form where it was written with capitals or accents, else a page with what may have been meant. */
async function otherAddress({ page, services }: PageRequest, typed: string): Promise<PageResult> {
  const words = normalise(typed);
  // Without a letter or digit of the Latin script there is nothing to make an address from.
  if (/[a-z0-9]/.test(words)) {
    const slug = slugOf(typed, typed.length);
    if (slug !== typed && (await findInstitution(services.orm, slug))) {
      return { kind: 'redirect', status: 301, path: institutionPath(slug) };
    }
  }
  return unknownInstitution(page, typed, await likelyMeant(services.orm, words));
}

const mostOffered = 5;

/** Institutions that have all the words of an address, or as many of its first ones as any has. */
async function likelyMeant(orm: PageRequest['services']['orm'], words: string) {
  const typed = words.slice(0, 100).split(' ');
  for (let kept = typed.length; kept > 0; kept -= Math.max(1, Math.floor(kept / 4))) {
    const hits = await searchTerritory(orm, typed.slice(0, kept).join(' '), mostOffered);
    if (hits.institutions.length > 0) return hits.institutions;
  }
  return [];
}

function unknownInstitution(
  page: PageContext,
  typed: string,
  near: readonly (InstitutionRow & { stateName: string })[],
): HtmlResult {
  const { t, href } = page;
  return nothingThere({
    title: t('territory:unknownInstitution.title'),
    what: t('territory:unknownInstitution.what', { typed: typed.slice(0, 80) }),
    todo: near.length > 0 ? t('territory:unknownInstitution.near') : t('territory:unknownInstitution.todo'),
    near: near.map(({ slug, name, stateName: of }) => ({
      title: name,
      text: of,
      href: href(institutionPath(slug)),
    })),
    otherwise: wayToInstitutions(page),
  });
}
