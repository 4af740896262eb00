import { Columns, KeyFigures, NoData, Note, usePage } from '#platform/ui/index.ts';
import type { EditionView } from '../../edition/view.ts';
import { type Dimension, leafShares, type Measure, measureOf, type Tree } from '../../rules/index.ts';
import { SourceMark } from './sources.tsx';
import { inLanguage, sharesInTotal } from './words.ts';

const DIMENSIONS: readonly Dimension[] = ['transparency', 'participation'];

/** The measures that stand for one dimension seen from one perspective. */
function componentsOf(tree: Tree): Measure[] {
  return [...tree.measures.values()].filter(({ parent, dimension, perspective }) => {
    const above = parent === null ? null : measureOf(tree, parent);
    return dimension !== null && perspective !== null && above?.perspective === null;
  });
}

/** Two questions from two sides: the components of the index, with the country's mean in each. */
export function ComponentMatrix({ view, tree }: { view: EditionView; tree: Tree }) {
  const { t, lang, format } = usePage();
  const components = componentsOf(tree);
  const mean = (id: string) => view.national?.institutions.get(id)?.value ?? null;
  const index = mean(tree.root);
  const count = view.institutions.length;
  return (
    <section class="tq-matrix" aria-labelledby="dos-preguntas">
      <h2 id="dos-preguntas">{t('method:matrix.title')}</h2>
      <Columns layout="halves">
        {DIMENSIONS.map((dimension) => (
          <div>
            <h3>{t(`method:matrix.${dimension}`)}</h3>
            <KeyFigures
              items={components
                .filter((component) => component.dimension === dimension)
                .map(({ id, symbol, perspective, description }) => {
                  const value = mean(id);
                  return {
                    label: perspective === null ? symbol : t(`method:matrix.${perspective}`, { symbol }),
                    value: value === null ? <NoData /> : format.score(value),
                    note: inLanguage(description, lang),
                  };
                })}
            />
          </div>
        ))}
      </Columns>
      {index === null ? null : (
        <Note>{t('method:matrix.note', { count, n: format.integer(count), ga: format.score(index) })}</Note>
      )}
    </section>
  );
}

/** The indicator tree as nested lists: each node with its weight in its branch, its share in the total, and what it asks. */
export function IndicatorTree({ tree }: { tree: Tree }) {
  return (
    <ul class="tq-tree">
      <TreeNode tree={tree} id={tree.root} shares={sharesInTotal(tree)} />
    </ul>
  );
}

function TreeNode({ tree, id, shares }: { tree: Tree; id: string; shares: ReadonlyMap<string, number> }) {
  const { lang } = usePage();
  const node = measureOf(tree, id);
  return (
    <li>
      <div class="tq-tree__node">
        <p class="tq-tree__name">
          <b>{inLanguage(node.label, lang)}</b> <abbr>{node.symbol}</abbr>
        </p>
        <p class="tq-tree__weight">
          <NodeWeight tree={tree} node={node} share={shares.get(id) ?? 0} />
        </p>
        <p class="tq-tree__text">
          {inLanguage(node.description, lang)} <SourceMark tree={tree} source={node.source} />
        </p>
      </div>
      {node.parts.length > 0 ? (
        <ul>
          {node.parts.map((part) => (
            <TreeNode tree={tree} id={part.id} shares={shares} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

function NodeWeight({ tree, node, share }: { tree: Tree; node: Measure; share: number }) {
  const { t, format } = usePage();
  if (node.parent === null) return <b>{t('method:tree.whole')}</b>;
  const total = <b>{t('method:tree.share', { share: format.percent(share, 2) })}</b>;
  if (node.parent === tree.root) return total;
  const parent = measureOf(tree, node.parent).symbol;
  return (
    <>
      {total} <span>{t('method:tree.weight', { weight: format.percent(node.weight, 2), parent })}</span>
    </>
  );
}

/** What weighs most and what least at the bottom of the tree, in a sentence. */
export function WeightExtremes({ tree }: { tree: Tree }) {
  const { t, lang, format } = usePage();
  const shares = [...leafShares(tree, tree.root)];
  const values = shares.map(([, share]) => share);
  const [most, least] = [Math.max(...values), Math.min(...values)];
  if (most - least < 1e-9)
    return <>{t('method:tree.even', { count: shares.length, share: format.percent(most, 2) })}</>;
  const named = (value: number) =>
    shares
      .filter(([, share]) => Math.abs(share - value) < 1e-9)
      .map(([id]) => inLanguage(measureOf(tree, id).label, lang));
  return (
    <>
      {t('method:tree.extremes', {
        count: shares.length,
        most: format.list(named(most)),
        mostShare: format.percent(most, 2),
        least: format.list(named(least)),
        leastShare: format.percent(least, 2),
      })}
    </>
  );
}
