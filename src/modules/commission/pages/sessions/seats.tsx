import { z } from 'zod';
import { FEDERATION, listStates } from '#modules/territory/index.ts';
import type { Person } from '#platform/access/subject.ts';
import { dayAt } from '#platform/calendar/days.ts';
import { centralZone } from '#platform/calendar/zones.ts';
import { checkForm } from '#platform/http/form-data.ts';
import { oneOf, requiredDay, requiredText } from '#platform/http/form-fields.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FileRow } from '#platform/http/table-file.ts';
import type { Translate } from '#platform/i18n/i18n.ts';
import type { FormRequest, FormRoute, PageRequest, PageRoute } from '#platform/module.ts';
import {
  Band,
  Breadcrumbs,
  Button,
  type Column,
  DataTable,
  DayField,
  Form,
  NextSteps,
  PageHeading,
  RadiosField,
  SelectField,
  TextField,
} from '#platform/ui/index.ts';
import { closeSeat, createSeat } from '../../actions/seats.ts';
import { commissionPath, seatsPath, sessionsPath, staffPaths } from '../../addresses.ts';
import { commissionActions } from '../../policies.ts';
import { posts, quorumOf } from '../../rules/index.ts';
import { findSeat, listSeats, type SeatRow } from '../../store/seats.ts';
import { fileForms, tableForms } from '../files.ts';
import { backTo, type Filled, idOf, nothingThere, staffResult } from '../staff.ts';

function columnsOf(page: PageRequest['page']): Column<SeatRow>[] {
  const { t } = page;
  return [
    { key: 'holder', header: t('commission:seats.columns.holder'), cell: ({ holder }) => holder },
    {
      key: 'post',
      header: t('commission:seats.columns.post'),
      cell: ({ post }) => t(`commission:seats.posts.${post}`),
    },
    {
      key: 'votes',
      header: t('commission:seats.columns.votes'),
      cell: ({ votes }) => t(votes ? 'commission:seats.yes' : 'commission:seats.no'),
    },
    {
      key: 'since',
      header: t('commission:seats.columns.since'),
      cell: ({ since }) => page.format.day(since),
    },
    {
      key: 'until',
      header: t('commission:seats.columns.until'),
      cell: ({ until }) => (until ? page.format.day(until) : t('commission:seats.goesOn')),
    },
  ];
}

/** `/comision/integrantes`: who sits in the Commission, and who did. */
async function seatsPage({ services, page }: PageRequest): Promise<PageResult> {
  const { t, href } = page;
  const seats = await listSeats(services.orm);
  const today = dayAt(services.now(), centralZone);
  const voting = seats.filter(
    ({ votes, since, until }) => votes && since <= today && (until === null || until >= today),
  ).length;
  return {
    kind: 'html',
    title: t('commission:seats.title'),
    description: t('commission:seats.lead'),
    main: (
      <>
        <Band>
          <Breadcrumbs items={[{ label: t('commission:name'), href: href(commissionPath) }]} />
          <PageHeading title={t('commission:seats.title')} lead={t('commission:seats.lead')} />
          {voting > 0 ? <p>{t('commission:seats.quorum', { voting, needed: quorumOf(voting) })}</p> : null}
          <DataTable
            id="integrantes"
            caption={t('commission:seats.title')}
            columns={columnsOf(page)}
            rows={seats}
            empty={{ title: t('commission:seats.empty.title'), text: t('commission:seats.empty.text') }}
            downloads={fileForms.map((form) => ({
              href: href(`${seatsPath}.${form}`),
              format: form.toUpperCase(),
            }))}
          />
        </Band>
        <Band tone="papel">
          <NextSteps items={[{ title: t('commission:sessions.title'), href: href(sessionsPath) }]} />
        </Band>
      </>
    ),
  };
}

async function seatRows({ services }: PageRequest): Promise<FileRow[]> {
  return (await listSeats(services.orm)).map(({ id, holder, post, state, votes, since, until }) => ({
    ...{ id, institucion: holder, cargo: post, clave: state, vota: votes, desde: since, hasta: until },
  }));
}

async function staffPage(
  request: PageRequest,
  filled: Filled = { values: { cargo: 'member', voto: 'si' } },
): Promise<PageResult> {
  const { services, page } = request;
  const { t, href } = page;
  const seats = await listSeats(services.orm);
  const states = (await listStates(services.orm)).filter(({ clave }) => clave !== FEDERATION);
  const columns: Column<SeatRow>[] = [
    ...columnsOf(page).slice(0, 4),
    {
      key: 'until',
      header: t('commission:seats.columns.until'),
      cell: ({ id, holder, until }) =>
        until ? (
          page.format.day(until)
        ) : (
          <a href={href(`${staffPaths.seats}/${id}`)}>
            {t('commission:seats.end')}
            <span class="govuk-visually-hidden">: {holder}</span>
          </a>
        ),
    },
  ];
  return staffResult(request, {
    title: t('commission:seats.title'),
    lead: t('commission:seats.staffLead'),
    filled,
    children: (
      <>
        <DataTable
          id="integrantes"
          caption={t('commission:seats.title')}
          columns={columns}
          rows={seats}
          empty={{ title: t('commission:seats.empty.title') }}
        />
        <h2 id="nuevo">{t('commission:seats.new')}</h2>
        <Form values={filled.values} errors={filled.errors ?? []}>
          <TextField
            name="institucion"
            label={t('commission:seats.holder')}
            hint={t('commission:seats.holderHint')}
          />
          <SelectField
            name="cargo"
            label={t('commission:seats.columns.post')}
            options={posts.map((post) => ({ value: post, label: t(`commission:seats.posts.${post}`) }))}
          />
          <SelectField
            name="entidad"
            label={t('commission:seats.state')}
            empty={t('commission:seats.noState')}
            options={states.map(({ clave, name }) => ({ value: clave, label: name }))}
            optional
          />
          <RadiosField
            name="voto"
            label={t('commission:seats.columns.votes')}
            choices={[
              { value: 'si', label: t('commission:seats.yes') },
              { value: 'no', label: t('commission:seats.no') },
            ]}
            inline
          />
          <DayField name="desde" label={t('commission:seats.columns.since')} values={filled.values} />
          <Button>{t('commission:seats.add')}</Button>
        </Form>
      </>
    ),
  });
}

const seatSchema = (t: Translate, claves: readonly string[]) =>
  z.object({
    institucion: requiredText(t, 200),
    cargo: oneOf(t, posts),
    entidad: oneOf(t, ['', ...claves]),
    voto: oneOf(t, ['si', 'no']),
    desde: requiredDay(t),
  });

async function addForm(request: FormRequest): Promise<PageResult> {
  const { services, page, form, subject } = request;
  const claves = (await listStates(services.orm)).map(({ clave }) => clave);
  const checked = checkForm(seatSchema(page.t, claves), form);
  if (!checked.ok) return staffPage(request, { values: form.values(), errors: checked.errors });
  const { institucion, cargo, entidad, voto, desde } = checked.input;
  await createSeat(services, subject as Person, {
    ...{ holder: institucion, post: cargo, state: entidad || null, votes: voto === 'si', since: desde },
  });
  return backTo(staffPaths.seats, 'integrante');
}

async function seatOf(request: PageRequest): Promise<SeatRow> {
  const seat = await findSeat(request.services.orm, idOf(request, 'seat'));
  if (seat) return seat;
  throw nothingThere();
}

async function endPage(request: PageRequest, filled: Filled = { values: {} }): Promise<PageResult> {
  const { t, href } = request.page;
  const { holder, since, until } = await seatOf(request);
  return staffResult(request, {
    title: t('commission:seats.endOf', { holder }),
    lead: t('commission:seats.sinceText', { date: request.page.format.day(since) }),
    above: [{ label: t('commission:seats.title'), href: href(staffPaths.seats) }],
    filled,
    children: until ? (
      <p>{t('commission:refused.ended')}</p>
    ) : (
      <Form values={filled.values} errors={filled.errors ?? []}>
        <DayField name="hasta" label={t('commission:seats.last')} values={filled.values} />
        <Button kind="warning">{t('commission:seats.end')}</Button>
      </Form>
    ),
  });
}

async function endForm(request: FormRequest): Promise<PageResult> {
  const { services, page, form, subject } = request;
  const { t } = page;
  const { id } = await seatOf(request);
  const checked = checkForm(z.object({ hasta: requiredDay(t) }), form);
  const again = (message: string) =>
    endPage(request, { values: form.values(), errors: [{ field: 'hasta', message }] });
  if (!checked.ok) return endPage(request, { values: form.values(), errors: checked.errors });
  const outcome = await closeSeat(services, subject as Person, id, checked.input.hasta);
  if (outcome.kind === 'done') return backTo(staffPaths.seats, 'integrante');
  if (outcome.kind === 'refused') return again(t(`commission:refused.${outcome.why}`));
  throw nothingThere();
}

const access = commissionActions.seats;

export const seatPages: readonly PageRoute[] = [
  { path: seatsPath, access: 'public', cache: 'hour', handle: seatsPage },
  ...tableForms(
    seatsPath,
    { name: 'comision-integrantes', title: (t) => t('commission:seats.title') },
    seatRows,
    [...['id', 'institucion', 'cargo', 'clave', 'vota', 'desde', 'hasta']],
  ),
  { path: staffPaths.seats, access, cache: 'none', handle: (request) => staffPage(request) },
  { path: `${staffPaths.seats}/:seat`, access, cache: 'none', handle: (request) => endPage(request) },
];

export const seatForms: readonly FormRoute[] = [
  { path: staffPaths.seats, access, handle: addForm },
  { path: `${staffPaths.seats}/:seat`, access, handle: endForm },
];
