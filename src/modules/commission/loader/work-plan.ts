import { inEveryLanguage } from '#platform/changes/change.ts';
import { topicOf } from '#platform/changes/topics.ts';
import type { DataSet } from '#platform/data-sets/data-set.ts';
import type { LoadAct } from '#platform/data-sets/load-act.ts';
import { problemCollector, readTable } from '#platform/data-sets/table.ts';
import { planPath } from '../addresses.ts';
import { isLineCode } from '../rules/index.ts';
import { type LineRow, listLines, replaceLines } from '../store/work-plan.ts';
import { commissionTopics } from '../topics.ts';

const name = 'commission-work-plan';
const columns = ['code', 'kind', 'position', 'text', 'text_en', 'carried_by', 'source'];

/** A load of the work plan is a public act: its entry says how many objectives and lines there are. */
export const workPlanAct: LoadAct = {
  kind: 'commission.work-plan-loaded',
  async describe(orm) {
    const lines = await listLines(orm);
    const objectives = lines.filter(({ kind }) => kind === 'objective').length;
    return {
      subject: { type: 'work-plan', id: 'lines' },
      figures: { objectives, lines: lines.length - objectives },
    };
  },
};

/** The objectives and lines of the Commission's work plan. */
export const workPlanDataSet: DataSet = {
  name,
  title: (t) => t('commission:plan.load.set'),
  summary: "the objectives and lines of the Commission's work plan (CSV)",
  options: {},
  shipped: [{ file: 'commission/work-plan.csv', options: {} }],
  act: workPlanAct,
  announce: async () => ({
    kind: workPlanAct.kind,
    topics: [topicOf(commissionTopics), 'data'],
    title: inEveryLanguage((t) => t('commission:plan.load.title')),
    path: planPath,
  }),
  async load({ orm }, { bytes }) {
    const problems = problemCollector(name);
    const seen = new Map<string, number>();
    const rows = readTable(name, bytes, columns).map(({ row, values }): LineRow => {
      const { code = '', kind = '', position = '', text = '', text_en = '', source = '' } = values;
      const objective = kind === 'objective';
      if (
        !isLineCode(code) ||
        (kind !== 'objective' && kind !== 'line') ||
        objective !== code.startsWith('O')
      )
        problems.add(row, 'code', {
          es: `«${code}» (${kind}) no es un objetivo (O1 a O7) ni una línea (L1 a L18).`,
          en: `"${code}" (${kind}) is neither an objective (O1 to O7) nor a line (L1 to L18).`,
        });
      const first = seen.get(code);
      if (first !== undefined)
        problems.add(row, 'code', {
          es: `«${code}» ya está en el renglón ${first}.`,
          en: `"${code}" stands in row ${first} already.`,
        });
      seen.set(code, row);
      if (!/^[1-9]\d{0,2}$/.test(position))
        problems.add(row, 'position', {
          es: `«${position}» no es un lugar en el orden: un número desde 1.`,
          en: `"${position}" is no place in the order: a number from 1.`,
        });
      for (const [column, value] of Object.entries({ text, text_en, source }))
        if (value === '')
          problems.add(row, column, { es: 'Aquí falta un valor.', en: 'A value is needed here.' });
      return {
        ...{ code, kind: objective ? 'objective' : 'line', position: Number(position), text },
        ...{ textEn: text_en, source },
        carriedBy: (values.carried_by ?? '').split(';').filter(Boolean),
      };
    });
    if (rows.length === 0)
      problems.add(1, '', { es: 'El archivo no trae líneas.', en: 'There are no lines in the file.' });
    problems.finish();
    await replaceLines(orm, rows);
    return { rows: rows.length, notes: [] };
  },
};
