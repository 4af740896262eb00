import { z } from 'zod';
import type { DataSet } from '#platform/data-sets/data-set.ts';
import { notFound } from '#platform/errors/problem.ts';
import { checkForm } from '#platform/http/form-data.ts';
import type { HtmlResult, PageResult } from '#platform/http/results.ts';
import type { Translate } from '#platform/i18n/i18n.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import {
  Button,
  type FieldError,
  FileField,
  Form,
  type FormValues,
  fileSize,
  TextField,
} from '#platform/ui/index.ts';
import { acceptFile } from '#platform/uploads/accept.ts';
import { mostPending } from '#platform/uploads/pending.ts';
import { checkFile } from '../../actions/data-sets.ts';
import { loadsOf } from '../../store/data-loads.ts';
import { dataPath, reviewPath } from '../../views/data-sets/addresses.ts';
import { LoadsTable } from '../../views/data-sets/loads-table.tsx';
import { seriesName, titleOf } from '../../views/data-sets/words.ts';
import { StaffPage } from '../../views/staff-page.tsx';
import { loadRow } from './loads.ts';

const fileField = 'archivo';

/** How many earlier loads are shown. */
const mostLoads = 20;

/** @throws Problem 404 */
function dataSetOf({ modules, params }: PageRequest): DataSet {
  const found = modules.flatMap(({ dataSets }) => dataSets).find(({ name }) => name === params.set);
  if (found) return found;
  throw notFound('No hay un conjunto de datos con ese nombre.', 'There is no data set of that name.');
}

/** What the options of a data set may be: an edition is a year, anything else a word. */
function optionsSchema(dataSet: DataSet, t: Translate) {
  const fields = Object.keys(dataSet.options).map((name) => [
    name,
    name === 'edition'
      ? z
          .string()
          .trim()
          .regex(/^\d{4}$/, t('uploads:send.problem.option'))
      : z
          .string()
          .trim()
          .regex(/^[\w.-]{1,60}$/, t('uploads:send.problem.optionText')),
  ]);
  return z.object(Object.fromEntries(fields) as Record<string, z.ZodString>);
}

function OptionFields({ dataSet, t }: { dataSet: DataSet; t: Translate }) {
  return (
    <>
      {Object.entries(dataSet.options).map(([name, help]) =>
        name === 'edition' ? (
          <TextField
            name={name}
            label={t('uploads:send.edition')}
            hint={t('uploads:send.editionHint')}
            width={5}
            autocomplete="off"
          />
        ) : (
          <TextField name={name} label={name} hint={<span lang="en">{help}</span>} autocomplete="off" />
        ),
      )}
    </>
  );
}

async function formPage(
  request: PageRequest,
  dataSet: DataSet,
  values: FormValues = {},
  errors: readonly FieldError[] = [],
): Promise<HtmlResult> {
  const { services, page } = request;
  const { t, href } = page;
  const rows = await Promise.all(
    (await loadsOf(services.orm, dataSet.name, mostLoads)).map((load) =>
      loadRow(services.orm, load, seriesName(load.dataSet).options || titleOf(dataSet, t)),
    ),
  );
  const title = titleOf(dataSet, t);
  const size = fileSize(services.config.maxUploadBytes);
  return {
    kind: 'html',
    title,
    description: t('uploads:send.lead'),
    indexed: false,
    ...(errors.length > 0 ? { status: 422 as const, failed: true } : {}),
    main: (
      <StaffPage
        request={request}
        title={title}
        lead={t('uploads:send.lead')}
        above={[{ label: t('uploads:data.title'), href: href(dataPath) }]}
      >
        <Form values={values} errors={errors} files>
          <FileField
            name={fileField}
            label={t('uploads:send.file')}
            hint={t('uploads:send.fileHint', { size })}
            accept=".csv,.txt,.json"
          />
          <OptionFields dataSet={dataSet} t={t} />
          <Button>{t('uploads:send.button')}</Button>
        </Form>
        <LoadsTable
          id="cargas"
          caption={t('uploads:send.history')}
          nameHeader={t('uploads:send.options')}
          rows={rows}
          empty={t('uploads:send.historyEmpty')}
        />
      </StaffPage>
    ),
  };
}

/** A data set: how to send a file, and what was loaded before. */
export function sendPage(request: PageRequest): Promise<PageResult> {
  return formPage(request, dataSetOf(request));
}

/** A file is sent: it is looked at and checked, and what was found is shown. */
export async function sendFile(request: FormRequest): Promise<PageResult> {
  const { services, page, form, subject } = request;
  const { t } = page;
  const dataSet = dataSetOf(request);
  const { maxUploadBytes } = services.config;
  const checked = checkForm(optionsSchema(dataSet, t), form);
  const accepted = await acceptFile(form.file(fileField), {
    kinds: ['text', 'json'],
    maxBytes: maxUploadBytes,
  });
  const errors: FieldError[] = accepted.ok
    ? []
    : [
        {
          field: fileField,
          message: t(`uploads:send.problem.${accepted.problem}`, { size: fileSize(maxUploadBytes) }),
        },
      ];
  if (!checked.ok) errors.push(...checked.errors);
  if (!accepted.ok || !checked.ok || subject.kind !== 'person') {
    return formPage(request, dataSet, form.values(), errors);
  }
  const id = await checkFile(services, subject, dataSet, checked.input, accepted.file);
  if (id !== undefined) return { kind: 'redirect', status: 303, path: reviewPath(id) };
  const message = t('uploads:send.problem.pending', { count: mostPending });
  return formPage(request, dataSet, form.values(), [{ field: '', message }]);
}
