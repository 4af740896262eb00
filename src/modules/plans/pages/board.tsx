import { topicFeedPath } from '#platform/changes/addresses.ts';
import { Follow } from '#platform/changes/follow.tsx';
import { topicAddress } from '#platform/changes/topics.ts';
import type { PageResult } from '#platform/http/results.ts';
import { csvFile, type FileRow, jsonFile, xlsxFile } from '#platform/http/table-file.ts';
import type { PageRequest } from '#platform/module.ts';
import {
  Band,
  BigFigure,
  Breadcrumbs,
  Columns,
  NextSteps,
  PageHeading,
  tableProblem,
  tableState,
} from '#platform/ui/index.ts';
import { calendarOf } from '../board/calendar.ts';
import { type Exercise, type ExerciseState, enteredOn, exerciseOf } from '../board/exercise.ts';
import { sortedByKey } from '../board/sorting.ts';
import { tally } from '../board/tally.ts';
import { plansPath, secretariatStatuses, stages } from '../rules/index.ts';
import { exerciseTopics } from '../topics.ts';
import { BoardFigures, Explanation, Missing, Notes, SecretariatsMap } from '../views/board.tsx';
import { tableFiles } from '../views/files.ts';
import { latestPlan, type StateSort, StatesTable, stateSorts } from '../views/states-table.tsx';
import { wayToCommitments, wayToComparison, wayToStatePages } from '../views/ways-on.ts';
import { secretariatFiles } from './secretariat-files.ts';

function keyOf(row: ExerciseState, sort: StateSort): string | number | null {
  switch (sort) {
    case 'entidad':
      return row.state.slug;
    case 'estado':
      return row.status === 'unknown' ? null : secretariatStatuses.indexOf(row.status);
    case 'declaratoria':
      return row.secretariat?.declaredOn ?? null;
    case 'instalacion':
      return row.secretariat?.installedOn ?? null;
    case 'etapa': {
      const plan = latestPlan(row);
      return plan ? stages.indexOf(plan.stage) : null;
    }
    case 'compromisos':
      return row.plans.length > 0 ? row.commitments.length : null;
  }
}

/** `/planes`: which states have a secretariat and a plan, and of which nobody knows. */
export async function boardPage(request: PageRequest): Promise<PageResult> {
  const { page, services, query } = request;
  const { t, href } = page;
  const exercise = await exerciseOf(services);
  const calendar = await calendarOf(services);
  const state = tableState<StateSort>(query, {
    sorts: stateSorts,
    initial: { sort: 'entidad', direction: 'asc' },
    largestFirst: ['estado', 'etapa', 'compromisos'],
    total: exercise.states.length,
  });
  const problem = tableProblem(state);
  if (problem) throw problem;
  const rows = sortedByKey(exercise.states, (row) => keyOf(row, state.sort), state.direction);
  const known = exercise.states.filter(({ status }) => status !== 'unknown').length;
  const topic = topicAddress(exerciseTopics);
  return {
    kind: 'html',
    title: t('plans:board.title'),
    description: t('plans:board.description'),
    feed: topicFeedPath(topic),
    main: (
      <>
        <Band>
          <Breadcrumbs items={[]} />
          <Columns layout="question">
            <div>
              <PageHeading title={t('plans:board.question')} lead={t('plans:board.lead')} />
              <BigFigure
                value={known}
                unit={t('plans:board.answer.unit', { total: exercise.states.length })}
                caption={t('plans:board.answer.caption')}
              />
              <Follow topic={topic} name={t('plans:topics.exercise')} />
            </div>
            <SecretariatsMap exercise={exercise} />
          </Columns>
          <BoardFigures exercise={exercise} sums={tally(exercise.commitments, calendar)} />
        </Band>
        <Band tone="papel">
          <StatesTable
            rows={rows}
            state={state}
            downloads={[
              ...tableFiles(href, plansPath),
              ...secretariatFiles.map(({ name, form, path }) => ({
                href: href(path),
                format: form.toUpperCase(),
                label: t(`imports:secretariats.${name}`),
              })),
            ]}
          />
        </Band>
        <Band labelledBy="faltan">
          <Missing exercise={exercise} today={calendar.centre.today} />
        </Band>
        <Band tone="papel" labelledBy="cortes">
          <h2 id="cortes">{t('plans:notes.title')}</h2>
          <p>{t('plans:notes.lead')}</p>
          <Notes notes={exercise.notes} states={exercise.byClave} />
        </Band>
        <Band labelledBy="palabras">
          <h2 id="palabras">{t('plans:explained.title')}</h2>
          <Explanation />
        </Band>
        <Band tone="papel">
          <NextSteps items={[wayToCommitments(page), wayToComparison(page), wayToStatePages(page)]} />
        </Band>
      </>
    ),
  };
}

const columns = [
  ...[
    'clave',
    'entidad',
    'estado_stl',
    'fecha_declaratoria',
    'fecha_instalacion',
    'estado_desde',
    'al_corte',
  ],
  ...['plan_edicion', 'plan_etapa', 'plan_publicado', 'compromisos', 'fuente'],
];

function fileRows({ states }: Exercise): FileRow[] {
  return states.map((row) => {
    const { state, status, secretariat } = row;
    const plan = latestPlan(row);
    return {
      clave: state.clave,
      entidad: state.name,
      estado_stl: status === 'unknown' ? null : status,
      fecha_declaratoria: secretariat?.declaredOn ?? null,
      fecha_instalacion: secretariat?.installedOn ?? null,
      estado_desde: secretariat?.statusSince ?? null,
      al_corte: secretariat?.asOf ?? null,
      plan_edicion: plan?.edition ?? null,
      plan_etapa: plan?.stage ?? null,
      plan_publicado: plan ? enteredOn(plan, 'published') : null,
      compromisos: plan ? row.commitments.length : null,
      fuente: secretariat?.source ?? null,
    };
  });
}

/** `/planes.csv` */
export async function boardCsv({ services }: PageRequest): Promise<PageResult> {
  return csvFile('planes.csv', columns, fileRows(await exerciseOf(services)));
}

/** `/planes.json` */
export async function boardJson({ services }: PageRequest): Promise<PageResult> {
  return jsonFile(fileRows(await exerciseOf(services)));
}

/** `/planes.xlsx` */
export async function boardXlsx({ services, page }: PageRequest): Promise<PageResult> {
  const rows = fileRows(await exerciseOf(services));
  return xlsxFile('planes.xlsx', [{ name: page.t('plans:nav'), columns, rows }]);
}
