import type { PageResult } from '#platform/http/results.ts';
import type { FileRow } from '#platform/http/table-file.ts';
import type { FormRoute, PageRequest, PageRoute } from '#platform/module.ts';
import { ButtonLink, type Column, DataTable } from '#platform/ui/index.ts';
import { sessionsPath, staffPaths } from '../../addresses.ts';
import { commissionActions } from '../../policies.ts';
import { sessionSlug } from '../../rules/index.ts';
import { readSheet } from '../../sheet.ts';
import { listCalled, listDrafts, type SessionRow } from '../../store/sessions.ts';
import { SessionTag } from '../../views/sessions/tags.tsx';
import { tableForms } from '../files.ts';
import { staffResult } from '../staff.ts';
import { benchPage, sessionWords } from './bench.tsx';
import { benchForms } from './bench-forms.ts';
import { editDraftForm, editDraftPage, newDraftForm, newDraftPage } from './draft.tsx';
import { sessionsPage } from './list.tsx';
import { seatForms, seatPages } from './seats.tsx';
import { allSessionsCalendar, minutesFile, sessionCalendar, sessionPage } from './session.tsx';

async function sessionRows({ services }: PageRequest): Promise<FileRow[]> {
  const rows: FileRow[] = [];
  for (const session of await listCalled(services.orm)) {
    const { late, quorum, present, items, agreements } = await readSheet(services.orm, session);
    rows.push({
      sesion: sessionSlug(session),
      ...{ anio: session.year, tipo: session.kind, numero: session.number, estado: session.state },
      ...{ fecha: session.startsAt.toISOString(), lugar: session.place },
      ...{ convocada: session.calledAt.toISOString(), dias_pedidos: session.noticeDays },
      ...{ convocatoria_tarde: late ?? null, puntos: items.length, integrantes_con_voto: quorum.voting },
      ...{ quorum: quorum.needed, presentes: present.size > 0 ? quorum.present : null },
      ...{ acuerdos: agreements.length, minuta: session.minutesAt?.toISOString() ?? null },
      grabacion: session.recording,
    });
  }
  return rows;
}

const sessionFileColumns = [
  ...['sesion', 'anio', 'tipo', 'numero', 'estado', 'fecha', 'lugar', 'convocada', 'dias_pedidos'],
  ...['convocatoria_tarde', 'puntos', 'integrantes_con_voto', 'quorum', 'presentes', 'acuerdos'],
  ...['minuta', 'grabacion'],
];

/** `/gestion/comision/sesiones`: drafts first, then every session that was called. */
async function staffList(request: PageRequest): Promise<PageResult> {
  const { services, page } = request;
  const { t, href, format } = page;
  const sessions: SessionRow[] = [...(await listDrafts(services.orm)), ...(await listCalled(services.orm))];
  const columns: Column<SessionRow>[] = [
    {
      key: 'session',
      header: t('commission:sessions.columns.session'),
      cell: (row) => <a href={href(`${staffPaths.sessions}/${row.id}`)}>{sessionWords(request, row)}</a>,
    },
    {
      key: 'when',
      header: t('commission:sessions.columns.when'),
      cell: ({ startsAt }) => format.minute(startsAt),
    },
    {
      key: 'state',
      header: t('commission:sessions.columns.state'),
      cell: ({ state }) => <SessionTag state={state} />,
    },
  ];
  return staffResult(request, {
    title: t('commission:sessions.title'),
    lead: t('commission:bench.listLead'),
    children: (
      <>
        <p>
          <ButtonLink href={href(`${staffPaths.sessions}/nueva`)}>{t('commission:draft.new')}</ButtonLink>
        </p>
        <DataTable
          id="sesiones"
          caption={t('commission:sessions.all')}
          columns={columns}
          rows={sessions}
          empty={{ title: t('commission:bench.empty') }}
        />
      </>
    ),
  });
}

const access = commissionActions.sessions;
const path = staffPaths.sessions;

export const sessionPages: readonly PageRoute[] = [
  { path: sessionsPath, access: 'public', cache: 'hour', handle: sessionsPage },
  ...tableForms(
    sessionsPath,
    { name: 'comision-sesiones', title: (t) => t('commission:sessions.title') },
    sessionRows,
    sessionFileColumns,
  ),
  {
    ...{ path: `${sessionsPath}/calendario.ics`, access: 'public', cache: 'data' },
    handle: allSessionsCalendar,
  },
  { path: `${sessionsPath}/:session`, access: 'public', cache: 'data', handle: sessionPage },
  {
    ...{ path: `${sessionsPath}/:session/calendario.ics`, access: 'public', cache: 'data' },
    handle: sessionCalendar,
  },
  { path: `${sessionsPath}/:session/minuta`, access: 'public', cache: 'data', handle: minutesFile },
  ...seatPages,
  { path, access, cache: 'none', handle: staffList },
  { path: `${path}/nueva`, access, cache: 'none', handle: (request) => newDraftPage(request) },
  { path: `${path}/:session`, access, cache: 'none', handle: benchPage },
  { path: `${path}/:session/editar`, access, cache: 'none', handle: editDraftPage },
];

export const sessionForms: readonly FormRoute[] = [
  ...seatForms,
  { path: `${path}/nueva`, access, handle: newDraftForm },
  { path: `${path}/:session/editar`, access, handle: editDraftForm },
  ...benchForms,
];
