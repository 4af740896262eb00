import type { Child } from 'hono/jsx';
import {
  type InstitutionRow,
  institutionPath,
  kindName,
  municipalityAnchor,
  municipalityPlace,
  type NamedPlace,
  type StateRow,
  stateName,
  statePath,
  type TerritoryHits,
} from '#modules/territory/index.ts';
import { EmptyState, type PageContext, usePage } from '#platform/ui/index.ts';

/** What a search found, with the governments of the municipalities found, by the municipality's clave. */
export interface Found {
  hits: TerritoryHits;
  governments: ReadonlyMap<string, InstitutionRow>;
}

interface Hit {
  name: string;
  href: string;
  /** What and where it is. */
  what: Child;
}

/** The page of a state that lists its municipalities, at one of them. */
function municipalityAddress({ href }: PageContext, stateSlug: string, clave: string): string {
  return `${href(`${statePath(stateSlug)}/municipios`)}#${municipalityAnchor(clave)}`;
}

/** What was found: states, municipalities, institutions, each with how many there are. */
export function SearchResults({ typed, found }: { typed: string; found: Found }) {
  const page = usePage();
  const { t, format, href } = page;
  const { hits, governments } = found;
  const all = href(`/instituciones?${new URLSearchParams({ q: typed })}`);
  return (
    <>
      <Group
        id="entidades"
        title={t('home:search.states', { count: hits.counts.states })}
        hits={hits.states.map((state) => stateHit(page, state))}
      />
      <Group
        id="municipios"
        title={t('home:search.municipalities', {
          count: hits.counts.municipalities,
          total: format.integer(hits.counts.municipalities),
        })}
        hits={hits.municipalities.map((municipality) =>
          municipalityHit(page, municipality, governments.get(municipality.clave)),
        )}
        more={
          hits.counts.municipalities > hits.municipalities.length
            ? t('home:search.narrow', { shown: hits.municipalities.length })
            : null
        }
      />
      <Group
        id="instituciones"
        title={t('home:search.institutions', {
          count: hits.counts.institutions,
          total: format.integer(hits.counts.institutions),
        })}
        hits={hits.institutions.map((institution) => institutionHit(page, institution))}
        more={
          hits.counts.institutions > hits.institutions.length ? (
            <a href={all}>{t('home:search.all', { total: format.integer(hits.counts.institutions) })}</a>
          ) : null
        }
      />
    </>
  );
}

function stateHit({ t, format, href }: PageContext, state: StateRow): Hit {
  const people = state.population2020;
  return {
    name: stateName(t, state),
    href: href(statePath(state.slug)),
    what:
      people === null
        ? t('territory:federalEntity')
        : t('home:search.people', { total: format.integer(people) }),
  };
}

function municipalityHit(
  page: PageContext,
  { clave, name, stateName: state, stateSlug, state: stateClave }: TerritoryHits['municipalities'][number],
  government: InstitutionRow | undefined,
): Hit {
  const { t, href } = page;
  return {
    name,
    href: municipalityAddress(page, stateSlug, clave),
    what: (
      <>
        {municipalityPlace(t, clave, { clave: stateClave, name: state })}
        {government ? (
          <>
            {' · '}
            <a href={href(institutionPath(government.slug))}>
              {t('home:search.government')}
              <span class="govuk-visually-hidden">: {government.name}</span>
            </a>
          </>
        ) : null}
      </>
    ),
  };
}

function institutionHit(
  { t, href }: PageContext,
  { slug, name, kind, state, stateName: of }: TerritoryHits['institutions'][number],
): Hit {
  const place = stateName(t, { clave: state, name: of });
  return {
    name,
    href: href(institutionPath(slug)),
    what: kind ? `${place} · ${kindName(t, kind)}` : place,
  };
}

interface GroupProps {
  id: string;
  title: string;
  hits: readonly Hit[];
  /** What to do to see those that are not shown. */
  more?: Child;
}

function Group({ id, title, hits, more }: GroupProps) {
  if (hits.length === 0) return null;
  return (
    <section class="tq-hits" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul>
        {hits.map(({ name, href, what }) => (
          <li>
            <a href={href}>{name}</a> <span>{what}</span>
          </li>
        ))}
      </ul>
      {more ? <p>{more}</p> : null}
    </section>
  );
}

/** Nothing has that name: the names nearest to it, and how to search. */
export function NothingFound({ near }: { near: readonly NamedPlace[] }) {
  const page = usePage();
  const { t, href } = page;
  return (
    <>
      <EmptyState title={t('home:search.nothing')}>
        <p>{t('home:search.advice')}</p>
      </EmptyState>
      <Group
        id="parecidos"
        title={t('home:search.near')}
        hits={near.map(({ kind, clave, name, stateName: state, stateSlug }) =>
          kind === 'state'
            ? {
                name: stateName(t, { clave, name }),
                href: href(statePath(stateSlug)),
                what: t('territory:claveIs', { clave }),
              }
            : {
                name,
                href: municipalityAddress(page, stateSlug, clave),
                what: municipalityPlace(t, clave, { clave: clave.slice(0, 2), name: state }),
              },
        )}
      />
    </>
  );
}
