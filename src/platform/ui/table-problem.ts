import { Problem } from '../errors/problem.ts';
import { translator } from '../i18n/i18n.ts';
import { type TableState, tableProblemText, tableStatus } from './table-state.ts';

/**
 * What is wrong with a table's address as a problem to throw, in both languages: 400 for what is not understood,
 * 404 for a page beyond the end. Null where nothing is wrong.
 */
export function tableProblem(state: Pick<TableState<string>, 'problems'>): Problem | null {
  const [first] = state.problems;
  const status = tableStatus(state.problems);
  if (!first || status === 200) return null;
  const text = (lang: 'es-MX' | 'en') =>
    state.problems.map((problem) => tableProblemText(problem, translator(lang))).join(' ');
  return new Problem(status, { es: text('es-MX'), en: text('en') });
}
