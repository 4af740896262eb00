import { dayAt } from '#platform/calendar/days.ts';
import { centralZone } from '#platform/calendar/zones.ts';
import { topicFeedPath } from '#platform/changes/addresses.ts';
import { topicAddress } from '#platform/changes/topics.ts';
import { isId } from '#platform/database/identifier.ts';
import { notFound } from '#platform/errors/problem.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FileRow } from '#platform/http/table-file.ts';
import type { PageRequest, PageRoute } from '#platform/module.ts';
import {
  Band,
  Breadcrumbs,
  type Column,
  DataTable,
  NextSteps,
  NoData,
  PageHeading,
  SummaryList,
  type SummaryRow,
  Tag,
} from '#platform/ui/index.ts';
import { commissionPath, covenantPath, covenantsPath, planPath } from '../../addresses.ts';
import { wholeAddress } from '../../documents.ts';
import { renewalAlarm } from '../../rules/index.ts';
import { actsOf } from '../../store/acts.ts';
import {
  type CovenantRow,
  type DeliverableRow,
  deliverablesOf,
  findCovenant,
  listCovenants,
  listDeliverables,
} from '../../store/covenants.ts';
import { commissionTopics } from '../../topics.ts';
import { AlarmTag, CovenantTag, DeliverableTag } from '../../views/covenant-tags.tsx';
import { DocumentLink } from '../../views/document-link.tsx';
import { History } from '../../views/history.tsx';
import { fileForms, tableForms } from '../files.ts';

type Page = PageRequest['page'];

const dayOr = (page: Page, day: string | null) => (day ? page.format.day(day) : <NoData />);

/** `/comision/convenios`: with whom, until when, and what is owed. */
async function listPage({ services, page }: PageRequest): Promise<PageResult> {
  const { t, href, format } = page;
  const today = dayAt(services.now(), centralZone);
  const covenants = await listCovenants(services.orm);
  const promised = Map.groupBy(await listDeliverables(services.orm), ({ covenant }) => covenant);
  const columns: Column<CovenantRow>[] = [
    {
      key: 'title',
      header: t('commission:covenants.columns.title'),
      cell: ({ id, title }) => <a href={href(covenantPath(id))}>{title}</a>,
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
    { key: 'to', header: t('commission:covenants.columns.to'), cell: ({ to }) => dayOr(page, to) },
    {
      key: 'parties',
      header: t('commission:covenants.columns.parties'),
      cell: ({ parties }) => format.list(parties),
    },
    {
      key: 'delivered',
      header: t('commission:covenants.columns.delivered'),
      cell: ({ id }) => {
        const own = (promised.get(id) ?? []).filter(({ state }) => state !== 'cancelled');
        if (own.length === 0) return t('commission:covenants.nothingPromised');
        const delivered = own.filter(({ state }) => state === 'delivered').length;
        return t('commission:share', { value: delivered, of: own.length });
      },
    },
  ];
  const title = t('commission:covenants.title');
  return {
    kind: 'html',
    title,
    description: t('commission:covenants.lead'),
    feed: topicFeedPath(topicAddress(commissionTopics)),
    main: (
      <>
        <Band>
          <Breadcrumbs items={[{ label: t('commission:name'), href: href(commissionPath) }]} />
          <PageHeading title={title} lead={t('commission:covenants.lead')} />
          <DataTable
            id="convenios"
            caption={title}
            columns={columns}
            rows={covenants}
            empty={{
              title: t('commission:covenants.empty.title'),
              text: t('commission:covenants.empty.text'),
            }}
            downloads={fileForms.flatMap((form) => [
              { href: href(`${covenantsPath}.${form}`), format: form.toUpperCase() },
              {
                href: href(`${covenantsPath}/entregables.${form}`),
                format: form.toUpperCase(),
                label: t('commission:covenants.deliverables'),
              },
            ])}
          />
        </Band>
        <Band tone="papel">
          <NextSteps items={[{ title: t('commission:plan.title'), href: href(planPath) }]} />
        </Band>
      </>
    ),
  };
}

function factRows(page: Page, row: CovenantRow, today: string): SummaryRow[] {
  const { t, format } = page;
  return [
    {
      key: t('commission:covenants.columns.state'),
      value: (
        <>
          <CovenantTag state={row.state} /> <AlarmTag alarm={renewalAlarm(row, today)} />
        </>
      ),
    },
    { key: t('commission:covenants.columns.parties'), value: format.list(row.parties) },
    { key: t('commission:covenants.signedOn'), value: dayOr(page, row.signedOn) },
    { key: t('commission:covenants.from'), value: dayOr(page, row.from) },
    { key: t('commission:covenants.columns.to'), value: dayOr(page, row.to) },
    {
      key: t('commission:covenants.renewal'),
      value: t('commission:covenants.renewalDays', { count: row.renewalDays }),
    },
    {
      key: t('commission:covenants.document'),
      value: row.document ? <DocumentLink document={row.document} /> : <NoData />,
    },
  ];
}

export function deliverableColumns(page: Page, today: string): Column<DeliverableRow>[] {
  const { t } = page;
  return [
    {
      key: 'title',
      header: t('commission:covenants.deliverable.title'),
      cell: ({ number, title }) => `${number}. ${title}`,
    },
    {
      key: 'responsible',
      header: t('commission:agreements.columns.responsible'),
      cell: ({ responsible }) => responsible,
    },
    {
      key: 'due',
      header: t('commission:agreements.columns.due'),
      cell: ({ dueOn }) => dayOr(page, dueOn),
    },
    {
      key: 'state',
      header: t('commission:covenants.columns.state'),
      cell: ({ state, dueOn, deliveredOn, evidence }) => (
        <>
          <DeliverableTag state={state} />{' '}
          {state === 'pending' && dueOn !== null && dueOn < today ? (
            <Tag kind="late">{t('commission:plan.overdue')}</Tag>
          ) : null}
          {deliveredOn ? ` ${page.format.day(deliveredOn)} ` : null}
          {evidence ? <DocumentLink document={evidence} label={t('commission:agreements.evidence')} /> : null}
        </>
      ),
    },
  ];
}

async function covenantPage({ services, page, params }: PageRequest): Promise<PageResult> {
  const { t, href } = page;
  const id = params.id ?? '';
  const row = isId(id) ? await findCovenant(services.orm, id) : undefined;
  if (!row)
    throw notFound(
      'No hay un convenio con esa dirección. Búscalo en /comision/convenios.',
      'There is no covenant at that address. Look for it at /en/comision/convenios.',
      'id',
    );
  const today = dayAt(services.now(), centralZone);
  const promised = await deliverablesOf(services.orm, row.id);
  const acts = await actsOf(services.orm, 'covenant', row.id);
  return {
    kind: 'html',
    title: row.title,
    description: row.object.slice(0, 200),
    main: (
      <>
        <Band>
          <Breadcrumbs
            items={[
              { label: t('commission:name'), href: href(commissionPath) },
              { label: t('commission:covenants.title'), href: href(covenantsPath) },
            ]}
          />
          <PageHeading title={row.title} lead={row.object} />
          <SummaryList rows={factRows(page, row, today)} />
        </Band>
        <Band tone="papel">
          <DataTable
            id="entregables"
            caption={t('commission:covenants.deliverables')}
            columns={deliverableColumns(page, today)}
            rows={promised}
            empty={{ title: t('commission:covenants.nothingPromised') }}
          />
          <History acts={acts} />
          <NextSteps items={[{ title: t('commission:covenants.title'), href: href(covenantsPath) }]} />
        </Band>
      </>
    ),
  };
}

async function covenantRows({ services }: PageRequest): Promise<FileRow[]> {
  return (await listCovenants(services.orm)).map((row) => ({
    id: row.id,
    titulo: row.title,
    partes: row.parties.join('; '),
    objeto: row.object,
    estado: row.state,
    firmado: row.signedOn,
    desde: row.from,
    hasta: row.to,
    dias_de_aviso: row.renewalDays,
    documento: wholeAddress(services, row.document),
  }));
}

async function deliverableRows({ services }: PageRequest): Promise<FileRow[]> {
  return (await listDeliverables(services.orm)).map((row) => ({
    convenio: row.covenant,
    numero: row.number,
    entregable: row.title,
    responsable: row.responsible,
    vence: row.dueOn,
    estado: row.state,
    entregado: row.deliveredOn,
    evidencia: wholeAddress(services, row.evidence),
  }));
}

export const publicCovenantPages: readonly PageRoute[] = [
  { path: covenantsPath, access: 'public', cache: 'hour', handle: listPage },
  ...tableForms(
    covenantsPath,
    { name: 'comision-convenios', title: (t) => t('commission:covenants.title') },
    covenantRows,
    [
      ...['id', 'titulo', 'partes', 'objeto', 'estado', 'firmado', 'desde', 'hasta', 'dias_de_aviso'],
      'documento',
    ],
  ),
  ...tableForms(
    `${covenantsPath}/entregables`,
    { name: 'comision-entregables', title: (t) => t('commission:covenants.deliverables') },
    deliverableRows,
    [...['convenio', 'numero', 'entregable', 'responsable', 'vence', 'estado', 'entregado', 'evidencia']],
  ),
  { path: `${covenantsPath}/:id`, access: 'public', cache: 'hour', handle: covenantPage },
];
