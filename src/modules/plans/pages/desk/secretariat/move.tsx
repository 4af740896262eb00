import { z } from 'zod';
import type { Filled } from '#modules/administration/index.ts';
import type { StateRow } from '#modules/territory/index.ts';
import { personOf } from '#platform/access/access.ts';
import { dayAt } from '#platform/calendar/days.ts';
import { zoneOf } from '#platform/calendar/zones.ts';
import { checkForm } from '#platform/http/form-data.ts';
import { oneOf, optionalText, requiredDay, versionField } from '#platform/http/form-fields.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import {
  Button,
  DayField,
  Form,
  Meanwhile,
  RadiosField,
  type SummaryRow,
  TextArea,
} from '#platform/ui/index.ts';
import { DocumentFields, readDocument } from '#platform/uploads/document.tsx';
import { moveSecretariat } from '../../../actions/secretariat.ts';
import { plansActions } from '../../../policies.ts';
import { neededFor, secretariatMoves, secretariatStatuses, stateDeskPath } from '../../../rules/index.ts';
import { findSecretariat, type SecretariatRow } from '../../../store/secretariats.ts';
import { Day, StatusTag, statusName } from '../../../views/words.tsx';
import { backTo, crumbsTo, deskResult, deskState } from '../frame.ts';

/** What is known of a secretariat, in facts. */
export function standingRows(
  { t }: PageRequest['page'],
  row: SecretariatRow | undefined,
): readonly SummaryRow[] {
  return [
    { key: t('plans:board.columns.status'), value: <StatusTag status={row?.status ?? 'unknown'} /> },
    { key: t('plans:state.since'), value: <Day day={row?.statusSince} /> },
    { key: t('plans:board.columns.declared'), value: <Day day={row?.declaredOn} /> },
    { key: t('plans:board.columns.installed'), value: <Day day={row?.installedOn} /> },
  ];
}

interface MoveForm {
  state: StateRow;
  row: SecretariatRow | undefined;
  filled: Filled;
  /** The version that the form is for; 0 where nothing is known. */
  seen: number;
}

function moveResult(request: PageRequest, { state, row, filled, seen }: MoveForm): PageResult {
  const { services, page } = request;
  const { t } = page;
  const status = row?.status ?? 'unknown';
  return deskResult(request, {
    title: t('secretariats:move.title'),
    lead: t('secretariats:move.lead', { status: statusName(t, status) }),
    above: crumbsTo(page, state),
    filled,
    children: (
      <>
        {filled.overtaken ? <Meanwhile rows={standingRows(page, row)} /> : null}
        <Form values={filled.values} errors={filled.errors ?? []} hidden={{ version: String(seen) }} files>
          <RadiosField
            name="estado"
            label={t('secretariats:move.to')}
            choices={secretariatMoves(status).map((to) => ({
              value: to,
              label: statusName(t, to),
              hint: t(`secretariats:move.needs.${neededFor(to)}`),
            }))}
          />
          <DayField
            name="desde"
            label={t('secretariats:move.on')}
            hint={t('secretariats:move.onHint')}
            values={filled.values}
          />
          <DocumentFields
            label={t('secretariats:move.document')}
            hint={t('secretariats:move.documentHint')}
            maxBytes={services.config.maxUploadBytes}
            optional
          />
          <TextArea
            name="motivo"
            label={t('secretariats:move.reason')}
            hint={t('secretariats:move.reasonHint')}
            rows={3}
            optional
          />
          <Button>{t(filled.overtaken ? 'form.meanwhile.send' : 'secretariats:move.save')}</Button>
        </Form>
      </>
    ),
  });
}

/** `/gestion/planes/<state>/secretariado`: what became of the secretariat. */
export async function movePage(request: PageRequest): Promise<PageResult> {
  const state = await deskState(request, plansActions.secretariat);
  const row = await findSecretariat(request.services.orm, state.clave);
  const desde = dayAt(request.services.now(), zoneOf(state.clave));
  return moveResult(request, { state, row, filled: { values: { desde } }, seen: row?.version ?? 0 });
}

const fields = {
  move: 'estado',
  future: 'desde',
  before: 'desde',
  'no-document': 'direccion',
  'no-reason': 'motivo',
} as const;

export async function moveForm(request: FormRequest): Promise<PageResult> {
  const { services, page, form } = request;
  const { t } = page;
  const state = await deskState(request, plansActions.secretariat);
  const row = await findSecretariat(services.orm, state.clave);
  const seen = versionField.parse(form.text('version'));
  const values = form.values();
  const schema = z.object({
    estado: oneOf(t, secretariatStatuses),
    desde: requiredDay(t),
    motivo: optionalText(t, 2000),
  });
  const checked = checkForm(schema, form);
  const read = await readDocument(request);
  if (!checked.ok || !read.ok) {
    const errors = [...(checked.ok ? [] : checked.errors), ...(read.ok ? [] : read.errors)];
    return moveResult(request, { state, row, filled: { values, errors }, seen });
  }
  const { estado: to, desde: on, motivo: reason } = checked.input;
  const outcome = await moveSecretariat(services, personOf(request), state.clave, {
    ...{ to, on, document: read.document, reason, seen },
  });
  if (outcome.kind === 'done') return backTo(stateDeskPath(state.slug), 'guardado');
  if (outcome.kind === 'changed-meanwhile') {
    const { now } = outcome;
    return moveResult(request, { state, row: now, filled: { values, overtaken: true }, seen: now.version });
  }
  const errors = [{ field: fields[outcome.why], message: t(`secretariats:move.refused.${outcome.why}`) }];
  return moveResult(request, { state, row, filled: { values, errors }, seen });
}
