import { searchable } from '#modules/territory/index.ts';
import type { DataSet } from '#platform/data-sets/data-set.ts';
import { problemCollector, readTable } from '#platform/data-sets/table.ts';
import { idOf } from '#platform/database/identifier.ts';
import { exerciseAct } from '../ledger.ts';
import { type Stage, stages, themes } from '../rules/index.ts';
import { type LoadedCommitment, type LoadedStages, loadCommitments, loadPlans } from '../store/loads.ts';
import { listPlans } from '../store/plans.ts';
import { announceLoad } from './announce.ts';
import { asOfCell, cell, countCell, dayCell, refuseTwice, required, stateCell, wordCell } from './cells.ts';
import { keptNote } from './notes-of-load.ts';

/** The stages that a plan is known to have entered. Of what came after its publication the day is not known. */
function stagesOf(stage: Stage, publishedOn: string | null): LoadedStages {
  const published = stages.indexOf(stage) >= stages.indexOf('published');
  return [
    ...(published && publishedOn ? [{ stage: 'published' as const, enteredOn: publishedOn }] : []),
    ...(stage === 'published' && publishedOn ? [] : [{ stage, enteredOn: null }]),
  ];
}

export const plansDataSet: DataSet = {
  name: 'plan-plans',
  title: (t) => t('plans:sets.plans'),
  summary: 'the local action plans (PAL) (CSV)',
  options: {},
  shipped: [{ file: 'plans/plans.csv', options: {} }],
  act: exerciseAct,
  announce: announceLoad('plans'),
  async load({ orm, now }, { bytes }) {
    const set = 'plan-plans';
    const columns = ['state', 'edition', 'published_on', 'declared_commitments', 'stage', 'as_of', 'source'];
    const lines = readTable(set, bytes, columns);
    const problems = problemCollector(set);
    refuseTwice(lines, 'edition', (line) => `${cell(line, 'state')} ${cell(line, 'edition')}`, problems);
    const rows = lines.map((line) => {
      const state = stateCell(line, problems);
      const edition = countCell(line, 'edition', 1, problems);
      const stage = wordCell(line, 'stage', stages, problems) ?? 'published';
      const declared = cell(line, 'declared_commitments');
      return {
        ...{ id: idOf(`plan ${state} ${edition}`), state, edition, stage },
        declaredCommitments: declared === '' ? null : countCell(line, 'declared_commitments', 0, problems),
        asOf: asOfCell(line, problems),
        source: required(line, 'source', problems),
        stages: stagesOf(stage, dayCell(line, 'published_on', problems)),
      };
    });
    problems.finish();
    const { kept } = await loadPlans(orm, rows, now());
    return { rows: rows.length, notes: keptNote(kept) };
  },
};

export const commitmentsDataSet: DataSet = {
  name: 'plan-commitments',
  title: (t) => t('plans:sets.commitments'),
  summary: 'the commitments of the local action plans (CSV)',
  options: {},
  shipped: [{ file: 'plans/commitments.csv', options: {} }],
  act: exerciseAct,
  announce: announceLoad('commitments'),
  async load({ orm, now }, { bytes }) {
    const set = 'plan-commitments';
    const columns = ['state', 'plan_edition', 'number', 'kind', 'title', 'theme', 'source'];
    const lines = readTable(set, bytes, columns);
    const problems = problemCollector(set);
    const plans = new Map((await listPlans(orm)).map((plan) => [`${plan.state} ${plan.edition}`, plan.id]));
    const keyOf = (line: (typeof lines)[number]) =>
      ['state', 'plan_edition', 'number'].map((column) => cell(line, column)).join(' ');
    refuseTwice(lines, 'number', keyOf, problems);
    const rows = lines.map((line): LoadedCommitment => {
      const state = stateCell(line, problems);
      const edition = countCell(line, 'plan_edition', 1, problems);
      const plan = plans.get(`${state} ${edition}`);
      if (plan === undefined)
        problems.add(line.row, 'plan_edition', {
          es: `No hay un plan ${edition} de «${state}»: carga primero plan-plans.`,
          en: `There is no plan ${edition} of "${state}": load plan-plans first.`,
        });
      const number = required(line, 'number', problems);
      const kind = wordCell(line, 'kind', ['plan', 'proactive'], problems);
      if (!/^P?[1-9]\d{0,2}$/.test(number) || number.startsWith('P') !== (kind === 'proactive'))
        problems.add(line.row, 'number', {
          es: `«${number}» no es el número de un compromiso: 1, 2, … en el plan, P1, P2, … si es proactivo.`,
          en: `"${number}" is not the number of a commitment: 1, 2, … in the plan, P1, P2, … if it is proactive.`,
        });
      const title = required(line, 'title', problems);
      return {
        ...{ id: idOf(`commitment ${state} ${edition} ${number}`), plan: plan ?? '', state, number, title },
        theme: cell(line, 'theme') === '' ? null : (wordCell(line, 'theme', themes, problems) ?? null),
        source: required(line, 'source', problems),
        search: searchable(title),
      };
    });
    problems.finish();
    const { kept } = await loadCommitments(orm, rows, now());
    return { rows: rows.length, notes: keptNote(kept) };
  },
};
