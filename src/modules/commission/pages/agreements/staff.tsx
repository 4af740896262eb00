import { z } from 'zod';
import type { Person } from '#platform/access/subject.ts';
import { checkForm } from '#platform/http/form-data.ts';
import {
  oneOf,
  optionalDay,
  optionalText,
  requiredDay,
  requiredText,
  versionField,
} from '#platform/http/form-fields.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { Translate } from '#platform/i18n/i18n.ts';
import type { FormRequest, FormRoute, PageRequest, PageRoute } from '#platform/module.ts';
import {
  Button,
  type Column,
  DataTable,
  DayField,
  Form,
  Meanwhile,
  NoData,
  RadiosField,
  SelectField,
  type SummaryRow,
  TextArea,
  TextField,
} from '#platform/ui/index.ts';
import { readDocument } from '#platform/uploads/document.tsx';
import { makeAgreement, moveAgreement } from '../../actions/agreements.ts';
import { agreementPath, staffPaths } from '../../addresses.ts';
import { commissionActions } from '../../policies.ts';
import { agreementStates, movesOfAgreement } from '../../rules/index.ts';
import { type AgreementRow, agreementById } from '../../store/agreements.ts';
import { listItems } from '../../store/sessions.ts';
import { listMotions } from '../../store/votes.ts';
import { AgreementTag, ClockTag } from '../../views/agreement-tag.tsx';
import { DocumentLink } from '../../views/document-link.tsx';
import { addressValue, errorsOf, evidenceNames, RecordDocument } from '../documents.tsx';
import { benchSession, sessionWords } from '../sessions/bench.tsx';
import { backTo, type Filled, idOf, nothingThere, staffResult } from '../staff.ts';
import { type Agreement, readAgreements } from './read.ts';

/** `/gestion/comision/acuerdos`: those that still have to be kept first. */
async function listPage(request: PageRequest): Promise<PageResult> {
  const { services, page } = request;
  const { t, href } = page;
  const rank = ({ clock }: Agreement) => (clock === 'overdue' ? 0 : clock === 'open' ? 1 : 2);
  const rows = (await readAgreements(services.orm, services.now())).toSorted(
    (a, b) => rank(a) - rank(b) || (a.row.dueOn < b.row.dueOn ? -1 : 1),
  );
  const columns: Column<Agreement>[] = [
    {
      key: 'code',
      header: t('commission:agreements.columns.code'),
      cell: ({ row }) => <a href={href(`${staffPaths.agreements}/${row.id}`)}>{row.code}</a>,
    },
    { key: 'text', header: t('commission:agreements.columns.text'), cell: ({ row }) => row.text },
    {
      key: 'responsible',
      header: t('commission:agreements.columns.responsible'),
      cell: ({ row }) => row.responsible,
    },
    {
      key: 'due',
      header: t('commission:agreements.columns.due'),
      cell: ({ row }) => page.format.day(row.dueOn),
    },
    {
      key: 'state',
      header: t('commission:agreements.columns.state'),
      cell: ({ row, clock }) => (
        <>
          <AgreementTag state={row.state} /> <ClockTag clock={clock} />
        </>
      ),
    },
  ];
  return staffResult(request, {
    title: t('commission:agreements.title'),
    lead: t('commission:agreements.staffLead'),
    children: (
      <DataTable
        id="acuerdos"
        caption={t('commission:agreements.all')}
        columns={columns}
        rows={rows}
        empty={{
          title: t('commission:agreements.empty.title'),
          text: <a href={href(staffPaths.sessions)}>{t('commission:agreements.recordInSession')}</a>,
        }}
      />
    ),
  });
}

async function newPage(request: PageRequest, filled: Filled = { values: {} }): Promise<PageResult> {
  const { services, page } = request;
  const { t, href } = page;
  const session = await benchSession(request);
  if (session.number === null) throw nothingThere();
  const items = await listItems(services.orm, session.id);
  const motions = (await listMotions(services.orm, session.id)).filter(({ result }) => result === 'approved');
  return staffResult(request, {
    title: t('commission:agreements.form.new'),
    lead: t('commission:agreements.form.lead'),
    above: [
      { label: t('commission:sessions.title'), href: href(staffPaths.sessions) },
      {
        label: sessionWords(request, session),
        href: href(`${staffPaths.sessions}/${session.id}`),
      },
    ],
    filled,
    children: (
      <Form values={filled.values} errors={filled.errors ?? []}>
        <TextArea name="texto" label={t('commission:agreements.form.text')} rows={4} />
        <TextField
          name="responsable"
          label={t('commission:agreements.columns.responsible')}
          hint={t('commission:agreements.form.responsibleHint')}
        />
        <DayField name="vence" label={t('commission:agreements.columns.due')} values={filled.values} />
        <SelectField
          name="punto"
          label={t('commission:bench.item')}
          empty={t('commission:agreements.form.noItem')}
          options={items.map(({ id, number, title }) => ({ value: id, label: `${number}. ${title}` }))}
          optional
        />
        <SelectField
          name="votacion"
          label={t('commission:agreements.form.vote')}
          empty={t('commission:agreements.form.noVote')}
          options={motions.map(({ id, text }) => ({ value: id, label: text.slice(0, 120) }))}
          optional
        />
        <Button>{t('commission:agreements.form.record')}</Button>
      </Form>
    ),
  });
}

const newSchema = (t: Translate) =>
  z.object({
    texto: requiredText(t, 2000),
    responsable: requiredText(t, 200),
    vence: requiredDay(t),
    punto: optionalText(t, 40),
    votacion: optionalText(t, 40),
  });

const newFields = {
  due: 'vence',
  'no-item': 'punto',
  'no-motion': 'votacion',
  'not-approved': 'votacion',
} as const;

async function newForm(request: FormRequest): Promise<PageResult> {
  const { services, page, form, subject } = request;
  const { t } = page;
  const session = await benchSession(request);
  const values = form.values();
  const checked = checkForm(newSchema(t), form);
  if (!checked.ok) return newPage(request, { values, errors: checked.errors });
  const {
    texto: text,
    responsable: responsible,
    vence: dueOn,
    punto: item,
    votacion: motion,
  } = checked.input;
  const outcome = await makeAgreement(services, subject as Person, {
    ...{ session: session.id, text, responsible, dueOn, item, motion },
  });
  if (outcome.kind === 'done') return backTo(`${staffPaths.sessions}/${session.id}`, 'acuerdo');
  if (outcome.kind !== 'refused' || outcome.why === 'no-session') throw nothingThere();
  const { why } = outcome;
  const field = why === 'not-held' ? '' : newFields[why];
  return newPage(request, {
    values,
    errors: [{ field, message: t(`commission:agreements.refused.${why}`) }],
  });
}

const nowRows = (request: PageRequest, row: AgreementRow): SummaryRow[] => {
  const { t } = request.page;
  return [
    { key: t('commission:agreements.columns.state'), value: <AgreementTag state={row.state} /> },
    {
      key: t('commission:agreements.evidence'),
      value: row.evidence ? <DocumentLink document={row.evidence} /> : <NoData />,
    },
    { key: t('commission:agreements.note'), value: row.note ?? <NoData /> },
  ];
};

function editResult(
  request: PageRequest,
  row: AgreementRow,
  filled: Filled,
  version = row.version,
): PageResult {
  const { t, href } = request.page;
  const states = agreementStates.filter(
    (state) => state === row.state || movesOfAgreement(row.state).includes(state),
  );
  return staffResult(request, {
    title: t('commission:agreements.one', { code: row.code }),
    lead: row.text,
    above: [{ label: t('commission:agreements.title'), href: href(staffPaths.agreements) }],
    filled,
    children: (
      <>
        {filled.overtaken ? <Meanwhile rows={nowRows(request, row)} /> : null}
        <p>
          {t('commission:plan.responsible', { responsible: row.responsible })}{' '}
          {t('commission:plan.due', { date: request.page.format.day(row.dueOn) })}{' '}
          <a href={href(agreementPath(row.code))}>{t('commission:agreements.public')}</a>
        </p>
        <Form values={filled.values} errors={filled.errors ?? []} hidden={{ version: String(version) }} files>
          <RadiosField
            name="estado"
            label={t('commission:agreements.columns.state')}
            choices={states.map((state) => ({
              value: state,
              label: t(`commission:agreements.states.${state}`),
            }))}
          />
          <DayField
            name="cumplido"
            label={t('commission:agreements.fulfilledOn')}
            hint={t('commission:agreements.form.fulfilledHint')}
            values={filled.values}
            optional
          />
          <RecordDocument
            standing={row.evidence}
            names={evidenceNames}
            label={t('commission:agreements.evidence')}
            hint={t('commission:agreements.form.evidenceHint')}
            maxBytes={request.services.config.maxUploadBytes}
          />
          <TextArea
            name="nota"
            label={t('commission:agreements.note')}
            hint={t('commission:agreements.form.noteHint')}
            rows={3}
            optional
          />
          <Button>{t(filled.overtaken ? 'form.meanwhile.send' : 'commission:save')}</Button>
        </Form>
      </>
    ),
  });
}

async function agreementOf(request: PageRequest): Promise<AgreementRow> {
  const row = await agreementById(request.services.orm, idOf(request, 'agreement'));
  if (row) return row;
  throw nothingThere();
}

async function editPage(request: PageRequest): Promise<PageResult> {
  const row = await agreementOf(request);
  const { state, fulfilledOn, evidence, note } = row;
  return editResult(request, row, {
    values: {
      estado: state,
      cumplido: fulfilledOn ?? '',
      evidencia: addressValue(evidence),
      nota: note ?? '',
    },
  });
}

const editFields = {
  move: 'estado',
  'no-evidence': 'evidencia',
  'no-reason': 'nota',
  future: 'cumplido',
  'before-session': 'cumplido',
} as const;

async function editForm(request: FormRequest): Promise<PageResult> {
  const { services, page, form, subject } = request;
  const { t } = page;
  const row = await agreementOf(request);
  const values = form.values();
  const schema = z.object({
    estado: oneOf(t, agreementStates),
    cumplido: optionalDay(t),
    nota: optionalText(t, 2000),
  });
  const checked = checkForm(schema, form);
  const seen = versionField.parse(form.text('version'));
  const sent = await readDocument(request, { names: evidenceNames });
  if (!checked.ok || !sent.ok)
    return editResult(request, row, { values, errors: errorsOf(checked, sent) }, seen);
  const { estado: state, cumplido: fulfilledOn, nota: note } = checked.input;
  const outcome = await moveAgreement(services, subject as Person, row.id, {
    ...{ state, fulfilledOn, evidence: sent.document, note, seen },
  });
  if (outcome.kind === 'done') return backTo(staffPaths.agreements, 'guardado');
  if (outcome.kind === 'changed-meanwhile')
    return editResult(request, outcome.now, { values, overtaken: true });
  const { why } = outcome;
  if (why === 'no-agreement') throw nothingThere();
  const errors = [{ field: editFields[why], message: t(`commission:agreements.refused.${why}`) }];
  return editResult(request, row, { values, errors }, seen);
}

const access = commissionActions.agreements;
const recordPath = `${staffPaths.sessions}/:session/acuerdos` as const;

export const staffAgreementPages: readonly PageRoute[] = [
  { path: staffPaths.agreements, access, cache: 'none', handle: listPage },
  { path: recordPath, access, cache: 'none', handle: (request) => newPage(request) },
  { path: `${staffPaths.agreements}/:agreement`, access, cache: 'none', handle: editPage },
];

export const staffAgreementForms: readonly FormRoute[] = [
  { path: recordPath, access, handle: newForm },
  { path: `${staffPaths.agreements}/:agreement`, access, files: {}, handle: editForm },
];
