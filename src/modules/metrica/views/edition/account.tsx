import { roundHalfUp } from '#platform/i18n/format.ts';
import { type PageContext, Prose, SummaryList, type SummaryRow, usePage } from '#platform/ui/index.ts';
import { indexComponents } from '../../edition/comparison.ts';
import type { EditionInstitution, EditionView } from '../../edition/view.ts';
import type { Measure, Tree } from '../../rules/index.ts';
import { symbolicFormula } from '../method/words.ts';
import { inSentence, measureName, measureSymbol } from './words.ts';

interface AccountProps {
  view: EditionView;
  tree: Tree;
  institution: EditionInstitution;
}

/** How an institution's score comes about, step by step with its own figures, for whoever wants to do it by hand. */
export function ScoreAccount({ view, tree, institution }: AccountProps) {
  const page = usePage();
  const { t } = page;
  const steps = stepsAbove(tree, indexComponents(view));
  return (
    <>
      <h2 id="metrica-cuenta">{t('metrica:account.title')}</h2>
      <Prose>
        <p>{t('metrica:account.lead')}</p>
      </Prose>
      <SummaryList rows={steps.map((step) => accountRow(page, { view, tree, institution }, step))} />
      <Prose>
        <p>
          {t('metrica:account.below')}{' '}
          <a href={page.href('/metrica/metodologia')}>{t('metrica:ranking.method')}</a>
        </p>
      </Prose>
    </>
  );
}

/** The nodes of the tree that are made from the components, each after what it is made of. */
function stepsAbove(tree: Tree, components: readonly string[]): Measure[] {
  const known = new Set(components);
  const steps: Measure[] = [];
  for (const id of tree.order) {
    const measure = tree.measures.get(id);
    if (!measure || measure.view !== null || known.has(id) || measure.parts.length === 0) continue;
    if (!measure.parts.every((part) => known.has(part.id))) continue;
    known.add(id);
    steps.push(measure);
  }
  return steps;
}

function accountRow(page: PageContext, props: AccountProps, step: Measure): SummaryRow {
  const { t, format } = page;
  const { tree, institution } = props;
  const { decimals } = tree.methodology;
  const score = (id: string) => institution.scores.get(id);
  const written = (value: number | undefined) =>
    value === undefined ? t('common:noData') : format.decimal(value, decimals);
  const terms = step.parts.map(({ id, weight }) =>
    t('metrica:account.term', {
      share: format.percent(weight, 2),
      part: inSentence(measureName(page, tree, id)),
      score: written(score(id)),
    }),
  );
  const known = step.parts.flatMap(({ id, weight }) => {
    const value = score(id);
    return value === undefined ? [] : [value * weight];
  });
  const complete = known.length === step.parts.length;
  const sum = complete ? known.reduce((total, value) => total + value, 0) : undefined;
  return {
    key: `${measureName(page, tree, step.id)} (${measureSymbol(tree, step.id)})`,
    value: (
      <>
        <p>
          {terms.join(' + ')} = <strong>{written(sum)}</strong>
        </p>
        {step.formula ? (
          <p class="tq-note">
            <code>{symbolicFormula(tree, step.formula)}</code>
          </p>
        ) : null}
        {publishedNote(page, { sum, published: score(step.id), decimals })}
      </>
    ),
  };
}

interface Compared {
  sum: number | undefined;
  published: number | undefined;
  decimals: number;
}

/** Where the published score is not what its published parts print: by how much, and why. */
function publishedNote({ t, format }: PageContext, { sum, published, decimals }: Compared) {
  if (sum === undefined || published === undefined) return null;
  if (Math.abs(roundHalfUp(sum, decimals) - published) < 10 ** -decimals / 2) return null;
  return (
    <p class="tq-note">{t('metrica:account.rounding', { published: format.decimal(published, decimals) })}</p>
  );
}
