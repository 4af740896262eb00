import { topicFeedPath } from '#platform/changes/addresses.ts';
import { topicAddress } from '#platform/changes/topics.ts';
import { publicOrigin } from '#platform/config/config.ts';
import { apiBase, describeApi, descriptionPath } from '#platform/http/api.ts';
import { largestPage } from '#platform/http/api-paging.ts';
import type { PageResult } from '#platform/http/results.ts';
import { csvFile, jsonFile } from '#platform/http/table-file.ts';
import type { PageRequest, PageRoute } from '#platform/module.ts';
import { exampleAddress, excerpt, type PlacedOperation, readDescription } from './api-description.ts';
import { type DataColumn, type DataFile, dataFiles } from './dictionary.ts';
import { published } from './files.ts';
import { liveApi, shownParameters } from './live-api.ts';
import { dataTopics } from './topics.ts';
import { ApiPage } from './views/api-page.tsx';
import { DataPage } from './views/data-page.tsx';

async function dataPage({ services, page: { t } }: PageRequest): Promise<PageResult> {
  return {
    kind: 'html',
    title: t('site:data.title'),
    description: t('site:data.description'),
    feed: topicFeedPath(topicAddress(dataTopics)),
    main: <DataPage published={await published(services)} origin={publicOrigin(services.config)} />,
  };
}

const dictionaryColumns = [
  'archivo',
  'columna',
  'significado',
  'tipo',
  'minimo',
  'maximo',
  'valores',
  'ejemplo',
] as const;

type DictionaryRow = Record<(typeof dictionaryColumns)[number], string | null>;

function dictionaryRow({ t }: PageRequest['page'], file: DataFile, column: DataColumn): DictionaryRow {
  const { min, max, values } = column.range;
  return {
    archivo: `${file.path}.csv`,
    columna: column.name,
    significado: t(`site:data.columns.${column.meaning}`),
    tipo: t(`site:data.types.${column.type}`),
    minimo: min ?? null,
    maximo: max ?? null,
    valores: values?.join(', ') ?? null,
    ejemplo: column.example,
  };
}

function dictionaryRows(page: PageRequest['page']): DictionaryRow[] {
  return dataFiles.flatMap((file) => file.columns.map((column) => dictionaryRow(page, file, column)));
}

function dictionaryCsv({ page }: PageRequest): PageResult {
  return csvFile('diccionario.csv', dictionaryColumns, dictionaryRows(page));
}

function dictionaryJson({ page }: PageRequest): PageResult {
  return jsonFile(dictionaryRows(page));
}

const firstAddress = `${apiBase}/states/20`;
const refusedAddress = `${apiBase}/institutions?limit=0`;

function pretty(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

/** Whether the API answers that something is not there: what an example names may not be recorded yet. */
function isProblem(said: unknown): boolean {
  return typeof said === 'object' && said !== null && 'request_id' in said;
}

async function apiPage({ services, modules, page }: PageRequest): Promise<PageResult> {
  const { t, lang } = page;
  const description = readDescription(describeApi(modules, services, lang));
  const ask = liveApi(modules, services, lang);
  const origin = publicOrigin(services.config);
  const more = (count: number) => t('site:apiPage.operations.more', { count });
  const show = async (operation: PlacedOperation) => {
    const address = exampleAddress(operation, shownParameters(operation));
    // The description of the API would fill the page that is made from it.
    const said = operation.path === descriptionPath ? undefined : await ask(address);
    const answer = said === undefined || isProblem(said) ? '' : pretty(excerpt(said, more));
    return { ...operation, example: origin + address, answer };
  };
  // The number of a request is another each time; a page that is kept shows none.
  const { request_id: _, ...refusal } = (await ask(refusedAddress)) as Record<string, unknown>;
  return {
    kind: 'html',
    title: t('site:apiPage.title'),
    description: t('site:apiPage.description'),
    main: (
      <ApiPage
        description={description}
        operations={await Promise.all(description.operations.map(show))}
        origin={origin}
        base={apiBase}
        descriptionPath={descriptionPath}
        limits={{ items: largestPage, seconds: services.config.requestTimeoutMs / 1000 }}
        first={{ address: firstAddress, answer: pretty(await ask(firstAddress)) }}
        refused={{ address: refusedAddress, answer: pretty(refusal) }}
      />
    ),
  };
}

function route(path: PageRoute['path'], handle: PageRoute['handle']): PageRoute {
  return { path, access: 'public', cache: 'data', handle };
}

/** The data for whoever wants to use them: files, dictionary, API. */
export const pages: readonly PageRoute[] = [
  route('/datos', dataPage),
  route('/datos/diccionario.csv', dictionaryCsv),
  route('/datos/diccionario.json', dictionaryJson),
  route('/api', apiPage),
];
