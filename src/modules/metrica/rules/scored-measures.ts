import type { ScoredInstitution } from './institutions.ts';
import type { Tree } from './tree.ts';

/** The measures of which at least one institution has a score, in reading order. */
export function scoredMeasures(tree: Tree, institutions: readonly ScoredInstitution[]): string[] {
  return [...tree.measures.keys()].filter((id) => institutions.some(({ scores }) => scores.has(id)));
}
