import type { Person } from '#platform/access/subject.ts';
import type { RowProblem } from '#platform/data-sets/data-set.ts';
import { notFound, type Problem } from '#platform/errors/problem.ts';
import type { PageResult } from '#platform/http/results.ts';
import { csvFile } from '#platform/http/table-file.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import { type FieldError, tableProblem, tableState } from '#platform/ui/index.ts';
import { findPending, type PendingSummary } from '#platform/uploads/pending.ts';
import { dropChecked, loadChecked } from '../../actions/data-sets.ts';
import { dataPath, reviewPath } from '../../views/data-sets/addresses.ts';
import { Review } from '../../views/data-sets/review.tsx';
import { titleOf } from '../../views/data-sets/words.ts';
import { StaffPage } from '../../views/staff-page.tsx';

const problemsPerPage = 50;

function gone(): Problem {
  return notFound(
    'Este archivo ya no está: se cargó, se borró o pasó un día desde que lo enviaste.',
    'This file is not there any more: it was loaded or deleted, or a day has passed since you sent it.',
  );
}

/** The reader's own file. @throws Problem 404 also for those of others */
async function uploadOf({ services, subject, params }: PageRequest): Promise<PendingSummary> {
  const person = subject.kind === 'person' ? subject.id : '';
  const found = await findPending(services.orm, params.id ?? '', person);
  if (!found) throw gone();
  return found;
}

/** A problem in the reader's words, where there are any in that language. */
export function messageIn({ es, message }: RowProblem, lang: Lang): { text: string; lang: Lang } {
  return lang === 'es-MX' && es !== undefined ? { text: es, lang } : { text: message, lang: 'en' };
}

async function showReview(request: PageRequest, errors: readonly FieldError[] = []): Promise<PageResult> {
  const { page, query, modules } = request;
  const { t, href, lang } = page;
  const upload = await uploadOf(request);
  const dataSet = modules.flatMap(({ dataSets }) => dataSets).find(({ name }) => name === upload.dataSet);
  const state = tableState(query, {
    ...{ sorts: ['fila'] as const, initial: { sort: 'fila', direction: 'asc' } as const },
    ...{ pageSize: problemsPerPage, total: upload.check.problems.length },
  });
  const problem = tableProblem(state);
  if (problem) throw problem;
  const problems = upload.check.problems
    .slice(state.offset, state.offset + state.limit)
    .map((each) => ({ ...each, said: messageIn(each, lang) }));
  const title = t('uploads:review.title', { name: upload.name });
  const set = dataSet ? titleOf(dataSet, t) : upload.dataSet;
  return {
    kind: 'html',
    title,
    description: t('uploads:review.lead'),
    indexed: false,
    ...(errors.length > 0 ? { status: 422 as const, failed: true } : {}),
    main: (
      <StaffPage
        request={request}
        title={title}
        lead={t('uploads:review.lead')}
        above={[
          { label: t('uploads:data.title'), href: href(dataPath) },
          { label: set, href: href(`${dataPath}/${upload.dataSet}`) },
        ]}
      >
        <Review
          upload={upload}
          set={set}
          state={state}
          problems={problems}
          errors={errors}
          changed={query.get('hecho') === 'cambio'}
        />
      </StaffPage>
    ),
  };
}

/** What was found in a file, and the choice to load it. */
export function reviewPage(request: PageRequest): Promise<PageResult> {
  return showReview(request);
}

/** All that is wrong with a file, as a table. */
export async function problemsFile(request: PageRequest): Promise<PageResult> {
  const { t, lang } = request.page;
  const { check, name } = await uploadOf(request);
  const rows = check.problems.map((problem) => ({
    row: problem.row,
    column: spreadsheetSafe(problem.column),
    message: spreadsheetSafe(messageIn(problem, lang).text),
  }));
  const stem = name.replace(/\.\w+$/, '').replace(/[^\w-]+/g, '-');
  return csvFile(`${t('uploads:review.filename')}-${stem}.csv`, ['row', 'column', 'message'], rows);
}

/** What comes from a file that was refused may begin like a formula; a space before it makes it a text. */
function spreadsheetSafe(text: string): string {
  return /^[=+@\t\r-]/.test(text) ? ` ${text}` : text;
}

async function load(request: FormRequest, person: Person, id: string): Promise<string> {
  const dataSets = request.modules.flatMap((module) => module.dataSets);
  switch (await loadChecked(request.services, person, dataSets, id)) {
    case 'gone':
      throw gone();
    case 'changed':
      return `${reviewPath(id)}?hecho=cambio`;
    case 'unchanged':
      return `${dataPath}?hecho=igual`;
    case 'loaded':
      return `${dataPath}?hecho=cargado`;
  }
}

/** A decision on a file: it is loaded, or taken away. */
export async function decide(request: FormRequest): Promise<PageResult> {
  const { services, page, form, subject } = request;
  const { id } = await uploadOf(request);
  if (subject.kind !== 'person') throw gone();
  switch (form.text('decision')) {
    case 'cargar':
      return { kind: 'redirect', status: 303, path: await load(request, subject, id) };
    case 'borrar':
      await dropChecked(services, subject, id);
      return { kind: 'redirect', status: 303, path: `${dataPath}?hecho=cancelado` };
    default:
      return showReview(request, [{ field: '', message: page.t('uploads:review.choose') }]);
  }
}
