import {
  aggregateUnits,
  evaluate,
  rankIntervals,
  type ScoredInstitution,
  type Tree,
} from '../src/modules/metrica/rules/index.ts';
import { median, ms, tell, timed } from './report.ts';
import { institutions2017, madeUpInstitutions, methodology2017 } from './sample.ts';

function score(tree: Tree, institutions: readonly ScoredInstitution[]): ScoredInstitution[] {
  return institutions.map((one) => ({ ...one, scores: evaluate(tree, one.scores).scores }));
}

/** Scores, means and intervals: how long the index takes to compute. */
export function benchEngine(): void {
  const tree = methodology2017();
  const real = institutions2017();
  const many = madeUpInstitutions(tree, 10_000);
  const evaluateAll = (institutions: readonly ScoredInstitution[]) => () => {
    aggregateUnits(score(tree, institutions), ['ga', 't', 'p']);
  };
  tell('scores and means, the 908 institutions of 2017', ms(median(timed(15, evaluateAll(real)))));
  tell('scores and means, 10,000 institutions x 17 indicators', ms(median(timed(5, evaluateAll(many)))));
  const scored = score(tree, real);
  tell(
    '1,000 replicates, all sources and measures, 2017',
    ms(median(timed(7, () => void rankIntervals(tree, scored)))),
    '300 ms',
  );
  const scoredMany = score(tree, many);
  tell(
    '1,000 replicates, all sources and measures, 10,000',
    ms(
      median(timed(3, () => void rankIntervals(tree, scoredMany, { components: ['tg', 'tc', 'pg', 'pc'] }))),
    ),
  );
}
