import { stateName } from '#modules/territory/index.ts';
import type { PageResult } from '#platform/http/results.ts';
import { csvFile, type FileRow, jsonFile, xlsxFile } from '#platform/http/table-file.ts';
import type { PageRequest } from '#platform/module.ts';
import { Band, Breadcrumbs, NextSteps, PageHeading, tableProblem, tableState } from '#platform/ui/index.ts';
import { type ComparedState, comparisonOf } from '../board/comparison.ts';
import { sortedByKey } from '../board/sorting.ts';
import type { Tally } from '../board/tally.ts';
import { comparisonPath, planPath, plansPath, stages } from '../rules/index.ts';
import {
  ComparedInstitutions,
  ComparedStates,
  type CompareSort,
  compareSorts,
  figureOf,
} from '../views/comparison.tsx';
import { tableFiles } from '../views/files.ts';
import { CompletionBars } from '../views/progress.tsx';
import { wayToBoard, wayToCommitments } from '../views/ways-on.ts';

function keyOf({ state, plan, sums }: ComparedState, sort: CompareSort): string | number | null {
  if (sort === 'nombre') return state.slug;
  return sort === 'etapa' ? stages.indexOf(plan.stage) : figureOf(sums, sort);
}

/** Institutions with most kept promises first; those of which nothing is known come last. */
const byKept = (sums: Tally) => (sums.known === 0 ? null : sums.completions.complete / sums.known);

/** `/planes/comparar`: who keeps what was promised, who is late and who says nothing. */
export async function comparisonPage({ page, services, query }: PageRequest): Promise<PageResult> {
  const { t, format, href } = page;
  const { states, institutions, without, withoutLead, sums } = await comparisonOf(services);
  const table = tableState<CompareSort>(query, {
    sorts: compareSorts,
    initial: { sort: 'nombre', direction: 'asc' },
    largestFirst: compareSorts.filter((sort) => sort !== 'nombre'),
    total: states.length,
  });
  const problem = tableProblem(table);
  if (problem) throw problem;
  return {
    kind: 'html',
    title: t('plans:comparison.title'),
    description: t('plans:comparison.description'),
    main: (
      <>
        <Band>
          <Breadcrumbs items={[{ label: t('plans:board.title'), href: href(plansPath) }]} />
          <PageHeading
            title={t('plans:comparison.question')}
            lead={t('plans:comparison.lead', {
              count: sums.total,
              ...{ known: format.integer(sums.known), total: format.integer(sums.total) },
            })}
          />
          <ComparedStates
            rows={sortedByKey(states, (row) => keyOf(row, table.sort), table.direction)}
            state={table}
            note={t('plans:comparison.note', { count: without })}
            downloads={tableFiles(href, `${comparisonPath}/estados`)}
          />
        </Band>
        <Band tone="papel">
          <CompletionBars
            id="avance"
            title={t('plans:comparison.bars')}
            titleAs="h2"
            label={t('territory:state')}
            note={t('plans:progress.source')}
            panels={sortedByKey(states, ({ state }) => state.slug, 'asc').map(
              ({ state, plan, sums: own }) => ({
                id: state.clave,
                title: stateName(t, state),
                href: href(planPath(state.slug, plan.edition)),
                sums: own,
              }),
            )}
          />
        </Band>
        <Band>
          <ComparedInstitutions
            rows={sortedByKey(institutions, (row) => byKept(row.sums), 'desc')}
            note={t('plans:comparison.institutionsNote', {
              count: withoutLead,
              total: format.integer(withoutLead),
            })}
            downloads={tableFiles(href, `${comparisonPath}/instituciones`)}
          />
        </Band>
        <Band tone="papel">
          <NextSteps items={[wayToCommitments(page), wayToBoard(page)]} />
        </Band>
      </>
    ),
  };
}

const sumColumns = [
  ...['compromisos', 'con_avance_dicho', 'no_iniciados', 'limitados', 'sustanciales', 'completos', 'avance'],
  ...['con_fecha', 'vencidos', 'con_plazo_de_palabra', 'en_silencio'],
];

function sumCells({ total, known, completions, progress, dated, overdue, timed, silent }: Tally): FileRow {
  const said = (count: number) => (known === 0 ? null : count);
  return {
    compromisos: total,
    con_avance_dicho: known,
    no_iniciados: said(completions['not-started']),
    limitados: said(completions.limited),
    sustanciales: said(completions.substantial),
    completos: said(completions.complete),
    avance: progress.value,
    con_fecha: dated,
    vencidos: overdue,
    con_plazo_de_palabra: timed,
    en_silencio: silent,
  };
}

const stateColumns = ['clave', 'entidad', 'plan', 'etapa', ...sumColumns];

async function stateRows({ services }: PageRequest): Promise<FileRow[]> {
  return (await comparisonOf(services)).states.map(({ state, plan, sums }) => ({
    ...{ clave: state.clave, entidad: state.name, plan: plan.edition, etapa: plan.stage },
    ...sumCells(sums),
  }));
}

const institutionColumns = ['institucion', 'nombre', ...sumColumns];

async function institutionRows({ services }: PageRequest): Promise<FileRow[]> {
  return (await comparisonOf(services)).institutions.map(({ slug, name, sums }) => ({
    ...{ institucion: slug, nombre: name },
    ...sumCells(sums),
  }));
}

/** `/planes/comparar/estados.csv` */
export async function comparedStatesCsv(request: PageRequest): Promise<PageResult> {
  return csvFile('planes-estados.csv', stateColumns, await stateRows(request));
}

/** `/planes/comparar/estados.json` */
export async function comparedStatesJson(request: PageRequest): Promise<PageResult> {
  return jsonFile(await stateRows(request));
}

/** `/planes/comparar/instituciones.csv` */
export async function comparedInstitutionsCsv(request: PageRequest): Promise<PageResult> {
  return csvFile('planes-instituciones.csv', institutionColumns, await institutionRows(request));
}

/** `/planes/comparar/instituciones.json` */
export async function comparedInstitutionsJson(request: PageRequest): Promise<PageResult> {
  return jsonFile(await institutionRows(request));
}

/** `/planes/comparar/estados.xlsx` */
export async function comparedStatesXlsx(request: PageRequest): Promise<PageResult> {
  return xlsxFile('planes-estados.xlsx', [
    { name: request.page.t('imports:sheets.states'), columns: stateColumns, rows: await stateRows(request) },
  ]);
}

/** `/planes/comparar/instituciones.xlsx` */
export async function comparedInstitutionsXlsx(request: PageRequest): Promise<PageResult> {
  const name = request.page.t('imports:sheets.institutions');
  return xlsxFile('planes-instituciones.xlsx', [
    { name, columns: institutionColumns, rows: await institutionRows(request) },
  ]);
}
