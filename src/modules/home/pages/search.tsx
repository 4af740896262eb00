import {
  governmentsOf,
  longestSearch,
  type NamedPlace,
  nearestNames,
  placeNames,
  searchTerritory,
  wayToInstitutions,
  wayToStates,
} from '#modules/territory/index.ts';
import { oncePerDataVersion } from '#platform/database/data-memo.ts';
import type { HtmlResult } from '#platform/http/results.ts';
import type { PageRequest } from '#platform/module.ts';
import {
  Band,
  Breadcrumbs,
  Button,
  Form,
  NextSteps,
  type PageContext,
  PageHeading,
  SearchBox,
  TextField,
} from '#platform/ui/index.ts';
import { type Found, NothingFound, SearchResults } from '../views/search-results.tsx';

/** How many of each kind a page of results shows. */
const shown = 20;
/** How many near names are offered where nothing was found. */
const offered = 6;

/** `/buscar?q=`: states, municipalities and institutions by name. */
export async function searchPage(request: PageRequest): Promise<HtmlResult> {
  const { page, query } = request;
  const typed = (query.get('q') ?? '').trim();
  if (typed.length > longestSearch) return tooLong(page, typed);
  if (typed === '') return emptySearch(page);
  const found = await find(request, typed);
  const { t, format, href } = page;
  const { counts } = found.hits;
  const total = counts.states + counts.municipalities + counts.institutions;
  const title = t('home:search.title', { typed });
  return frame(page, {
    title,
    heading: (
      <>
        <PageHeading
          title={title}
          lead={
            total > 0 ? t('home:search.count', { count: total, total: format.integer(total) }) : undefined
          }
        />
        <SearchBox action={href('/buscar')} label={t('territory:search')} value={typed} />
      </>
    ),
    results:
      total > 0 ? (
        <SearchResults typed={typed} found={found} />
      ) : (
        <NothingFound near={await nearNames(request, typed)} />
      ),
  });
}

async function find({ services: { orm } }: PageRequest, typed: string): Promise<Found> {
  const hits = await searchTerritory(orm, typed, shown);
  const governments = await governmentsOf(
    orm,
    hits.municipalities.map(({ clave }) => clave),
  );
  return { hits, governments };
}

/** States and municipalities whose names are near to what was typed. */
async function nearNames({ services }: PageRequest, typed: string): Promise<NamedPlace[]> {
  const names = await oncePerDataVersion(services, 'place names', () => placeNames(services.orm));
  return nearestNames(typed, names, ({ name }) => name, offered);
}

function emptySearch(page: PageContext): HtmlResult {
  const { t, href } = page;
  return frame(page, {
    title: t('home:search.empty'),
    heading: (
      <>
        <PageHeading title={t('home:search.empty')} lead={t('home:search.hint')} />
        <SearchBox action={href('/buscar')} label={t('territory:search')} />
      </>
    ),
  });
}

/** What was typed stays in its field, to be shortened there. */
function tooLong(page: PageContext, typed: string): HtmlResult {
  const { t, format, href } = page;
  const message = t('home:search.tooLong', {
    length: format.integer(typed.length),
    limit: longestSearch,
  });
  return {
    ...frame(page, {
      title: t('home:search.empty'),
      heading: (
        <>
          <PageHeading title={t('home:search.empty')} />
          <Form
            action={href('/buscar')}
            method="get"
            values={{ q: typed }}
            errors={[{ field: 'q', message }]}
            label={t('home:search.form')}
          >
            <TextField name="q" label={t('territory:search')} type="search" />
            <Button>{t('common:search')}</Button>
          </Form>
        </>
      ),
    }),
    status: 400,
  };
}

interface FrameParts {
  title: string;
  heading: HtmlResult['main'];
  results?: HtmlResult['main'];
}

function frame(page: PageContext, { title, heading, results }: FrameParts): HtmlResult {
  return {
    kind: 'html',
    title,
    description: page.t('home:search.hint'),
    indexed: false,
    main: (
      <>
        <Band>
          <Breadcrumbs items={[]} />
          {heading}
        </Band>
        {results ? <Band tone="papel">{results}</Band> : null}
        <Band>
          <NextSteps items={[wayToStates(page), wayToInstitutions(page)]} />
        </Band>
      </>
    ),
  };
}
