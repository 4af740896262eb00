import {
  type CensusImport,
  censusFile,
  confirmCensus,
  countByState,
  discardCensus,
  findImport,
  type ImportOutcome,
  listImports,
  receiveCensus,
  withdrawCensus,
} from '#modules/accounts/index.ts';
import { listStates, stateName } from '#modules/territory/index.ts';
import { personOf } from '#platform/access/access.ts';
import { isId } from '#platform/database/identifier.ts';
import { notFound } from '#platform/errors/problem.ts';
import type { HtmlResult, PageResult } from '#platform/http/results.ts';
import type { FormRequest, FormRoute, PageRequest, PageRoute, StaffItem } from '#platform/module.ts';
import { Notice } from '#platform/ui/index.ts';
import { CensusFacts, CensusProblems, CensusSteps, CensusTable, CensusUpload } from '../views/census.tsx';
import { StaffPage } from '../views/staff-page.tsx';

const path = '/gestion/censo';
const access = 'accounts.import-census';

type Problems = Extract<ImportOutcome, { ok: false }>;

async function listPage(
  request: PageRequest,
  asked: { error?: string; problems?: Problems },
): Promise<HtmlResult> {
  const { page, services, query } = request;
  const { t } = page;
  const { error, problems } = asked;
  const failed = error !== undefined || problems !== undefined;
  const imports = await listImports(services.orm);
  return {
    kind: 'html',
    status: failed ? 422 : 200,
    failed,
    title: t('identity:census.title'),
    description: t('identity:census.lead'),
    indexed: false,
    main: (
      <StaffPage request={request} title={t('identity:census.title')} lead={t('identity:census.lead')}>
        {query.get('hecho') === 'descartado' ? (
          <Notice kind="done" live>
            <p>{t('identity:census.done.discarded')}</p>
          </Notice>
        ) : null}
        {problems ? <CensusProblems problems={problems.problems} more={problems.more} /> : null}
        <CensusUpload errors={error === undefined ? [] : [{ field: 'file', message: error }]} />
        <CensusTable imports={imports} />
      </StaffPage>
    ),
  };
}

async function askedImport({ services, params }: PageRequest): Promise<CensusImport> {
  const id = params.id ?? '';
  const found = isId(id) ? await findImport(services.orm, id) : undefined;
  if (found) return found;
  throw notFound(
    'No hay un padrón con ese identificador.',
    'There is no census file with that identifier.',
    'id',
  );
}

async function importPage(request: PageRequest): Promise<PageResult> {
  const { page, services, query } = request;
  const { t, href } = page;
  const found = await askedImport(request);
  const counts = await countByState(services.orm, found.id);
  const names = new Map((await listStates(services.orm)).map((state) => [state.clave, stateName(t, state)]));
  const states = [...counts].map(([clave, count]) => ({ name: names.get(clave) ?? clave, count }));
  const done = {
    confirmado: t('identity:census.done.confirmed'),
    retirado: t('identity:census.done.withdrawn'),
  };
  const key = query.get('hecho') ?? '';
  const notice = Object.hasOwn(done, key) ? done[key as keyof typeof done] : undefined;
  return {
    kind: 'html',
    title: found.source,
    description: t('identity:census.lead'),
    indexed: false,
    main: (
      <StaffPage
        request={request}
        title={found.source}
        above={[{ label: t('identity:census.title'), href: href(path) }]}
      >
        {notice ? (
          <Notice kind="done" live>
            <p>{notice}</p>
          </Notice>
        ) : null}
        <CensusFacts found={found} states={states} />
        <CensusSteps found={found} />
      </StaffPage>
    ),
  };
}

/** The bytes of a file that was sent, piece by piece. */
async function* piecesOf(file: File): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
}

/** A name as it may be shown: browsers send only the last part, others may send anything. */
function nameOf(file: File): string {
  const name = (file.name.split(/[/\\]/).at(-1) ?? '').replace(/\p{C}/gu, '').trim();
  return name.slice(0, 100) || 'padron.csv';
}

async function upload(request: FormRequest): Promise<PageResult> {
  const { services, form, page } = request;
  const person = personOf(request);
  services.access.require(person, access, {});
  const file = form.file('file');
  if (!file || file.size === 0) return listPage(request, { error: page.t('identity:census.noFile') });
  const outcome = await receiveCensus(
    services,
    person,
    await censusFile(services.orm, nameOf(file), piecesOf(file)),
  );
  return outcome.ok
    ? { kind: 'redirect', status: 303, path: `${path}/${outcome.id}` }
    : listPage(request, { problems: outcome });
}

/** A step of an import: whoever finds it taken already is led to the page as it is now. */
function step(name: string, act: typeof confirmCensus, after: (id: string) => string): FormRoute {
  return {
    path: `${path}/:id/${name}`,
    access,
    async handle(request) {
      const { id } = await askedImport(request);
      const done = await act(request.services, personOf(request), id);
      return { kind: 'redirect', status: 303, path: done ? after(id) : `${path}/${id}` };
    },
  };
}

export const censusPages: readonly PageRoute[] = [
  { path, access, cache: 'none', handle: (request) => listPage(request, {}) },
  { path: `${path}/:id`, access, cache: 'none', handle: importPage },
];

export const censusForms: readonly FormRoute[] = [
  { path, access, files: {}, handle: upload },
  step('confirmar', confirmCensus, (id) => `${path}/${id}?hecho=confirmado`),
  step('retirar', withdrawCensus, (id) => `${path}/${id}?hecho=retirado`),
  step('descartar', discardCensus, () => `${path}?hecho=descartado`),
];

export const censusStaff: StaffItem = {
  path,
  action: access,
  label: (t) => t('identity:census.nav'),
  summary: (t) => t('identity:census.summary'),
  order: 60,
};
