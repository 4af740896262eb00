import { FEDERATION, isClave } from '#modules/territory/index.ts';
import type { DataSet } from '#platform/data-sets/data-set.ts';
import { problemCollector, readTable } from '#platform/data-sets/table.ts';
import { exerciseAct } from '../ledger.ts';
import { noteMeasures } from '../rules/index.ts';
import { loadNotes } from '../store/loads.ts';
import { announceLoad } from './announce.ts';
import { asOfCell, cell, countCell, required, wordCell } from './cells.ts';

export const notesDataSet: DataSet = {
  name: 'plan-notes',
  title: (t) => t('plans:sets.notes'),
  summary: 'dated statements about the local exercise in the whole country (CSV)',
  options: {},
  shipped: [{ file: 'plans/notes.csv', options: {} }],
  act: exerciseAct,
  announce: announceLoad('notes'),
  async load({ orm }, { bytes }) {
    const set = 'plan-notes';
    const lines = readTable(set, bytes, ['as_of', 'measure', 'value', 'states', 'source']);
    const problems = problemCollector(set);
    const rows = lines.map((line, at) => {
      const value = countCell(line, 'value', 0, problems);
      const states = cell(line, 'states').split(';').filter(Boolean);
      if (states.some((state) => !isClave(state) || state === FEDERATION))
        problems.add(line.row, 'states', {
          es: 'Aquí van claves de estados separadas por punto y coma, como 10;17;29.',
          en: 'Claves of states go here, separated by semicolons, such as 10;17;29.',
        });
      else if (states.length > 0 && new Set(states).size !== value)
        problems.add(line.row, 'states', {
          es: `Nombra ${new Set(states).size} estados y el valor es ${value}.`,
          en: `It names ${new Set(states).size} states and the value is ${value}.`,
        });
      return {
        id: at + 1,
        asOf: asOfCell(line, problems),
        measure: wordCell(line, 'measure', noteMeasures, problems) ?? '',
        ...{ value, states, source: required(line, 'source', problems) },
      };
    });
    problems.finish();
    await loadNotes(orm, rows);
    return { rows: rows.length, notes: [] };
  },
};
