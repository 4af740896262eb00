import { personOf } from '#platform/access/access.ts';
import type { PageResult } from '#platform/http/results.ts';
import { csvFile } from '#platform/http/table-file.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import { Button, ButtonLink, type FieldError, Form, Notice } from '#platform/ui/index.ts';
import type { PendingUpload } from '#platform/uploads/pending.ts';
import {
  dropImport,
  findImport,
  type ImportReview,
  importDrafts,
  reviewImport,
} from '../../../actions/import.ts';
import { planDeskPath } from '../../../rules/index.ts';
import { ImportFindings } from '../../../views/import-review.tsx';
import { backTo, crumbsTo, deskPlan, deskResult, idOf, nothingThere } from '../frame.ts';
import { importPath, reviewPath } from './paths.ts';

/** The plan that an address names, and the reader's own file for it. @throws Problem 403, 404 */
async function fileOf(request: PageRequest) {
  const { services } = request;
  const { state, plan } = await deskPlan(request);
  const upload = await findImport(services.orm, personOf(request), plan.id, idOf(request, 'file'));
  if (!upload) throw nothingThere();
  return { state, plan, upload };
}

interface Shown {
  upload: PendingUpload;
  review: ImportReview;
  errors?: readonly FieldError[];
  /** True where the plan changed between what was shown and the decision. */
  overtaken?: boolean;
}

async function showReview(request: PageRequest, shown: Shown): Promise<PageResult> {
  const { upload, review, errors = [], overtaken = false } = shown;
  const { page } = request;
  const { t, href } = page;
  const { state, plan } = await deskPlan(request);
  const at = [state.slug, plan.edition] as const;
  const writes = review.problems.length === 0 && review.planned.some(({ what }) => what !== 'same');
  return deskResult(request, {
    title: t('imports:review.title', { name: upload.name }),
    lead: t('imports:review.lead'),
    above: [...crumbsTo(page, state, plan), { label: t('imports:title'), href: href(importPath(...at)) }],
    filled: { values: {}, errors, overtaken },
    children: (
      <>
        {overtaken ? (
          <Notice kind="warning" live title={t('imports:review.changed.title')}>
            <p>{t('imports:review.changed.text')}</p>
          </Notice>
        ) : null}
        <ImportFindings review={review} problemsPath={`${reviewPath(...at, upload.id)}/problemas.csv`} />
        <Form errors={errors} hidden={{ version: review.stand }}>
          <div class="tq-decisions">
            {writes ? (
              <Button name="decision" value="guardar">
                {t('imports:review.confirm')}
              </Button>
            ) : (
              <ButtonLink href={href(importPath(...at))}>{t('imports:review.again')}</ButtonLink>
            )}
            <Button kind="secondary" name="decision" value="borrar">
              {t('imports:review.drop')}
            </Button>
          </div>
        </Form>
      </>
    ),
  });
}

/** `/gestion/planes/oaxaca/2/importar/<file>`: what a file would do to the plan as it is now. */
export async function reviewPage(request: PageRequest): Promise<PageResult> {
  const { plan, upload } = await fileOf(request);
  return showReview(request, { upload, review: await reviewImport(request.services.orm, plan, upload) });
}

/** A decision on a file: its commitments become drafts, or it is taken away. */
export async function decideForm(request: FormRequest): Promise<PageResult> {
  const { services, page, form } = request;
  const { t } = page;
  const { state, plan, upload } = await fileOf(request);
  const person = personOf(request);
  const again = async (field: string, message: string) =>
    showReview(request, {
      ...{ upload, review: await reviewImport(services.orm, plan, upload) },
      errors: [{ field, message }],
    });
  const decision = form.text('decision');
  if (decision === 'borrar') {
    await dropImport(services, person, plan, upload.id);
    return backTo(importPath(state.slug, plan.edition), 'guardado');
  }
  if (decision !== 'guardar') return again('', t('imports:review.choose'));
  const outcome = await importDrafts(services, person, {
    ...{ plan: plan.id, upload: upload.id, seen: form.text('version') },
  });
  if (outcome.kind === 'done') return backTo(planDeskPath(state.slug, plan.edition), 'guardado');
  if (outcome.kind === 'changed-meanwhile')
    return showReview(request, { upload, review: outcome.now, overtaken: true });
  if (outcome.why === 'gone' || outcome.why === 'no-plan') throw nothingThere();
  return again('', t(outcome.why === 'stage' ? 'imports:stage.title' : 'imports:review.problems'));
}

/** What comes from a file that was refused may begin like a formula; a space before it makes it a text. */
const spreadsheetSafe = (text: string) => (/^[=+@\t\r-]/.test(text) ? ` ${text}` : text);

/** All that is wrong with a file, as a table. */
export async function problemsFile(request: PageRequest): Promise<PageResult> {
  const { services, page } = request;
  const { plan, upload } = await fileOf(request);
  const { problems } = await reviewImport(services.orm, plan, upload);
  const stem = upload.name.replace(/\.\w+$/, '').replace(/[^\w-]+/g, '-');
  return csvFile(
    `${page.t('imports:review.filename')}-${stem}.csv`,
    ['row', 'column', 'message'],
    problems.map(({ row, column, message, es }) => ({
      ...{ row, column: spreadsheetSafe(column) },
      message: spreadsheetSafe(page.lang === 'es-MX' ? (es ?? message) : message),
    })),
  );
}
