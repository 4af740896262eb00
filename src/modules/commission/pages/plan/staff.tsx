import { z } from 'zod';
import type { Person } from '#platform/access/subject.ts';
import { checkForm } from '#platform/http/form-data.ts';
import { oneOf, optionalDay, optionalText, requiredText, versionField } from '#platform/http/form-fields.ts';
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
  SummaryList,
  TextArea,
  TextField,
} from '#platform/ui/index.ts';
import { readDocument } from '#platform/uploads/document.tsx';
import { moveAction, planAction } from '../../actions/work-plan.ts';
import { linePath, staffPaths } from '../../addresses.ts';
import { commissionActions } from '../../policies.ts';
import { lineStates, movesOfAction } from '../../rules/index.ts';
import {
  type ActionRow,
  findAction,
  findLine,
  type LineRow,
  listActions,
  listLines,
} from '../../store/work-plan.ts';
import { DocumentLink } from '../../views/document-link.tsx';
import { LineTag } from '../../views/plan-line.tsx';
import { errorsOf, evidenceNames, RecordDocument } from '../documents.tsx';
import { backTo, type Filled, idOf, nothingThere, staffResult } from '../staff.ts';

const lineText = ({ page }: PageRequest, line: LineRow) => (page.lang === 'es-MX' ? line.text : line.textEn);

/** All lines, each with the way to plan something for it and to the actions there are. */
async function listPage(request: PageRequest): Promise<PageResult> {
  const { services, page } = request;
  const { t, href } = page;
  const lines = await listLines(services.orm);
  const actions = Map.groupBy(await listActions(services.orm), ({ line }) => line);
  const columns: Column<LineRow>[] = [
    {
      key: 'line',
      header: t('commission:plan.columns.line'),
      cell: (line) => (
        <a href={href(`${staffPaths.plan}/${line.code}`)}>
          {line.code}. {lineText(request, line)}
        </a>
      ),
    },
    {
      key: 'actions',
      header: t('commission:plan.columns.actions'),
      cell: ({ code }) => {
        const own = actions.get(code) ?? [];
        if (own.length === 0) return t('commission:plan.noActions');
        return (
          <ul>
            {own.map(({ id, title, state }) => (
              <li>
                <a href={href(`${staffPaths.actions}/${id}`)}>{title}</a> <LineTag state={state} />
              </li>
            ))}
          </ul>
        );
      },
    },
  ];
  return staffResult(request, {
    title: t('commission:plan.staff.title'),
    lead: t('commission:plan.staff.lead'),
    children: <DataTable id="lineas" caption={t('commission:plan.lines')} columns={columns} rows={lines} />,
  });
}

const factFields = (t: Translate) => ({
  titulo: requiredText(t),
  responsable: requiredText(t, 200),
  vence: optionalDay(t),
});

function FactFields({ t, values }: { t: Translate; values: Filled['values'] }) {
  return (
    <>
      <TextArea name="titulo" label={t('commission:plan.form.title')} rows={2} />
      <TextField name="responsable" label={t('commission:plan.form.responsible')} />
      <DayField name="vence" label={t('commission:plan.form.due')} optional values={values} />
    </>
  );
}

async function lineOf({ services, params }: PageRequest): Promise<LineRow> {
  const line = await findLine(services.orm, params.line ?? '');
  if (line) return line;
  throw nothingThere();
}

const abovePlan = ({ page: { t, href } }: PageRequest) => [
  { label: t('commission:plan.staff.title'), href: href(staffPaths.plan) },
];

async function newActionPage(request: PageRequest, filled: Filled = { values: {} }): Promise<PageResult> {
  const { t, href } = request.page;
  const line = await lineOf(request);
  return staffResult(request, {
    title: t('commission:plan.form.new', { code: line.code }),
    lead: lineText(request, line),
    above: abovePlan(request),
    filled,
    children: (
      <>
        <Form values={filled.values} errors={filled.errors ?? []}>
          <FactFields t={t} values={filled.values} />
          <Button>{t('commission:plan.form.plan')}</Button>
        </Form>
        <p>
          <a href={href(linePath(line.code))}>{t('commission:plan.form.seePublic')}</a>
        </p>
      </>
    ),
  });
}

async function newActionForm(request: FormRequest): Promise<PageResult> {
  const { services, page, form, subject } = request;
  const { t } = page;
  const line = await lineOf(request);
  const values = form.values();
  const checked = checkForm(z.object(factFields(t)), form);
  if (!checked.ok) return newActionPage(request, { values, errors: checked.errors });
  const { titulo: title, responsable: responsible, vence: dueOn } = checked.input;
  const outcome = await planAction(services, subject as Person, line.code, { title, responsible, dueOn });
  if (outcome.kind === 'done') return backTo(staffPaths.plan, 'guardado');
  const errors = [{ field: 'vence', message: t('commission:problem.pastDue') }];
  return newActionPage(request, { values, errors });
}

/** The rows of what an action is now. */
function nowRows(request: PageRequest, action: ActionRow) {
  const { t } = request.page;
  return [
    { key: t('commission:plan.form.title'), value: action.title },
    { key: t('commission:plan.form.responsible'), value: action.responsible },
    {
      key: t('commission:plan.form.due'),
      value: action.dueOn ? request.page.format.day(action.dueOn) : <NoData />,
    },
    { key: t('commission:plan.form.state'), value: <LineTag state={action.state} /> },
  ];
}

function actionPage(request: PageRequest, action: ActionRow, filled: Filled): PageResult {
  const { t } = request.page;
  const states = lineStates.filter(
    (state) => state === action.state || movesOfAction(action.state).includes(state),
  );
  return staffResult(request, {
    title: t('commission:plan.form.action', { code: action.line }),
    lead: action.title,
    above: abovePlan(request),
    filled,
    children: (
      <>
        {filled.overtaken ? <Meanwhile rows={nowRows(request, action)} /> : null}
        <Form
          values={filled.values}
          errors={filled.errors ?? []}
          hidden={{ version: String(action.version) }}
          files
        >
          <FactFields t={t} values={filled.values} />
          <RadiosField
            name="estado"
            label={t('commission:plan.form.state')}
            choices={states.map((state) => ({ value: state, label: t(`commission:plan.states.${state}`) }))}
          />
          <RecordDocument
            standing={null}
            names={evidenceNames}
            label={t('commission:plan.form.evidence')}
            hint={t('commission:plan.form.evidenceHint')}
            maxBytes={request.services.config.maxUploadBytes}
          />
          <TextField name="evidenciaTitulo" label={t('commission:plan.form.evidenceTitle')} optional />
          <Button>{t(filled.overtaken ? 'form.meanwhile.send' : 'commission:save')}</Button>
        </Form>
        {action.evidence.length > 0 ? (
          <SummaryList
            rows={[
              {
                key: t('commission:plan.form.evidenceThere'),
                value: action.evidence.map(({ title, address }) => (
                  <p>
                    <DocumentLink document={address} label={title} />
                  </p>
                )),
              },
            ]}
          />
        ) : null}
      </>
    ),
  });
}

async function actionOf(request: PageRequest): Promise<ActionRow> {
  const action = await findAction(request.services.orm, idOf(request, 'action'));
  if (action) return action;
  throw nothingThere();
}

async function editPage(request: PageRequest): Promise<PageResult> {
  const action = await actionOf(request);
  return actionPage(request, action, {
    values: {
      ...{ titulo: action.title, responsable: action.responsible, vence: action.dueOn ?? '' },
      estado: action.state,
    },
  });
}

const progressSchema = (t: Translate) =>
  z.object({
    ...factFields(t),
    estado: oneOf(t, lineStates),
    evidenciaTitulo: optionalText(t, 200),
    version: versionField,
  });

async function editForm(request: FormRequest): Promise<PageResult> {
  const { services, page, form, subject } = request;
  const { t } = page;
  const action = await actionOf(request);
  const values = form.values();
  const checked = checkForm(progressSchema(t), form);
  const sent = await readDocument(request, { names: evidenceNames });
  if (!checked.ok || !sent.ok) {
    // The version they saw goes along, or correcting a mistake would hide what others did meanwhile.
    const version = Number(form.text('version')) || 0;
    return actionPage(request, { ...action, version }, { values, errors: errorsOf(checked, sent) });
  }
  const { titulo, responsable, vence, estado, evidenciaTitulo, version } = checked.input;
  const outcome = await moveAction(services, subject as Person, action.id, {
    ...{ title: titulo, responsible: responsable, dueOn: vence, state: estado, seen: version },
    evidence: sent.document ? { title: evidenciaTitulo, document: sent.document } : null,
  });
  if (outcome.kind === 'done') return backTo(staffPaths.plan, 'guardado');
  if (outcome.kind === 'changed-meanwhile')
    return actionPage(request, outcome.now, { values, overtaken: true });
  const error =
    outcome.why === 'no-evidence'
      ? { field: 'evidencia', message: t('commission:problem.noEvidence') }
      : { field: 'estado', message: t('commission:problem.move') };
  return actionPage(request, action, { values, errors: [error] });
}

const access = commissionActions.plan;

export const staffPlanPages: readonly PageRoute[] = [
  { path: staffPaths.plan, access, cache: 'none', handle: listPage },
  { path: `${staffPaths.plan}/:line`, access, cache: 'none', handle: (request) => newActionPage(request) },
  { path: `${staffPaths.actions}/:action`, access, cache: 'none', handle: editPage },
];

export const staffPlanForms: readonly FormRoute[] = [
  { path: `${staffPaths.plan}/:line`, access, handle: newActionForm },
  { path: `${staffPaths.actions}/:action`, access, files: {}, handle: editForm },
];
