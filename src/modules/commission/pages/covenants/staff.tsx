import { z } from 'zod';
import type { Person } from '#platform/access/subject.ts';
import { dayAt } from '#platform/calendar/days.ts';
import { centralZone } from '#platform/calendar/zones.ts';
import { checkForm } from '#platform/http/form-data.ts';
import { oneOf, optionalDay, requiredText, versionField } from '#platform/http/form-fields.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { Translate } from '#platform/i18n/i18n.ts';
import type { FormRequest, FormRoute, PageRequest, PageRoute } from '#platform/module.ts';
import {
  Button,
  ButtonLink,
  type Column,
  DataTable,
  DayField,
  Form,
  type FormValues,
  Meanwhile,
  NumberField,
  RadiosField,
  TextArea,
  TextField,
} from '#platform/ui/index.ts';
import { type PendingDocument, readDocument } from '#platform/uploads/document.tsx';
import {
  type CovenantFacts,
  type CovenantRefusal,
  changeCovenant,
  makeCovenant,
} from '../../actions/covenants.ts';
import { covenantPath, staffPaths } from '../../addresses.ts';
import { commissionActions } from '../../policies.ts';
import { covenantStates, movesOfCovenant, renewalAlarm } from '../../rules/index.ts';
import {
  type CovenantRow,
  type DeliverableRow,
  deliverablesOf,
  listCovenants,
} from '../../store/covenants.ts';
import { AlarmTag, CovenantTag } from '../../views/covenant-tags.tsx';
import { addressValue, documentNames, errorsOf, RecordDocument } from '../documents.tsx';
import { backTo, type Filled, nothingThere, staffResult } from '../staff.ts';
import { deliverableForm, deliverablePage } from './deliverable.tsx';
import { promiseForm, promisePage } from './promise.tsx';
import { deliverableColumns } from './public.tsx';
import { aboveList, covenantOf } from './record.ts';

async function listPage(request: PageRequest): Promise<PageResult> {
  const { services, page } = request;
  const { t, href } = page;
  const today = dayAt(services.now(), centralZone);
  const columns: Column<CovenantRow>[] = [
    {
      key: 'title',
      header: t('commission:covenants.columns.title'),
      cell: ({ id, title }) => <a href={href(`${staffPaths.covenants}/${id}`)}>{title}</a>,
    },
    {
      key: 'state',
      header: t('commission:covenants.columns.state'),
      cell: (row) => (
        <>
          <CovenantTag state={row.state} /> <AlarmTag alarm={renewalAlarm(row, today)} />
        </>
      ),
    },
  ];
  return staffResult(request, {
    title: t('commission:covenants.title'),
    lead: t('commission:covenants.staffLead'),
    children: (
      <>
        <p>
          <ButtonLink href={href(`${staffPaths.covenants}/nuevo`)}>
            {t('commission:covenants.form.new')}
          </ButtonLink>
        </p>
        <DataTable
          id="convenios"
          caption={t('commission:covenants.title')}
          columns={columns}
          rows={await listCovenants(services.orm)}
          empty={{ title: t('commission:covenants.empty.title') }}
        />
      </>
    ),
  });
}

const longestRenewal = 3650;

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

const factFields = (t: Translate) => ({
  titulo: requiredText(t),
  partes: z
    .string()
    .transform(linesOf)
    .refine((lines) => lines.length >= 2 && lines.length <= 40, t('commission:covenants.form.twoParties'))
    .refine(
      (lines) => lines.every((line) => requiredText(t, 200).safeParse(line).success),
      t('form.problem.unsafe'),
    ),
  objeto: requiredText(t, 2000),
  firmado: optionalDay(t),
  desde: optionalDay(t),
  hasta: optionalDay(t),
  aviso: z
    .string()
    .trim()
    .refine(
      (text) => /^\d{1,4}$/.test(text) && Number(text) <= longestRenewal,
      t('commission:covenants.form.renewalProblem', { most: longestRenewal }),
    )
    .transform(Number),
});

type FactInput = z.output<z.ZodObject<ReturnType<typeof factFields>>>;

const factsOf = (input: FactInput, document: PendingDocument | null): CovenantFacts => ({
  ...{ title: input.titulo, parties: input.partes, object: input.objeto, signedOn: input.firmado },
  ...{ from: input.desde, to: input.hasta, renewalDays: input.aviso, document },
});

function FactFields({
  request,
  values,
  standing = null,
}: {
  request: PageRequest;
  values: FormValues;
  standing?: string | null;
}) {
  const { t } = request.page;
  return (
    <>
      <TextField name="titulo" label={t('commission:covenants.columns.title')} />
      <TextArea
        name="partes"
        label={t('commission:covenants.columns.parties')}
        hint={t('commission:covenants.form.partiesHint')}
        rows={3}
      />
      <TextArea name="objeto" label={t('commission:covenants.form.object')} rows={4} />
      <DayField name="firmado" label={t('commission:covenants.signedOn')} values={values} optional />
      <DayField name="desde" label={t('commission:covenants.from')} values={values} optional />
      <DayField name="hasta" label={t('commission:covenants.columns.to')} values={values} optional />
      <NumberField
        name="aviso"
        label={t('commission:covenants.renewal')}
        hint={t('commission:covenants.form.renewalHint')}
        width={4}
      />
      <RecordDocument
        standing={standing}
        names={documentNames}
        label={t('commission:covenants.document')}
        maxBytes={request.services.config.maxUploadBytes}
      />
    </>
  );
}

function newPage(request: PageRequest, filled: Filled = { values: { aviso: '60' } }): PageResult {
  const { t } = request.page;
  return staffResult(request, {
    title: t('commission:covenants.form.new'),
    above: aboveList(request),
    filled,
    children: (
      <Form values={filled.values} errors={filled.errors ?? []} files>
        <FactFields request={request} values={filled.values} />
        <Button>{t('commission:covenants.form.record')}</Button>
      </Form>
    ),
  });
}

const refusedFields: Readonly<Record<CovenantRefusal, string>> = {
  days: 'hasta',
  'signed-later': 'firmado',
  'not-signed': 'firmado',
  future: 'firmado',
};

const problemOf = (t: Translate, why: CovenantRefusal) => ({
  field: refusedFields[why],
  message: t(`commission:covenants.refused.${why}`),
});

async function newForm(request: FormRequest): Promise<PageResult> {
  const { services, page, form, subject } = request;
  const { t } = page;
  const values = form.values();
  const checked = checkForm(z.object(factFields(t)), form);
  const sent = await readDocument(request, { names: documentNames });
  if (!checked.ok || !sent.ok) return newPage(request, { values, errors: errorsOf(checked, sent) });
  const outcome = await makeCovenant(services, subject as Person, factsOf(checked.input, sent.document));
  if (outcome.kind === 'done') return backTo(`${staffPaths.covenants}/${outcome.value}`, 'guardado');
  if (outcome.kind === 'refused') return newPage(request, { values, errors: [problemOf(t, outcome.why)] });
  throw nothingThere();
}

async function editResult(
  request: PageRequest,
  row: CovenantRow,
  filled: Filled,
  version = row.version,
): Promise<PageResult> {
  const { services, page } = request;
  const { t, href, format } = page;
  const today = dayAt(services.now(), centralZone);
  const states = covenantStates.filter(
    (state) => state === row.state || movesOfCovenant(row.state).includes(state),
  );
  const columns: Column<DeliverableRow>[] = [
    ...deliverableColumns(page, today),
    {
      key: 'change',
      header: t('commission:covenants.deliverable.change'),
      cell: ({ id, title }) => (
        <a href={href(`${staffPaths.covenants}/${row.id}/entregables/${id}`)}>
          {t('commission:covenants.deliverable.say')}
          <span class="govuk-visually-hidden">: {title}</span>
        </a>
      ),
    },
  ];
  return staffResult(request, {
    title: row.title,
    above: aboveList(request),
    filled,
    children: (
      <>
        {filled.overtaken ? (
          <Meanwhile
            rows={[
              { key: t('commission:covenants.columns.title'), value: row.title },
              { key: t('commission:covenants.columns.state'), value: <CovenantTag state={row.state} /> },
              { key: t('commission:covenants.columns.parties'), value: format.list(row.parties) },
              { key: t('commission:covenants.form.object'), value: row.object },
            ]}
          />
        ) : null}
        <p>
          <a href={href(covenantPath(row.id))}>{t('commission:covenants.public')}</a>
        </p>
        <Form values={filled.values} errors={filled.errors ?? []} hidden={{ version: String(version) }} files>
          <RadiosField
            name="estado"
            label={t('commission:covenants.columns.state')}
            choices={states.map((state) => ({
              value: state,
              label: t(`commission:covenants.states.${state}`),
            }))}
          />
          <FactFields request={request} values={filled.values} standing={row.document} />
          <Button>{t(filled.overtaken ? 'form.meanwhile.send' : 'commission:save')}</Button>
        </Form>
        <DataTable
          id="entregables"
          caption={t('commission:covenants.deliverables')}
          columns={columns}
          rows={await deliverablesOf(services.orm, row.id)}
          empty={{ title: t('commission:covenants.nothingPromised') }}
        />
        <p>
          <ButtonLink kind="secondary" href={href(`${staffPaths.covenants}/${row.id}/entregables`)}>
            {t('commission:covenants.deliverable.new')}
          </ButtonLink>
        </p>
      </>
    ),
  });
}

async function editPage(request: PageRequest): Promise<PageResult> {
  const row = await covenantOf(request);
  return editResult(request, row, {
    values: {
      ...{ estado: row.state, titulo: row.title, partes: row.parties.join('\n'), objeto: row.object },
      ...{ firmado: row.signedOn ?? '', desde: row.from ?? '', hasta: row.to ?? '' },
      ...{ aviso: String(row.renewalDays), documento: addressValue(row.document) },
    },
  });
}

async function editForm(request: FormRequest): Promise<PageResult> {
  const { services, page, form, subject } = request;
  const { t } = page;
  const row = await covenantOf(request);
  const values = form.values();
  const checked = checkForm(z.object({ ...factFields(t), estado: oneOf(t, covenantStates) }), form);
  const seen = versionField.parse(form.text('version'));
  const sent = await readDocument(request, { names: documentNames });
  if (!checked.ok || !sent.ok)
    return editResult(request, row, { values, errors: errorsOf(checked, sent) }, seen);
  const change = { ...factsOf(checked.input, sent.document), state: checked.input.estado, seen };
  const outcome = await changeCovenant(services, subject as Person, row.id, change);
  if (outcome.kind === 'done') return backTo(`${staffPaths.covenants}/${row.id}`, 'guardado');
  if (outcome.kind === 'changed-meanwhile')
    return editResult(request, outcome.now, { values, overtaken: true });
  const { why } = outcome;
  if (why === 'no-covenant') throw nothingThere();
  const error =
    why === 'move' ? { field: 'estado', message: t('commission:problem.move') } : problemOf(t, why);
  return editResult(request, row, { values, errors: [error] }, seen);
}

const access = commissionActions.covenants;
const path = staffPaths.covenants;

export const staffCovenantPages: readonly PageRoute[] = [
  { path, access, cache: 'none', handle: listPage },
  { path: `${path}/nuevo`, access, cache: 'none', handle: (request) => newPage(request) },
  { path: `${path}/:covenant`, access, cache: 'none', handle: editPage },
  {
    ...{ path: `${path}/:covenant/entregables`, access, cache: 'none' },
    handle: (request) => promisePage(request),
  },
  { path: `${path}/:covenant/entregables/:deliverable`, access, cache: 'none', handle: deliverablePage },
];

export const staffCovenantForms: readonly FormRoute[] = [
  { path: `${path}/nuevo`, access, files: {}, handle: newForm },
  { path: `${path}/:covenant`, access, files: {}, handle: editForm },
  { path: `${path}/:covenant/entregables`, access, handle: promiseForm },
  { path: `${path}/:covenant/entregables/:deliverable`, access, files: {}, handle: deliverableForm },
];
