import { personOf } from '#platform/access/access.ts';
import type { PageResult } from '#platform/http/results.ts';
import { csvFile, type FileRow, xlsxFile } from '#platform/http/table-file.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import { Button, Downloads, type FieldError, FileField, Form, fileSize, Notice } from '#platform/ui/index.ts';
import { acceptFile } from '#platform/uploads/accept.ts';
import { mostPending } from '#platform/uploads/pending.ts';
import { importsOf, sendImport } from '../../../actions/import.ts';
import { importColumns, mostImportRows } from '../../../import/columns.ts';
import { knownOf } from '../../../import/known.ts';
import { importRows } from '../../../import/sheet.ts';
import { templateSheets } from '../../../import/template.ts';
import { takesCommitments } from '../../../rules/index.ts';
import { crumbsTo, deskPlan, deskResult } from '../frame.ts';
import { draftsPath, importPath, reviewPath, templatePath } from './paths.ts';

const fileField = 'archivo';

/** `/gestion/planes/oaxaca/2/importar`: the template, and where the filled one is sent. */
export async function importPage(
  request: PageRequest,
  errors: readonly FieldError[] = [],
): Promise<PageResult> {
  const { services, page } = request;
  const { t, href, format } = page;
  const { state, plan } = await deskPlan(request);
  const at = [state.slug, plan.edition] as const;
  const waiting = await importsOf(services.orm, personOf(request), plan.id);
  const size = fileSize(services.config.maxUploadBytes);
  const files = (path: string, label: string) =>
    ['xlsx', 'csv'].map((form) => ({ href: href(`${path}.${form}`), format: form.toUpperCase(), label }));
  return deskResult(request, {
    title: t('imports:title'),
    lead: t('imports:lead'),
    above: crumbsTo(page, state, plan),
    filled: { values: {}, errors },
    children: (
      <>
        {takesCommitments(plan.stage) ? null : (
          <Notice kind="warning" title={t('imports:stage.title')}>
            <p>{t('imports:stage.text')}</p>
          </Notice>
        )}
        {waiting.map(({ id, name }) => (
          <p>
            {t('imports:waiting')} <a href={href(reviewPath(...at, id))}>{name}</a>
          </p>
        ))}
        <h2>{t('imports:template.title')}</h2>
        <p>{t('imports:template.text')}</p>
        <Downloads
          of={t('imports:template.of')}
          items={files(templatePath(...at), t('imports:template.label'))}
        />
        <p>{t('imports:template.filled')}</p>
        <Downloads items={files(draftsPath(...at), t('imports:template.filledLabel'))} />
        <h2>{t('imports:send.title')}</h2>
        <Form errors={errors} action={href(importPath(...at))} files>
          <FileField
            name={fileField}
            label={t('imports:send.file')}
            hint={t('imports:send.hint', { size, rows: format.integer(mostImportRows) })}
            accept=".xlsx,.csv"
          />
          <Button>{t('imports:send.button')}</Button>
        </Form>
      </>
    ),
  });
}

/** A file is sent: it is checked, and what was found is shown. */
export async function importForm(request: FormRequest): Promise<PageResult> {
  const { services, page, form } = request;
  const { t } = page;
  const { state, plan } = await deskPlan(request);
  const { maxUploadBytes: maxBytes } = services.config;
  if (!takesCommitments(plan.stage))
    return importPage(request, [{ field: '', message: t('imports:stage.title') }]);
  const accepted = await acceptFile(form.file(fileField), { kinds: ['text', 'xlsx'], maxBytes });
  if (!accepted.ok) {
    const message = t(`imports:send.problem.${accepted.problem}`, { size: fileSize(maxBytes) });
    return importPage(request, [{ field: fileField, message }]);
  }
  const id = await sendImport(services, personOf(request), plan, accepted.file);
  if (id !== undefined)
    return { kind: 'redirect', status: 303, path: reviewPath(state.slug, plan.edition, id) };
  const message = t('imports:send.problem.pending', { count: mostPending });
  return importPage(request, [{ field: '', message }]);
}

type Ending = 'csv' | 'xlsx';

/** The table as a file, empty or with the drafts that are there. */
async function tableFile(request: PageRequest, form: Ending, filled: boolean): Promise<PageResult> {
  const { services, page } = request;
  const { state, plan } = await deskPlan(request);
  const known = await knownOf(services.orm, plan);
  const rows: FileRow[] = filled ? importRows(known.commitments.values()) : [];
  const name = `${filled ? 'borradores' : 'plantilla'}-${state.slug}-${plan.edition}.${form}`;
  return form === 'csv'
    ? csvFile(name, importColumns, rows)
    : xlsxFile(name, templateSheets(page.t, rows, known));
}

export const templateFile = (form: Ending) => (request: PageRequest) => tableFile(request, form, false);
export const draftsFile = (form: Ending) => (request: PageRequest) => tableFile(request, form, true);
