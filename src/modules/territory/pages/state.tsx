import { topicFeedPath } from '#platform/changes/addresses.ts';
import { Follow } from '#platform/changes/follow.tsx';
import { topicAddress } from '#platform/changes/topics.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { PageRequest } from '#platform/module.ts';
import {
  Band,
  Breadcrumbs,
  type Entry,
  NextSteps,
  NoData,
  type PageContext,
  PageHeading,
} from '#platform/ui/index.ts';
import { divisionOf, stateInSentence, stateName } from '../names.ts';
import { FEDERATION, municipalityAnchor, statePath } from '../rules/index.ts';
import { countInstitutions, listMunicipalities, type MunicipalityRow, type StateRow } from '../store.ts';
import { stateTopics } from '../topics.ts';
import { type Fact, Facts } from '../views/facts.tsx';
import { wayToInstitutionsOf, wayToStates } from '../views/ways-on.ts';
import { findState } from './find-state.tsx';
import { renderSections } from './sections.ts';

/** How many municipalities a state's page names: those where most people live. */
const named = 12;

interface Subject {
  state: StateRow;
  municipalities: readonly MunicipalityRow[];
  institutions: number;
}

function factsOf({ t, format, href }: PageContext, { state, municipalities, institutions }: Subject): Fact[] {
  const isFederation = state.clave === FEDERATION;
  const listed = href(`/instituciones?entidad=${state.slug}`);
  return [
    { label: t('territory:officialName'), value: state.officialName },
    { label: t('territory:abbreviation'), value: state.abbreviation },
    { label: t('territory:clave'), value: state.clave },
    {
      label: t('territory:population'),
      value: state.population2020 === null ? <NoData /> : format.integer(state.population2020),
    },
    ...(isFederation
      ? []
      : [
          {
            label: t(`territory:divisions.${divisionOf(state.clave)}.title`),
            value: (
              <a href={href(`${statePath(state.slug)}/municipios`)}>
                {format.integer(municipalities.length)}
              </a>
            ),
          },
        ]),
    {
      label: t('territory:institutions.title'),
      value: <a href={listed}>{format.integer(institutions)}</a>,
    },
  ];
}

/** Where most of a state's people live, and the way to all its municipalities. */
function Municipalities({ page, subject }: { page: PageContext; subject: Subject }) {
  const { t, format, href } = page;
  const { state, municipalities } = subject;
  const division = divisionOf(state.clave);
  const list = href(`${statePath(state.slug)}/municipios`);
  const largest = municipalities
    .toSorted((one, other) => (other.population2020 ?? -1) - (one.population2020 ?? -1))
    .slice(0, named);
  const values = { count: municipalities.length, total: format.integer(municipalities.length) };
  return (
    <>
      <h2 id="municipios">
        {t(`territory:divisions.${division}.of`, { ...values, state: stateInSentence(t, state) })}
      </h2>
      <p class="tq-note">{t(`territory:divisions.${division}.largest`, { count: largest.length })}</p>
      <ul class="tq-states">
        {largest.map(({ clave, name, population2020 }) => (
          <li>
            <a href={`${list}#${municipalityAnchor(clave)}`}>{name}</a>{' '}
            <span>{population2020 === null ? t('common:noData') : format.integer(population2020)}</span>
          </li>
        ))}
      </ul>
      <p>
        <a href={list}>{t(`territory:divisions.${division}.all`, values)}</a>
      </p>
    </>
  );
}

function nextSteps(page: PageContext, { state }: Subject): Entry[] {
  const { t, href } = page;
  return [
    wayToInstitutionsOf(page, state),
    { ...wayToStates(page), title: t('territory:states.others') },
    {
      title: t('territory:next.verifyTitle'),
      text: t('territory:next.verify'),
      href: href('/metrica/verificacion'),
    },
  ];
}

/** `/entidades/oaxaca`: what is known of a state; its modules' sections carry the page. */
export async function statePage(request: PageRequest): Promise<PageResult> {
  const found = await findState(request);
  if ('answer' in found) return found.answer;
  const { state } = found;
  const { page, services } = request;
  const { t, href } = page;
  const subject: Subject = {
    state,
    municipalities: await listMunicipalities(services.orm, state.clave),
    institutions: await countInstitutions(services.orm, { state: state.clave }),
  };
  const sections = await renderSections(request, 'state', state.clave);
  const name = stateName(t, state);
  const topic = topicAddress(stateTopics, state.clave);
  return {
    kind: 'html',
    title: t('territory:statePage.title', { name }),
    description: t('territory:statePage.description', { state: stateInSentence(t, state) }),
    feed: topicFeedPath(topic),
    main: (
      <>
        <Band>
          <Breadcrumbs items={[{ label: t('territory:states.title'), href: href('/entidades') }]} />
          <PageHeading
            caption={t(state.clave === FEDERATION ? 'territory:country' : 'territory:federalEntity')}
            title={name}
          />
          <Facts items={factsOf(page, subject)} />
          <Follow topic={topic} name={name} />
        </Band>
        {sections}
        {subject.municipalities.length > 0 ? (
          <Band tone="papel" labelledBy="municipios">
            <Municipalities page={page} subject={subject} />
          </Band>
        ) : null}
        <Band>
          <NextSteps items={nextSteps(page, subject)} />
        </Band>
      </>
    ),
  };
}
