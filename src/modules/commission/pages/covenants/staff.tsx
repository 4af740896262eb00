import { z } from 'zod';
import type { Person } from '#platform/access/subject.ts';
import { dayAt } from '#platform/calendar/days.ts';
import { centralZone } from '#platform/calendar/zones.ts';
import { checkForm } from '#platform/http/form-data.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { Translate } from '#platform/i18n/i18n.ts';
import type { FormRequest, FormRoute, PageRequest, PageRoute } from '#platform/module.ts';
import {
  Button,
  ButtonLink,
  type Column,
  DataTable,
  Form,
  type FormValues,
  NumberField,
  RadiosField,
  TextArea,
  TextField,
} from '#platform/ui/index.ts';
import {
  type CovenantFacts,
  type CovenantRefusal,
  changeCovenant,
  makeCovenant,
  promiseDeliverable,
} from '../../actions/covenants.ts';
import { covenantPath, staffPaths } from '../../addresses.ts';
import { commissionActions } from '../../policies.ts';
import { covenantStates, movesOfCovenant, renewalAlarm } from '../../rules/index.ts';
import {
  type CovenantRow,
  type DeliverableRow,
  deliverablesOf,
  findCovenant,
  listCovenants,
} from '../../store/covenants.ts';
import { AlarmTag, CovenantTag } from '../../views/covenant-tags.tsx';
import { DayField } from '../../views/day-field.tsx';
import { Meanwhile } from '../../views/meanwhile.tsx';
import { oneOf, optionalAddress, optionalDay, requiredText, versionField } from '../fields.ts';
import { backTo, type Filled, idOf, nothingThere, staffResult } from '../staff.tsx';
import { deliverableForm, deliverablePage } from './deliverable.tsx';
import { deliverableColumns } from './public.tsx';

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
      t('commission:problem.unsafe'),
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
  documento: optionalAddress(t),
});

type FactInput = z.output<z.ZodObject<ReturnType<typeof factFields>>>;

const factsOf = (input: FactInput): CovenantFacts => ({
  ...{ title: input.titulo, parties: input.partes, object: input.objeto, signedOn: input.firmado },
  ...{ from: input.desde, to: input.hasta, renewalDays: input.aviso, document: input.documento },
});

function FactFields({ t, values }: { t: Translate; values: FormValues }) {
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
      <TextField name="documento" type="url" label={t('commission:covenants.document')} optional />
    </>
  );
}

const aboveList = ({ page: { t, href } }: PageRequest) => [
  { label: t('commission:covenants.title'), href: href(staffPaths.covenants) },
];

function newPage(request: PageRequest, filled: Filled = { values: { aviso: '60' } }): PageResult {
  const { t } = request.page;
  return staffResult(request, {
    title: t('commission:covenants.form.new'),
    above: aboveList(request),
    filled,
    children: (
      <Form values={filled.values} errors={filled.errors ?? []}>
        <FactFields t={t} values={filled.values} />
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
  if (!checked.ok) return newPage(request, { values, errors: checked.errors });
  const outcome = await makeCovenant(services, subject as Person, factsOf(checked.input));
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
        <Form values={filled.values} errors={filled.errors ?? []} hidden={{ version: String(version) }}>
          <RadiosField
            name="estado"
            label={t('commission:covenants.columns.state')}
            choices={states.map((state) => ({
              value: state,
              label: t(`commission:covenants.states.${state}`),
            }))}
          />
          <FactFields t={t} values={filled.values} />
          <Button>{t(filled.overtaken ? 'commission:meanwhile.send' : 'commission:save')}</Button>
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

async function covenantOf(request: PageRequest): Promise<CovenantRow> {
  const row = await findCovenant(request.services.orm, idOf(request, 'covenant'));
  if (row) return row;
  throw nothingThere();
}

async function editPage(request: PageRequest): Promise<PageResult> {
  const row = await covenantOf(request);
  return editResult(request, row, {
    values: {
      ...{ estado: row.state, titulo: row.title, partes: row.parties.join('\n'), objeto: row.object },
      ...{ firmado: row.signedOn ?? '', desde: row.from ?? '', hasta: row.to ?? '' },
      ...{ aviso: String(row.renewalDays), documento: row.document ?? '' },
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
  if (!checked.ok) return editResult(request, row, { values, errors: checked.errors }, seen);
  const change = { ...factsOf(checked.input), state: checked.input.estado, seen };
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

async function promisePage(request: PageRequest, filled: Filled = { values: {} }): Promise<PageResult> {
  const { t, href } = request.page;
  const row = await covenantOf(request);
  return staffResult(request, {
    title: t('commission:covenants.deliverable.new'),
    lead: row.title,
    above: [...aboveList(request), { label: row.title, href: href(`${staffPaths.covenants}/${row.id}`) }],
    filled,
    children: (
      <Form values={filled.values} errors={filled.errors ?? []}>
        <TextField name="titulo" label={t('commission:covenants.deliverable.title')} />
        <TextField name="responsable" label={t('commission:agreements.columns.responsible')} />
        <DayField
          name="vence"
          label={t('commission:agreements.columns.due')}
          values={filled.values}
          optional
        />
        <Button>{t('commission:covenants.deliverable.add')}</Button>
      </Form>
    ),
  });
}

async function promiseForm(request: FormRequest): Promise<PageResult> {
  const { services, page, form, subject } = request;
  const { t } = page;
  const { id } = await covenantOf(request);
  const values = form.values();
  const schema = z.object({
    titulo: requiredText(t),
    responsable: requiredText(t, 200),
    vence: optionalDay(t),
  });
  const checked = checkForm(schema, form);
  if (!checked.ok) return promisePage(request, { values, errors: checked.errors });
  const { titulo: title, responsable: responsible, vence: dueOn } = checked.input;
  const outcome = await promiseDeliverable(services, subject as Person, id, { title, responsible, dueOn });
  if (outcome.kind === 'done') return backTo(`${staffPaths.covenants}/${id}`, 'guardado');
  if (outcome.kind === 'refused' && outcome.why === 'due') {
    const message = t('commission:covenants.refused.due');
    return promisePage(request, { values, errors: [{ field: 'vence', message }] });
  }
  throw nothingThere();
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
  { path: `${path}/nuevo`, access, handle: newForm },
  { path: `${path}/:covenant`, access, handle: editForm },
  { path: `${path}/:covenant/entregables`, access, handle: promiseForm },
  { path: `${path}/:covenant/entregables/:deliverable`, access, handle: deliverableForm },
];
