import {
  EditionRanking,
  editionList,
  initialChoice,
  latestMeasuredEdition,
  selectEdition,
} from '#modules/metrica/index.ts';
import { listStates } from '#modules/territory/index.ts';
import { latestLoads } from '#platform/data-sets/load.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { PageRequest } from '#platform/module.ts';
import { Band, Columns } from '#platform/ui/index.ts';
import type { PublishedSides } from '../rules.ts';
import { Explanation } from '../views/explanation.tsx';
import { News } from '../views/news.tsx';
import { Offers } from '../views/offers.tsx';
import { Question } from '../views/question.tsx';
import { TwoSides } from '../views/two-sides.tsx';

/** How much of the ranking the page shows. */
const ends = { first: 8, last: 5 };

async function readHome({ services }: PageRequest) {
  const editions = await editionList(services);
  const view = await latestMeasuredEdition(services);
  return {
    states: await listStates(services.orm),
    national: editions.map(({ year, facts }) => ({ year, value: facts.national.ga ?? null })),
    sides: editions.flatMap(({ year, facts: { national } }): PublishedSides[] => {
      const { t: transparency, p: participation } = national;
      return transparency === undefined || participation === undefined
        ? []
        : [{ year, transparency, participation }];
    }),
    selection: view ? await selectEdition(services, view, initialChoice) : null,
    loads: await latestLoads(services),
  };
}

/** `/`: how open is your government? */
export async function homePage(request: PageRequest): Promise<PageResult> {
  const { t, href } = request.page;
  const { states, national, sides, selection, loads } = await readHome(request);
  return {
    kind: 'html',
    title: t('home:title'),
    description: t('home:description'),
    main: (
      <>
        <Band>
          <Question states={states} national={national} selection={selection} />
        </Band>
        {selection ? (
          <Band tone="papel">
            <Columns layout="wide-left">
              <div>
                <EditionRanking
                  id="lugares"
                  selection={selection}
                  ends={ends}
                  more={
                    <a href={href(`/metrica/${selection.view.year}`)}>
                      {t('home:ranking.all', { count: selection.ranked.length })}
                    </a>
                  }
                />
              </div>
              <TwoSides editions={sides} selection={selection} />
            </Columns>
          </Band>
        ) : null}
        <Band>
          <Columns layout="halves">
            <Explanation />
            <News loads={loads} />
          </Columns>
        </Band>
        <Band tone="papel" labelledBy="ofrece">
          <Offers />
        </Band>
      </>
    ),
  };
}
