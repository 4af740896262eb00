import { topicFeedPath } from '#platform/changes/addresses.ts';
import { Follow } from '#platform/changes/follow.tsx';
import { topicAddress } from '#platform/changes/topics.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FileRow } from '#platform/http/table-file.ts';
import { translator } from '#platform/i18n/i18n.ts';
import type { PageRequest, PageRoute } from '#platform/module.ts';
import {
  Band,
  Breadcrumbs,
  Downloads,
  EmptyState,
  KeyFigures,
  NextSteps,
  NoData,
  Note,
  PageHeading,
} from '#platform/ui/index.ts';
import { agreementsPath, commissionPath, exhortationsPath, planPath, sessionsPath } from '../../addresses.ts';
import { wholeAddress } from '../../documents.ts';
import { commissionTopics } from '../../topics.ts';
import { PlanLineItem } from '../../views/plan-line.tsx';
import { shareWords } from '../../views/words.ts';
import { tableDownloads, tableForms } from '../files.ts';
import { type PlanLine, readWorkPlan, type WorkPlan } from './lines.ts';

function Summary({ page, plan }: { page: PageRequest['page']; plan: WorkPlan }) {
  const { t } = page;
  const { lines } = plan;
  const count = (has: (line: PlanLine) => boolean) => lines.filter(has).length;
  const actions = lines.flatMap((line) => line.actions);
  const isDone = actions.filter(({ state }) => state === 'done').length;
  return (
    <KeyFigures
      items={[
        {
          label: t('commission:plan.figures.withFigures'),
          value: shareWords(
            page,
            count(({ figures }) => figures.length > 0),
            lines.length,
          ),
          note: t('commission:plan.figures.live'),
        },
        {
          label: t('commission:plan.figures.withActions'),
          value: shareWords(
            page,
            count(({ actions: own }) => own.length > 0),
            lines.length,
          ),
        },
        {
          label: t('commission:plan.figures.done'),
          value: actions.length > 0 ? shareWords(page, isDone, actions.length) : <NoData />,
        },
      ]}
    />
  );
}

/** `/comision/plan`: what was promised, what was done. */
async function planPage(request: PageRequest): Promise<PageResult> {
  const { page } = request;
  const { t, href } = page;
  const plan = await readWorkPlan(request);
  const source = plan.lines[0]?.line.source;
  const part = (kind: 'objective' | 'line') => plan.lines.filter(({ line }) => line.kind === kind);
  const listOf = (kind: 'objective' | 'line') =>
    part(kind).map((each) => <PlanLineItem {...each} today={plan.today} />);
  return {
    kind: 'html',
    title: t('commission:plan.title'),
    description: t('commission:plan.lead'),
    feed: topicFeedPath(topicAddress(commissionTopics)),
    main: (
      <>
        <Band>
          <Breadcrumbs items={[{ label: t('commission:name'), href: href(commissionPath) }]} />
          <PageHeading title={t('commission:plan.title')} lead={t('commission:plan.lead')} />
          {plan.lines.length === 0 ? (
            <EmptyState title={t('commission:plan.empty')} />
          ) : (
            <Summary page={page} plan={plan} />
          )}
          <Follow topic={topicAddress(commissionTopics)} name={t('commission:name')} />
        </Band>
        {plan.lines.length > 0 ? (
          <>
            <Band tone="papel" labelledBy="lineas">
              <h2 id="lineas">{t('commission:plan.lines')}</h2>
              {listOf('line')}
            </Band>
            <Band labelledBy="objetivos">
              <h2 id="objetivos">{t('commission:plan.objectives')}</h2>
              {listOf('objective')}
              {source ? <Note>{t('commission:plan.source', { source })}</Note> : null}
              <Downloads
                of={t('commission:plan.title')}
                items={[
                  ...tableDownloads(href(planPath), t('commission:plan.files.lines')),
                  ...tableDownloads(href(`${planPath}/acciones`), t('commission:plan.files.actions')),
                ]}
              />
            </Band>
          </>
        ) : null}
        <Band tone="papel">
          <NextSteps
            items={[
              { title: t('commission:sessions.title'), href: href(sessionsPath) },
              { title: t('commission:agreements.title'), href: href(agreementsPath) },
              { title: t('commission:exhortations.title'), href: href(exhortationsPath) },
            ]}
          />
        </Band>
      </>
    ),
  };
}

/** Files are for machines and the same in every language. */
const spanish = translator('es-MX');

async function lineRows(request: PageRequest): Promise<FileRow[]> {
  const { lines } = await readWorkPlan(request);
  return lines.map(({ line, actions, figures, state }) => ({
    clave: line.code,
    tipo: line.kind === 'objective' ? 'objetivo' : 'línea',
    texto: line.text,
    texto_en: line.textEn,
    estado: state ?? null,
    acciones: actions.length,
    acciones_terminadas: actions.filter((action) => action.state === 'done').length,
    cifras:
      figures
        .map(({ name, value, of }) => {
          const share = of === undefined || of === null ? '' : ` de ${of}`;
          return `${name(spanish)}: ${value === null ? 'sin dato' : `${value}${share}`}`;
        })
        .join('; ') || null,
    fuente: line.source,
  }));
}

async function actionRows(request: PageRequest): Promise<FileRow[]> {
  const { services } = request;
  const { lines } = await readWorkPlan(request);
  return lines
    .flatMap(({ actions }) => actions)
    .map(({ id, line, title, responsible, dueOn, state, evidence, updatedAt }) => ({
      id,
      linea: line,
      accion: title,
      responsable: responsible,
      vence: dueOn,
      estado: state,
      evidencia: evidence.map(({ address }) => wholeAddress(services, address)).join(' ') || null,
      actualizada: updatedAt.toISOString(),
    }));
}

export const publicPlanPages: readonly PageRoute[] = [
  { path: planPath, access: 'public', cache: 'hour', handle: planPage },
  ...tableForms(
    planPath,
    { name: 'comision-plan', title: (t) => t('commission:plan.files.lines') },
    lineRows,
    [
      ...['clave', 'tipo', 'texto', 'texto_en', 'estado', 'acciones', 'acciones_terminadas'],
      ...['cifras', 'fuente'],
    ],
  ),
  ...tableForms(
    `${planPath}/acciones`,
    { name: 'comision-plan-acciones', title: (t) => t('commission:plan.files.actions') },
    actionRows,
    [...['id', 'linea', 'accion', 'responsable', 'vence', 'estado', 'evidencia', 'actualizada']],
  ),
];
