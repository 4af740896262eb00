import { topicFeedPath } from '#platform/changes/addresses.ts';
import { topicAddress } from '#platform/changes/topics.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FileRow } from '#platform/http/table-file.ts';
import type { PageRequest, PageRoute } from '#platform/module.ts';
import {
  Band,
  BigFigure,
  Breadcrumbs,
  type Column,
  DataTable,
  FilterForm,
  NextSteps,
  NoData,
  PageHeading,
  SelectField,
  tableProblem,
  tableRows,
  tableState,
} from '#platform/ui/index.ts';
import { agreementPath, agreementsPath, commissionPath, planPath, sessionsPath } from '../../addresses.ts';
import { wholeAddress } from '../../documents.ts';
import { agreementStates, sessionSlug } from '../../rules/index.ts';
import { commissionTopics } from '../../topics.ts';
import { AgreementTag, ClockTag } from '../../views/agreement-tag.tsx';
import { fileForms, tableForms } from '../files.ts';
import { agreementPage } from './agreement.tsx';
import { type Agreement, type Rate, ratesBy, readAgreements } from './read.ts';

type Page = PageRequest['page'];

type Sort = 'codigo' | 'vence';

function agreementColumns(page: Page): Column<Agreement, Sort>[] {
  const { t, href } = page;
  return [
    {
      key: 'code',
      header: t('commission:agreements.columns.code'),
      sort: 'codigo',
      cell: ({ row }) => (
        <a class="tq-code-link" href={href(agreementPath(row.code))}>
          {row.code}
        </a>
      ),
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
      sort: 'vence',
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
}

function rateColumns({ t, format }: Page, name: string): Column<Rate>[] {
  return [
    { key: 'name', header: name, cell: (rate) => rate.name },
    {
      key: 'rate',
      header: t('commission:agreements.columns.rate'),
      numeric: true,
      cell: ({ rate }) =>
        rate === null ? <NoData reason={t('commission:agreements.noneDue')} /> : format.percent(rate),
    },
    {
      key: 'kept',
      header: t('commission:agreements.columns.kept'),
      numeric: true,
      cell: ({ kept }) => format.integer(kept),
    },
    {
      key: 'due',
      header: t('commission:agreements.columns.hadToBe'),
      numeric: true,
      cell: ({ due }) => format.integer(due),
    },
    {
      key: 'all',
      header: t('commission:agreements.columns.all'),
      numeric: true,
      cell: ({ all }) => format.integer(all),
    },
  ];
}

const quarterKey = ({ quarter: { year, quarter } }: Agreement) => `${year}-${quarter}`;

function filterOf({ query }: Page, all: readonly Agreement[]) {
  const state = query.get('estado') ?? '';
  const responsible = query.get('responsable') ?? '';
  const quarter = query.get('trimestre') ?? '';
  return all.filter(
    (each) =>
      (state === '' || (state === 'vencido' ? each.clock === 'overdue' : each.row.state === state)) &&
      (responsible === '' || each.row.responsible === responsible) &&
      (quarter === '' || quarterKey(each) === quarter),
  );
}

function Filter({ page, all }: { page: Page; all: readonly Agreement[] }) {
  const { t, query } = page;
  const options = (values: readonly string[], label = (value: string) => value) =>
    [...new Set(values)].toSorted().map((value) => ({ value, label: label(value) }));
  return (
    <FilterForm
      label={t('commission:agreements.filter.label')}
      fields={['estado', 'responsable', 'trimestre']}
    >
      <SelectField
        name="estado"
        label={t('commission:agreements.columns.state')}
        empty={t('commission:agreements.filter.all')}
        value={query.get('estado') ?? ''}
        options={[
          ...agreementStates.map((state) => ({
            value: state,
            label: t(`commission:agreements.states.${state}`),
          })),
          { value: 'vencido', label: t('commission:agreements.clock.overdue') },
        ]}
      />
      <SelectField
        name="responsable"
        label={t('commission:agreements.columns.responsible')}
        empty={t('commission:agreements.filter.all')}
        value={query.get('responsable') ?? ''}
        options={options(all.map(({ row }) => row.responsible))}
      />
      <SelectField
        name="trimestre"
        label={t('commission:agreements.filter.quarter')}
        empty={t('commission:agreements.filter.all')}
        value={query.get('trimestre') ?? ''}
        options={options(all.map(quarterKey), (value) => {
          const [year, quarter] = value.split('-');
          return t('commission:quarter', { year, quarter });
        })}
      />
    </FilterForm>
  );
}

/** `/comision/acuerdos`: what was agreed, and how much of it was kept. */
async function agreementsPage({ services, page }: PageRequest): Promise<PageResult> {
  const { t, href, query, format } = page;
  const now = services.now();
  const all = await readAgreements(services.orm, now);
  const chosen = filterOf(page, all);
  const state = tableState<Sort>(query, {
    ...{ sorts: ['codigo', 'vence'], initial: { sort: 'codigo', direction: 'desc' } },
    ...{ pageSize: 50, total: chosen.length },
  });
  const problem = tableProblem(state);
  if (problem) throw problem;
  const rows = tableRows(chosen, state, (a, b, key) => {
    const value = ({ row }: Agreement) => (key === 'codigo' ? row.code : row.dueOn);
    return value(a) < value(b) ? -1 : Number(value(a) > value(b));
  });
  const [whole] = ratesBy(all, now, () => '');
  const byQuarter = ratesBy(all, now, quarterKey).map((rate) => {
    const [year, quarter] = rate.name.split('-');
    return { ...rate, name: t('commission:quarter', { year, quarter }) };
  });
  const byResponsible = ratesBy(all, now, ({ row }) => row.responsible);
  const counted = { kept: format.integer(whole?.kept ?? 0), due: format.integer(whole?.due ?? 0) };
  return {
    kind: 'html',
    title: t('commission:agreements.title'),
    description: t('commission:agreements.lead'),
    ...(query.size > 0 ? { indexed: false } : {}),
    feed: topicFeedPath(topicAddress(commissionTopics)),
    main: (
      <>
        <Band>
          <Breadcrumbs items={[{ label: t('commission:name'), href: href(commissionPath) }]} />
          <PageHeading title={t('commission:agreements.title')} lead={t('commission:agreements.lead')} />
          {whole?.rate === null || whole?.rate === undefined ? (
            <p>{all.length > 0 ? t('commission:agreements.noneDue') : null}</p>
          ) : (
            <BigFigure
              value={format.percent(whole.rate)}
              caption={t('commission:agreements.rate', counted)}
            />
          )}
        </Band>
        <Band tone="papel">
          <DataTable
            id="acuerdos"
            caption={t('commission:agreements.all')}
            columns={agreementColumns(page)}
            rows={rows}
            state={state}
            {...(all.length > 0 ? { filter: <Filter page={page} all={all} /> } : {})}
            {...(all.length === 0
              ? {
                  empty: {
                    title: t('commission:agreements.empty.title'),
                    text: t('commission:agreements.empty.text'),
                  },
                }
              : {})}
            downloads={fileForms.map((form) => ({
              href: href(`${agreementsPath}.${form}`),
              format: form.toUpperCase(),
            }))}
          />
        </Band>
        {all.length > 0 ? (
          <Band labelledBy="cumplimiento">
            <h2 id="cumplimiento">{t('commission:agreements.fulfilment')}</h2>
            <DataTable
              id="por-trimestre"
              caption={t('commission:agreements.byQuarter')}
              columns={rateColumns(page, t('commission:agreements.filter.quarter'))}
              rows={byQuarter}
              note={t('commission:agreements.formula')}
            />
            <DataTable
              id="por-responsable"
              caption={t('commission:agreements.byResponsible')}
              columns={rateColumns(page, t('commission:agreements.columns.responsible'))}
              rows={byResponsible}
            />
          </Band>
        ) : null}
        <Band tone="papel">
          <NextSteps
            items={[
              { title: t('commission:sessions.title'), href: href(sessionsPath) },
              { title: t('commission:plan.title'), href: href(planPath) },
            ]}
          />
        </Band>
      </>
    ),
  };
}

async function agreementRows({ services }: PageRequest): Promise<FileRow[]> {
  return (await readAgreements(services.orm, services.now())).map(({ row, session, clock }) => ({
    clave: row.code,
    texto: row.text,
    responsable: row.responsible,
    vence: row.dueOn,
    estado: row.state,
    plazo: clock,
    cumplido: row.fulfilledOn,
    sesion: session ? sessionSlug(session) : null,
    punto: row.item,
    votacion: row.motion,
    evidencia: wholeAddress(services, row.evidence),
    nota: row.note,
  }));
}

export const publicAgreementPages: readonly PageRoute[] = [
  { path: agreementsPath, access: 'public', cache: 'hour', handle: agreementsPage },
  ...tableForms(
    agreementsPath,
    { name: 'comision-acuerdos', title: (t) => t('commission:agreements.title') },
    agreementRows,
    [
      ...['clave', 'texto', 'responsable', 'vence', 'estado', 'plazo', 'cumplido', 'sesion', 'punto'],
      ...['votacion', 'evidencia', 'nota'],
    ],
  ),
  { path: `${agreementsPath}/:code`, access: 'public', cache: 'hour', handle: agreementPage },
];
