import type { DataSet } from '#platform/data-sets/data-set.ts';
import { problemCollector, readTable } from '#platform/data-sets/table.ts';
import { idOf } from '#platform/database/identifier.ts';
import { exerciseAct } from '../ledger.ts';
import { secretariatStatuses, sectors } from '../rules/index.ts';
import { type LoadedMember, type LoadedSecretariat, loadMembers, loadSecretariats } from '../store/loads.ts';
import { listSecretariats } from '../store/secretariats.ts';
import { announceLoad } from './announce.ts';
import {
  asOfCell,
  cell,
  countCell,
  dayCell,
  refuseBefore,
  refuseTwice,
  required,
  stateCell,
  wordCell,
} from './cells.ts';
import { keptNote } from './notes-of-load.ts';

/** What is unknown has no row. */
const knownStatuses = secretariatStatuses.filter((status) => status !== 'unknown');

export const secretariatsDataSet: DataSet = {
  name: 'plan-secretariats',
  title: (t) => t('plans:sets.secretariats'),
  summary: 'the local secretariats (STL) of which anything is known (CSV)',
  options: {},
  shipped: [{ file: 'plans/secretariats.csv', options: {} }],
  act: exerciseAct,
  announce: announceLoad('secretariats'),
  async load({ orm, now }, { bytes }) {
    const set = 'plan-secretariats';
    const columns = ['state', 'status', 'declared_on', 'installed_on', 'as_of', 'source'];
    const lines = readTable(set, bytes, columns);
    const problems = problemCollector(set);
    refuseTwice(lines, 'state', (line) => cell(line, 'state'), problems);
    const rows = lines.map((line): LoadedSecretariat => {
      refuseBefore(line, ['declared_on', 'installed_on'], problems);
      const status = wordCell(line, 'status', knownStatuses, problems) ?? 'declared';
      const declaredOn = dayCell(line, 'declared_on', problems);
      const installedOn = dayCell(line, 'installed_on', problems);
      const since = { declared: declaredOn, installed: installedOn, renewal: null, inactive: null };
      return {
        ...{ state: stateCell(line, problems), status, declaredOn, installedOn },
        statusSince: since[status],
        asOf: asOfCell(line, problems),
        source: required(line, 'source', problems),
      };
    });
    problems.finish();
    const { kept } = await loadSecretariats(orm, rows, now());
    return { rows: rows.length, notes: keptNote(kept) };
  },
};

export const membersDataSet: DataSet = {
  name: 'plan-secretariat-members',
  title: (t) => t('plans:sets.members'),
  summary: 'the organisations in the local secretariats, by sector (CSV)',
  options: {},
  shipped: [{ file: 'plans/members.csv', options: {} }],
  act: exerciseAct,
  announce: announceLoad('members'),
  async load({ orm }, { bytes }) {
    const set = 'plan-secretariat-members';
    const lines = readTable(set, bytes, ['state', 'number', 'sector', 'organisation', 'as_of']);
    const problems = problemCollector(set);
    const sources = new Map((await listSecretariats(orm)).map(({ state, source }) => [state, source]));
    refuseTwice(lines, 'number', (line) => `${cell(line, 'state')} ${cell(line, 'number')}`, problems);
    const rows = lines.map((line): LoadedMember => {
      const state = stateCell(line, problems);
      const source = sources.get(state);
      if (source === undefined)
        problems.add(line.row, 'state', {
          es: `No hay un secretariado de «${state}»: carga primero plan-secretariats.`,
          en: `There is no secretariat of "${state}": load plan-secretariats first.`,
        });
      const number = countCell(line, 'number', 1, problems);
      return {
        ...{ id: idOf(`secretariat member ${state} ${number}`), state },
        sector: wordCell(line, 'sector', sectors, problems) ?? 'government',
        organisation: required(line, 'organisation', problems),
        asOf: asOfCell(line, problems),
        // A secretariat that was first recorded here has no source of its own to name.
        source: source ?? set,
      };
    });
    problems.finish();
    await loadMembers(orm, rows);
    return { rows: rows.length, notes: [] };
  },
};
