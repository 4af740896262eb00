import { z } from 'zod';
import type { Filled } from '#modules/administration/index.ts';
import { checkForm } from '#platform/http/form-data.ts';
import { oneOf, optionalText, requiredText } from '#platform/http/form-fields.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { Translate } from '#platform/i18n/i18n.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import {
  Button,
  Form,
  Meanwhile,
  NoData,
  RadiosField,
  type SummaryRow,
  TextArea,
  usePage,
} from '#platform/ui/index.ts';
import { changeResistance, recordResistance } from '../../../actions/resistances.ts';
import { plansActions } from '../../../policies.ts';
import { commitmentDeskPath, refuseResistance, resistanceKinds } from '../../../rules/index.ts';
import type { ResistanceRow } from '../../../store/commitments.ts';
import { Resistances } from '../../../views/commitment-record.tsx';
import { backTo, idOf, nothingThere } from '../frame.ts';
import { NotNow } from './not-now.tsx';
import { answer, formResult, type Room, roomOf, roomResult, type Show, seenIn } from './room.tsx';

const longest = 3000;
const open = (request: PageRequest) => roomOf(request, plansActions.resistances);

function ResistanceFields() {
  const { t } = usePage();
  return (
    <>
      <RadiosField
        name="tipo"
        label={t('plans:commitment.resistances.kind')}
        choices={resistanceKinds.map((value) => ({
          value,
          label: t(`plans:terms.resistance.${value}`),
          hint: t(`desk:work.resistances.kinds.${value}`),
        }))}
      />
      <TextArea
        name="descripcion"
        label={t('plans:commitment.resistances.what')}
        hint={t('desk:work.resistances.whatHint')}
      />
      <TextArea
        name="estrategia"
        label={t('plans:commitment.resistances.strategy')}
        hint={t('desk:work.resistances.strategyHint')}
        optional
      />
      <TextArea
        name="resultado"
        label={t('plans:commitment.resistances.result')}
        hint={t('desk:work.resistances.resultHint')}
        rows={3}
        optional
      />
    </>
  );
}

const schema = (t: Translate) =>
  z.object({
    tipo: oneOf(t, resistanceKinds),
    descripcion: requiredText(t, longest),
    estrategia: optionalText(t, longest),
    resultado: optionalText(t, longest),
  });

function readResistance({ form, page: { t } }: FormRequest) {
  const checked = checkForm(schema(t), form);
  if (!checked.ok) return checked;
  const { tipo: kind, descripcion: description, estrategia: strategy, resultado: result } = checked.input;
  return { ok: true, input: { kind, description, strategy, result } } as const;
}

/** What is recorded, with the way to change each. */
function Recorded({ room }: { room: Room }) {
  const { t, href } = usePage();
  const { detail, commitment } = room;
  return (
    <>
      <h2>{t('plans:commitment.resistances.title')}</h2>
      <Resistances detail={detail} />
      {detail.resistances.length === 0 || refuseResistance(room.facts) ? null : (
        <ul>
          {detail.resistances.map(({ id, description }) => (
            <li>
              <a href={href(`${commitmentDeskPath(commitment.id)}/resistencias/${id}`)}>
                {t('desk:work.resistances.change', { what: description.slice(0, 80) })}
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const show =
  (request: PageRequest, first: Room): Show =>
  (filled, seen, room = first) => {
    const { t } = request.page;
    const title = t('desk:work.resistances.title');
    const after = <Recorded room={room} />;
    const why = refuseResistance(room.facts);
    if (why && !filled.errors && !filled.overtaken) {
      const children = (
        <>
          <NotNow why={why} room={room} />
          {after}
        </>
      );
      return roomResult(request, room, { title, children });
    }
    return formResult(
      request,
      room,
      {
        ...{ title, lead: t('desk:work.resistances.lead'), button: t('desk:work.resistances.send') },
        ...{ after, fields: <ResistanceFields /> },
      },
      filled,
      seen,
    );
  };

/** `/gestion/compromisos/<id>/resistencias` */
async function resistancesPage(request: PageRequest): Promise<PageResult> {
  return show(request, await open(request))({ values: {} });
}

async function resistancesForm(request: FormRequest): Promise<PageResult> {
  const room = await open(request);
  const seen = seenIn(request);
  const read = readResistance(request);
  if (!read.ok) return show(request, room)({ values: request.form.values(), errors: read.errors }, seen);
  const at = { id: room.commitment.id, seen };
  const outcome = await recordResistance(request.services, room.person, at, read.input);
  return answer(request, outcome, show(request, room), () => open(request));
}

function nowRows({ t }: PageRequest['page'], row: ResistanceRow): SummaryRow[] {
  return [
    { key: t('plans:commitment.resistances.kind'), value: t(`plans:terms.resistance.${row.kind}`) },
    { key: t('plans:commitment.resistances.what'), value: row.description },
    { key: t('plans:commitment.resistances.strategy'), value: row.strategy ?? <NoData /> },
    { key: t('plans:commitment.resistances.result'), value: row.result ?? <NoData /> },
  ];
}

function changeResult(
  request: PageRequest,
  room: Room,
  row: ResistanceRow,
  filled: Filled,
  seen = row.version,
): PageResult {
  const { t } = request.page;
  const children = (
    <>
      {filled.overtaken ? <Meanwhile rows={nowRows(request.page, row)} /> : null}
      <Form values={filled.values} errors={filled.errors ?? []} hidden={{ version: String(seen) }}>
        <ResistanceFields />
        <Button>{t(filled.overtaken ? 'form.meanwhile.send' : 'desk:work.resistances.save')}</Button>
      </Form>
    </>
  );
  const title = t('desk:work.resistances.changeTitle');
  return roomResult(request, room, { title, lead: room.commitment.title, children }, filled);
}

async function resistanceOf(request: PageRequest): Promise<{ room: Room; row: ResistanceRow }> {
  const room = await open(request);
  const id = idOf(request, 'resistance').toLowerCase();
  const row = room.detail.resistances.find((one) => one.id === id);
  if (!row) throw nothingThere();
  return { room, row };
}

/** `/gestion/compromisos/<id>/resistencias/<id>` */
async function changePage(request: PageRequest): Promise<PageResult> {
  const { room, row } = await resistanceOf(request);
  const { kind, description, strategy, result } = row;
  const values = {
    tipo: kind,
    descripcion: description,
    estrategia: strategy ?? '',
    resultado: result ?? '',
  };
  return changeResult(request, room, row, { values });
}

async function changeForm(request: FormRequest): Promise<PageResult> {
  const { services, form, page } = request;
  const { room, row } = await resistanceOf(request);
  const values = form.values();
  const seen = seenIn(request);
  const read = readResistance(request);
  if (!read.ok) return changeResult(request, room, row, { values, errors: read.errors }, seen);
  const outcome = await changeResistance(
    services,
    room.person,
    room.commitment.id,
    { id: row.id, seen },
    read.input,
  );
  if (outcome.kind === 'done')
    return backTo(`${commitmentDeskPath(room.commitment.id)}/resistencias`, 'guardado');
  if (outcome.kind === 'changed-meanwhile')
    return changeResult(request, room, outcome.now, { values, overtaken: true });
  if (outcome.why !== 'plan-closed') throw nothingThere();
  const errors = [{ field: '', message: page.t('desk:work.refused.plan-closed') }];
  return changeResult(request, room, row, { values, errors }, seen);
}

const path = '/gestion/compromisos/:id/resistencias';
const changePath = '/gestion/compromisos/:id/resistencias/:resistance';
const access = plansActions.resistances;

export const resistancePages = [
  { path, access, cache: 'none', handle: resistancesPage },
  { path: changePath, access, cache: 'none', handle: changePage },
] as const;
export const resistanceForms = [
  { path, access, handle: resistancesForm },
  { path: changePath, access, handle: changeForm },
] as const;
