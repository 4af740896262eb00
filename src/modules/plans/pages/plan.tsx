import { stateInSentence, stateName } from '#modules/territory/index.ts';
import { topicFeedPath } from '#platform/changes/addresses.ts';
import { Follow } from '#platform/changes/follow.tsx';
import { topicAddress } from '#platform/changes/topics.ts';
import type { PageResult } from '#platform/http/results.ts';
import { csvFile, type FileRow, jsonFile, xlsxFile } from '#platform/http/table-file.ts';
import type { PageRequest } from '#platform/module.ts';
import { Band, Breadcrumbs, NextSteps, Notice, PageHeading, queryString } from '#platform/ui/index.ts';
import { calendarOf } from '../board/calendar.ts';
import { allCommitments, reportOfPlan } from '../board/plan.ts';
import { tally } from '../board/tally.ts';
import { commitmentPath, isPublic, planPath, plansPath, reportPath, statePlansPath } from '../rules/index.ts';
import { latestActsOfPlan } from '../store/acts.ts';
import { listPlanChanges } from '../store/drafts.ts';
import { planTopics } from '../topics.ts';
import { CommitmentFilterForm, CommitmentsTable } from '../views/commitments-table.tsx';
import { tableFiles } from '../views/files.ts';
import { History } from '../views/history.tsx';
import { PlanFacts, PlanKeyFigures } from '../views/plan.tsx';
import { PlanChanges } from '../views/plan-changes.tsx';
import { PlanGantt } from '../views/plan-gantt.tsx';
import { CompletionBars, ProgressFormula } from '../views/progress.tsx';
import { StageStrip } from '../views/stage-strip.tsx';
import { planTitle } from '../views/state.tsx';
import { wayToBoard, wayToComparison, wayToStatePlans } from '../views/ways-on.ts';
import { stageName } from '../views/words.tsx';
import { filterWords } from './commitments.tsx';
import { completionWords, themeWords } from './filter.ts';
import { findPlan } from './find-state.tsx';
import { fileColumns, isFiltered, listingFile, readListing } from './listing.ts';
import { recordFiles } from './workbook.ts';

/** So many of the acts of a plan and its commitments are told; the others stand with each commitment. */
const mostActs = 50;

/** `/planes/oaxaca/1`: what a plan promises, how far it is, and when what is due. */
export async function planPage(request: PageRequest): Promise<PageResult> {
  const found = await findPlan(request);
  if ('answer' in found) return found.answer;
  const { state, plan } = found;
  const { page, services, query } = request;
  const { t, format, href } = page;
  const { typed, filter, table, rows, words } = await readListing(request, { plan: plan.id });
  const all = await allCommitments(services, filter, words.calendar);
  const sums = tally(plan.commitments, words.calendar);
  const path = planPath(state.slug, plan.edition);
  const topic = topicAddress(planTopics, plan.id);
  const name = t('plans:topics.plan', { edition: plan.edition, state: stateInSentence(t, state) });
  const acts = await latestActsOfPlan(services.orm, plan.id, mostActs);
  const writing = !isPublic(plan.stage);
  const files = queryString(query, { pagina: null, orden: null, sentido: null });
  return {
    kind: 'html',
    title: name,
    description: t('plans:plan.description', { state: stateInSentence(t, state) }),
    feed: topicFeedPath(topic),
    indexed: !isFiltered(typed),
    canonicalQuery: table.page > 1 ? `?pagina=${table.page}` : '',
    main: (
      <>
        <Band>
          <Breadcrumbs
            items={[
              { label: t('plans:board.title'), href: href(plansPath) },
              { label: stateName(t, state), href: href(statePlansPath(state.slug)) },
            ]}
          />
          <PageHeading
            caption={t('plans:plan.caption', { state: stateInSentence(t, state) })}
            title={planTitle(t, plan)}
            lead={t(writing ? 'plans:plan.writing' : 'plans:plan.lead', { stage: stageName(t, plan.stage) })}
          />
          {writing ? (
            <Notice>
              <p>{t('plans:plan.writingText')}</p>
            </Notice>
          ) : null}
          <PlanFacts plan={plan} state={state} />
          <StageStrip plan={plan} />
          <PlanKeyFigures plan={plan} sums={sums} />
          <ProgressFormula progress={sums.progress} />
          <Follow topic={topic} name={name} />
        </Band>
        <Band tone="papel">
          <CommitmentsTable
            id="compromisos"
            caption={t(isFiltered(typed) ? 'plans:list.found' : 'plans:plan.all', {
              count: table.total,
              total: format.integer(table.total),
            })}
            rows={rows}
            words={words}
            withState={false}
            state={table}
            filter={
              <CommitmentFilterForm
                typed={typed}
                fields={['q', 'tema', 'avance', 'plazo']}
                words={filterWords}
              />
            }
            empty={
              isFiltered(typed)
                ? { title: t('plans:list.none'), text: t('plans:list.noneText') }
                : { title: t(writing ? 'plans:plan.emptyWriting' : 'plans:plan.empty') }
            }
            note={t('plans:list.note')}
            downloads={[
              ...(rows.length === 0 ? [] : tableFiles(href, `${path}/compromisos`, files)),
              { href: href(`${path}/plan.xlsx`), format: 'XLSX', label: t('imports:wholePlan') },
              ...tableFiles(href, `${path}/hitos`).map((file) => ({
                ...file,
                label: t('plans:plan.milestones'),
              })),
              ...(acts.length === 0 ? [] : recordFiles).map(({ name, form, path: end }) => ({
                href: href(`${path}/${end}`),
                format: form.toUpperCase(),
                label: t(`imports:records.${name}`),
              })),
            ]}
          />
        </Band>
        <Band>
          <CompletionBars
            id="avance"
            title={t('plans:plan.completion', { count: sums.known, total: format.integer(sums.total) })}
            titleAs="h2"
            label={t('plans:plan.plan')}
            note={t('plans:progress.source')}
            panels={[{ id: plan.id, title: planTitle(t, plan), sums }]}
          />
          <PlanGantt
            rows={all}
            shown={rows}
            calendar={words.calendar}
            state={state}
            themeWords={themeWords}
          />
          <p>
            <a href={href(`${path}/vencimientos.ics`)}>{t('plans:plan.calendar')}</a>
          </p>
        </Band>
        <Band tone="papel" labelledBy="historia">
          <h2 id="historia">{t('plans:history.title')}</h2>
          <PlanChanges changes={await listPlanChanges(services.orm, plan.id)} />
          <History acts={acts} most={mostActs} />
        </Band>
        <Band>
          <NextSteps
            items={[
              {
                title: t('plans:report.title'),
                text: t('plans:next.report'),
                href: href(reportPath(state.slug, plan.edition)),
              },
              wayToStatePlans(page, state),
              wayToComparison(page),
              wayToBoard(page),
            ]}
          />
        </Band>
      </>
    ),
  };
}

/** `/planes/oaxaca/1/compromisos.csv`, with the filters of the page. */
export async function planCsv(request: PageRequest): Promise<PageResult> {
  const found = await findPlan(request, '/compromisos.csv');
  if ('answer' in found) return found.answer;
  const { state, plan } = found;
  const rows = await listingFile(request, { plan: plan.id });
  return csvFile(`compromisos-${state.slug}-${plan.edition}.csv`, fileColumns, rows);
}

/** `/planes/oaxaca/1/compromisos.json`, with the filters of the page. */
export async function planJson(request: PageRequest): Promise<PageResult> {
  const found = await findPlan(request, '/compromisos.json');
  if ('answer' in found) return found.answer;
  return jsonFile(await listingFile(request, { plan: found.plan.id }));
}

const milestoneColumns = [
  ...[
    'compromiso',
    'numero_compromiso',
    'hito',
    'producto',
    'responsable',
    'vence',
    'peso',
    'avance',
    'pagina',
  ],
];

async function milestoneRows({ services }: PageRequest, plan: string): Promise<FileRow[]> {
  const all = await reportOfPlan(services, plan, await calendarOf(services));
  return all.flatMap(({ commitment, milestones }) =>
    milestones.map((one) => ({
      compromiso: commitment.id,
      numero_compromiso: commitment.number,
      hito: one.number,
      producto: one.product,
      responsable: one.responsible,
      vence: one.dueOn,
      peso: one.weight,
      avance: one.completion && completionWords[one.completion],
      pagina: commitmentPath(commitment.id),
    })),
  );
}

/** `/planes/oaxaca/1/hitos.csv` */
export async function milestonesCsv(request: PageRequest): Promise<PageResult> {
  const found = await findPlan(request, '/hitos.csv');
  if ('answer' in found) return found.answer;
  const { state, plan } = found;
  return csvFile(
    `hitos-${state.slug}-${plan.edition}.csv`,
    milestoneColumns,
    await milestoneRows(request, plan.id),
  );
}

/** `/planes/oaxaca/1/hitos.json` */
export async function milestonesJson(request: PageRequest): Promise<PageResult> {
  const found = await findPlan(request, '/hitos.json');
  if ('answer' in found) return found.answer;
  return jsonFile(await milestoneRows(request, found.plan.id));
}

/** `/planes/oaxaca/1/compromisos.xlsx`, with the filters of the page. */
export async function planXlsx(request: PageRequest): Promise<PageResult> {
  const found = await findPlan(request, '/compromisos.xlsx');
  if ('answer' in found) return found.answer;
  const { state, plan } = found;
  const rows = await listingFile(request, { plan: plan.id });
  return xlsxFile(`compromisos-${state.slug}-${plan.edition}.xlsx`, [
    { name: request.page.t('plans:list.title'), columns: fileColumns, rows },
  ]);
}

/** `/planes/oaxaca/1/hitos.xlsx` */
export async function milestonesXlsx(request: PageRequest): Promise<PageResult> {
  const found = await findPlan(request, '/hitos.xlsx');
  if ('answer' in found) return found.answer;
  const { state, plan } = found;
  const rows = await milestoneRows(request, plan.id);
  return xlsxFile(`hitos-${state.slug}-${plan.edition}.xlsx`, [
    { name: request.page.t('plans:plan.milestones'), columns: milestoneColumns, rows },
  ]);
}
