import { z } from 'zod';
import { FEDERATION, listStates } from '#modules/territory/index.ts';
import type { Person } from '#platform/access/subject.ts';
import { checkForm } from '#platform/http/form-data.ts';
import { oneOf, optionalText, requiredDay, requiredText, versionField } from '#platform/http/form-fields.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FormRequest, FormRoute, PageRequest, PageRoute } from '#platform/module.ts';
import {
  Button,
  ButtonLink,
  type Column,
  DataTable,
  DayField,
  Form,
  Meanwhile,
  SelectField,
  SummaryList,
  TextArea,
  TextField,
} from '#platform/ui/index.ts';
import { readDocument } from '#platform/uploads/document.tsx';
import { makeExhortation, recordStep } from '../../actions/exhortations.ts';
import { exhortationPath, staffPaths } from '../../addresses.ts';
import { type Exhortation, readExhortations } from '../../exhortations.ts';
import { commissionActions } from '../../policies.ts';
import { congressOf, exhortationSteps } from '../../rules/index.ts';
import { listAgreements } from '../../store/agreements.ts';
import { type EventRow, type ExhortationRow, eventsOf, findExhortation } from '../../store/exhortations.ts';
import { documentNames, errorsOf, RecordDocument } from '../documents.tsx';
import { backTo, type Filled, idOf, nothingThere, staffResult } from '../staff.ts';

async function listPage(request: PageRequest): Promise<PageResult> {
  const { services, page } = request;
  const { t, href } = page;
  const columns: Column<Exhortation>[] = [
    {
      key: 'subject',
      header: t('commission:exhortations.columns.subject'),
      cell: ({ row }) => <a href={href(`${staffPaths.exhortations}/${row.id}`)}>{row.subject}</a>,
    },
    {
      key: 'addressee',
      header: t('commission:exhortations.columns.addressee'),
      cell: ({ row }) => row.addressee,
    },
    {
      key: 'step',
      header: t('commission:exhortations.columns.step'),
      cell: ({ furthest }) => (furthest ? t(`commission:exhortations.steps.${furthest}`) : '–'),
    },
  ];
  return staffResult(request, {
    title: t('commission:exhortations.title'),
    lead: t('commission:exhortations.staffLead'),
    children: (
      <>
        <p>
          <ButtonLink href={href(`${staffPaths.exhortations}/nuevo`)}>
            {t('commission:exhortations.form.new')}
          </ButtonLink>
        </p>
        <DataTable
          id="exhortos"
          caption={t('commission:exhortations.title')}
          columns={columns}
          rows={await readExhortations(services.orm)}
          empty={{ title: t('commission:exhortations.empty') }}
        />
      </>
    ),
  });
}

const aboveList = ({ page: { t, href } }: PageRequest) => [
  { label: t('commission:exhortations.title'), href: href(staffPaths.exhortations) },
];

async function newPage(request: PageRequest, filled: Filled = { values: {} }): Promise<PageResult> {
  const { services, page } = request;
  const { t } = page;
  const states = (await listStates(services.orm)).filter(({ clave }) => clave !== FEDERATION);
  const agreements = await listAgreements(services.orm);
  return staffResult(request, {
    title: t('commission:exhortations.form.new'),
    lead: t('commission:exhortations.form.lead'),
    above: aboveList(request),
    filled,
    children: (
      <Form values={filled.values} errors={filled.errors ?? []} files>
        <SelectField
          name="entidad"
          label={t('commission:exhortations.form.state')}
          empty={t('commission:exhortations.form.noState')}
          options={states.map(({ clave, name }) => ({ value: clave, label: name }))}
          optional
        />
        <TextField
          name="destinatario"
          label={t('commission:exhortations.columns.addressee')}
          hint={t('commission:exhortations.form.addresseeHint')}
          optional
        />
        <TextField name="asunto" label={t('commission:exhortations.columns.subject')} />
        <TextArea name="texto" label={t('commission:exhortations.form.text')} rows={5} />
        {agreements.length > 0 ? (
          <SelectField
            name="acuerdo"
            label={t('commission:exhortations.form.agreement')}
            empty={t('commission:exhortations.form.noAgreement')}
            options={agreements.map(({ id, code, text }) => ({
              value: id,
              label: `${code}: ${text.slice(0, 80)}`,
            }))}
            optional
          />
        ) : null}
        <DayField name="enviado" label={t('commission:exhortations.form.sent')} values={filled.values} />
        <RecordDocument
          standing={null}
          names={documentNames}
          label={t('commission:exhortations.document')}
          maxBytes={services.config.maxUploadBytes}
        />
        <Button>{t('commission:exhortations.form.record')}</Button>
      </Form>
    ),
  });
}

async function newForm(request: FormRequest): Promise<PageResult> {
  const { services, page, form, subject } = request;
  const { t } = page;
  const states = (await listStates(services.orm)).filter(({ clave }) => clave !== FEDERATION);
  const agreements = (await listAgreements(services.orm)).map(({ id }) => id);
  const values = form.values();
  const schema = z.object({
    entidad: oneOf(t, ['', ...states.map(({ clave }) => clave)]),
    destinatario: optionalText(t, 200),
    asunto: requiredText(t),
    texto: requiredText(t, 5000),
    acuerdo: oneOf(t, ['', ...agreements]),
    enviado: requiredDay(t),
  });
  const checked = checkForm(schema, form);
  const sent = await readDocument(request, { names: documentNames });
  if (!checked.ok || !sent.ok) return newPage(request, { values, errors: errorsOf(checked, sent) });
  const { entidad, destinatario, asunto, texto, acuerdo, enviado } = checked.input;
  const state = states.find(({ clave }) => clave === entidad);
  if (!state && destinatario === null) {
    const message = t('commission:exhortations.refused.addressee');
    return newPage(request, { values, errors: [{ field: 'destinatario', message }] });
  }
  const outcome = await makeExhortation(services, subject as Person, {
    ...{ subject: asunto, text: texto, state: entidad || null, agreement: acuerdo || null },
    ...{ sentOn: enviado, document: sent.document },
    addressee: destinatario ?? congressOf(state?.name ?? ''),
  });
  if (outcome.kind === 'done') return backTo(`${staffPaths.exhortations}/${outcome.value}`, 'guardado');
  const message = t('commission:exhortations.refused.future');
  return newPage(request, { values, errors: [{ field: 'enviado', message }] });
}

const stepRows = ({ page }: PageRequest, events: readonly EventRow[]) =>
  events.map(({ step, on }) => ({
    key: page.t(`commission:exhortations.steps.${step}`),
    value: page.format.day(on),
  }));

async function stepResult(
  request: PageRequest,
  row: ExhortationRow,
  filled: Filled,
  version = row.version,
): Promise<PageResult> {
  const { t, href } = request.page;
  const events = await eventsOf(request.services.orm, row.id);
  const left = exhortationSteps.filter((step) => !events.some((event) => event.step === step));
  const rows = stepRows(request, events);
  return staffResult(request, {
    title: row.subject,
    lead: t('commission:exhortations.to', { addressee: row.addressee }),
    above: aboveList(request),
    filled,
    children: (
      <>
        {filled.overtaken ? <Meanwhile rows={rows} /> : <SummaryList rows={rows} />}
        <p>
          <a href={href(exhortationPath(row.id))}>{t('commission:exhortations.public')}</a>
        </p>
        {left.length === 0 ? (
          <p>{t('commission:exhortations.complete')}</p>
        ) : (
          <Form
            values={filled.values}
            errors={filled.errors ?? []}
            hidden={{ version: String(version) }}
            files
          >
            <SelectField
              name="paso"
              label={t('commission:exhortations.form.step')}
              empty={t('commission:bench.choose')}
              options={left.map((step) => ({
                value: step,
                label: t(`commission:exhortations.steps.${step}`),
              }))}
            />
            <DayField name="dia" label={t('commission:exhortations.form.on')} values={filled.values} />
            <RecordDocument
              standing={null}
              names={documentNames}
              label={t('commission:exhortations.document')}
              maxBytes={request.services.config.maxUploadBytes}
            />
            <TextArea name="nota" label={t('commission:exhortations.form.note')} rows={2} optional />
            <Button>{t('commission:exhortations.form.recordStep')}</Button>
          </Form>
        )}
      </>
    ),
  });
}

async function exhortationOf(request: PageRequest): Promise<ExhortationRow> {
  const row = await findExhortation(request.services.orm, idOf(request, 'exhortation'));
  if (row) return row;
  throw nothingThere();
}

async function stepForm(request: FormRequest): Promise<PageResult> {
  const { services, page, form, subject } = request;
  const { t } = page;
  const row = await exhortationOf(request);
  const values = form.values();
  const schema = z.object({
    paso: oneOf(t, exhortationSteps),
    dia: requiredDay(t),
    nota: optionalText(t, 1000),
  });
  const checked = checkForm(schema, form);
  const seen = versionField.parse(form.text('version'));
  const sent = await readDocument(request, { names: documentNames });
  if (!checked.ok || !sent.ok)
    return stepResult(request, row, { values, errors: errorsOf(checked, sent) }, seen);
  const { paso: step, dia: on, nota: note } = checked.input;
  const { document } = sent;
  const outcome = await recordStep(services, subject as Person, row.id, { step, on, document, note, seen });
  if (outcome.kind === 'done') return backTo(`${staffPaths.exhortations}/${row.id}`, 'guardado');
  if (outcome.kind === 'changed-meanwhile')
    return stepResult(request, outcome.now, { values, overtaken: true });
  const { why } = outcome;
  if (why === 'no-exhortation') throw nothingThere();
  const field = why === 'twice' || why === 'not-sent' ? 'paso' : 'dia';
  const errors = [{ field, message: t(`commission:exhortations.refused.${why}`) }];
  return stepResult(request, row, { values, errors }, seen);
}

const access = commissionActions.exhortations;
const path = staffPaths.exhortations;

export const staffExhortationPages: readonly PageRoute[] = [
  { path, access, cache: 'none', handle: listPage },
  { path: `${path}/nuevo`, access, cache: 'none', handle: (request) => newPage(request) },
  {
    ...{ path: `${path}/:exhortation`, access, cache: 'none' },
    handle: async (request) => stepResult(request, await exhortationOf(request), { values: {} }),
  },
];

export const staffExhortationForms: readonly FormRoute[] = [
  { path: `${path}/nuevo`, access, files: {}, handle: newForm },
  { path: `${path}/:exhortation`, access, files: {}, handle: stepForm },
];
