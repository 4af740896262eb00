import { findInstitution } from '#modules/territory/index.ts';
import type { PageResult } from '#platform/http/results.ts';
import { csvFile, jsonFile, xlsxFile } from '#platform/http/table-file.ts';
import type { PageRequest } from '#platform/module.ts';
import { Band, Breadcrumbs, NextSteps, PageHeading, pageAddress, queryString } from '#platform/ui/index.ts';
import { commitmentsPath, plansPath } from '../rules/index.ts';
import { CommitmentFilterForm, CommitmentsTable } from '../views/commitments-table.tsx';
import { tableFiles } from '../views/files.ts';
import { wayToBoard, wayToComparison, wayToStatePages } from '../views/ways-on.ts';
import { completionWords, filterFields, themeWords, urgencyWords } from './filter.ts';
import { fileColumns, isFiltered, listingFile, readListing } from './listing.ts';

/** What a filter's choices are called in addresses. */
export const filterWords = { completion: completionWords, urgency: urgencyWords, theme: themeWords };

async function institutionName({ services: { orm } }: PageRequest, slug: string | undefined) {
  return slug === undefined ? undefined : ((await findInstitution(orm, slug))?.name ?? slug);
}

/** `/compromisos`: everything that was promised, by words, state, theme, completion and term. */
export async function commitmentsPage(request: PageRequest): Promise<PageResult> {
  const { page, query } = request;
  const { t, format, href } = page;
  const { typed, filter, states, table, rows, words } = await readListing(request);
  const filtered = isFiltered(typed);
  const institution = await institutionName(request, filter.institution);
  const files = queryString(query, { pagina: null, orden: null, sentido: null });
  return {
    kind: 'html',
    title: t('plans:list.title'),
    description: t('plans:list.description'),
    indexed: !filtered,
    canonicalQuery: table.page > 1 ? `?pagina=${table.page}` : '',
    main: (
      <>
        <Band tone="papel">
          <Breadcrumbs items={[{ label: t('plans:board.title'), href: href(plansPath) }]} />
          <PageHeading title={t('plans:list.question')} lead={t('plans:list.lead')} />
          {institution ? (
            <p>
              {t('plans:list.of', { institution })}{' '}
              <a href={pageAddress(page, { institucion: null, pagina: null })}>{t('plans:list.ofAll')}</a>
            </p>
          ) : null}
          <CommitmentsTable
            id="lista"
            caption={t(filtered ? 'plans:list.found' : 'plans:list.all', {
              count: table.total,
              total: format.integer(table.total),
            })}
            rows={rows}
            words={words}
            withState
            state={table}
            filter={
              <CommitmentFilterForm
                typed={typed}
                fields={filterFields}
                words={filterWords}
                states={states}
                stateSlug={states.find(({ clave }) => clave === filter.state)?.slug}
              />
            }
            empty={{ title: t('plans:list.none'), text: t('plans:list.noneText') }}
            note={t('plans:list.note')}
            downloads={
              rows.length === 0
                ? []
                : [
                    ...tableFiles(href, commitmentsPath, files),
                    { href: href(`${commitmentsPath}.ics${files}`), format: 'iCalendar' },
                  ]
            }
          />
        </Band>
        <Band>
          <NextSteps items={[wayToBoard(page), wayToComparison(page), wayToStatePages(page)]} />
        </Band>
      </>
    ),
  };
}

/** `/compromisos.csv`, with the filters of the page. */
export async function commitmentsCsv(request: PageRequest): Promise<PageResult> {
  return csvFile('compromisos.csv', fileColumns, await listingFile(request));
}

/** `/compromisos.json`, with the filters of the page. */
export async function commitmentsJson(request: PageRequest): Promise<PageResult> {
  return jsonFile(await listingFile(request));
}

/** `/compromisos.xlsx`, with the filters of the page. */
export async function commitmentsXlsx(request: PageRequest): Promise<PageResult> {
  const rows = await listingFile(request);
  return xlsxFile('compromisos.xlsx', [
    { name: request.page.t('plans:list.title'), columns: fileColumns, rows },
  ]);
}
