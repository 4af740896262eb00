import { stateInSentence } from '#modules/territory/index.ts';
import { rich } from '#platform/i18n/rich.tsx';
import { type PageContext, usePage } from '#platform/ui/index.ts';
import type { EditionInstitution, EditionView } from '../../edition/view.ts';
import { type Bilingual, measureOf, roundHalfUp, type Tree, type WeightedId } from '../../rules/index.ts';
import type { ObservedInstitution } from '../../store.ts';
import { inLanguage } from './words.ts';

/** The institution whose index is nearest to the country's: a typical one to work an example with. */
export function typicalInstitution({ institutions, national }: EditionView, root: string) {
  const mean = national?.institutions.get(root)?.value ?? null;
  if (mean === null) return undefined;
  const distance = ({ scores }: EditionInstitution) =>
    Math.abs((scores.get(root) ?? Number.POSITIVE_INFINITY) - mean);
  return institutions.toSorted((a, b) => distance(a) - distance(b))[0];
}

/** One step of the computation: a measure written out with the numbers of its parts. */
interface Step {
  label: Bilingual;
  symbol: string;
  /** `(TG + TC) / 2`. */
  symbols: string;
  /** `(0.4590 + 0.5430) / 2`. */
  numbers: string;
  result: number;
  /** What the base has for it; null where it has nothing. */
  published: number | null;
}

/** A weighted mean as people write it: a plain mean where all weights are equal. */
function written(parts: readonly WeightedId[], terms: readonly string[]): string {
  const even = parts.every(({ weight }) => weight === parts[0]?.weight);
  if (even) return `(${terms.join(' + ')}) / ${parts.length}`;
  return parts.map(({ weight }, at) => `${weight} × ${terms[at]}`).join(' + ');
}

/** Everything that the scores of one institution determine, each from the parts published for it. */
function stepsOf(
  tree: Tree,
  scores: ReadonlyMap<string, number>,
  observed: Readonly<Record<string, number>>,
): Step[] {
  const digits = tree.methodology.decimals;
  const printed = (score: number) => score.toFixed(digits);
  const inFull = (score: number) => String(roundHalfUp(score, digits + 2));
  const step = (id: string, parts: readonly WeightedId[]): Step[] => {
    const known = parts.flatMap((part) => scores.get(part.id) ?? []);
    if (parts.length === 0 || known.length < parts.length) return [];
    const { label, symbol } = measureOf(tree, id);
    return [
      {
        label,
        symbol,
        symbols: written(
          parts,
          parts.map((part) => measureOf(tree, part.id).symbol),
        ),
        numbers: written(
          parts,
          parts.map(({ id }, at) => (id in observed ? printed : inFull)(known[at] ?? 0)),
        ),
        result: parts.reduce((sum, { weight }, at) => sum + weight * (known[at] ?? 0), 0),
        published: observed[id] ?? null,
      },
    ];
  };
  return [
    ...tree.order.flatMap((id) => step(id, measureOf(tree, id).parts)),
    ...tree.methodology.views.flatMap(({ recompositions }) =>
      recompositions.flatMap(({ id, parts }) => step(id, parts)),
    ),
  ];
}

/** What the base has for a step, beside what the step gives. */
function publishedWords({ t }: Pick<PageContext, 't'>, { published, result }: Step, digits: number): string {
  if (published === null) return t('method:example.notPublished');
  const value = published.toFixed(digits);
  const same = Math.abs(published - result) < 1e-9;
  return same ? t('method:example.published', { value }) : t('method:example.rounded', { value });
}

export interface WorkedExampleProps {
  view: EditionView;
  tree: Tree;
  institution: EditionInstitution;
  observed: ObservedInstitution | undefined;
}

/** One institution from its published components to its index, its unit's mean and its unit's place. */
export function WorkedExample({ view, tree, institution, observed }: WorkedExampleProps) {
  const page = usePage();
  const { t, lang, href } = page;
  const digits = tree.methodology.decimals;
  const unit = view.unitByClave.get(institution.unit);
  const unitName = unit ? stateInSentence(t, unit) : institution.unit;
  return (
    <>
      <p>
        {rich(t('method:example.intro', { institution: institution.name, unit: unitName }), {
          link: (text) => <a href={href(`/instituciones/${institution.slug}`)}>{text}</a>,
        })}
      </p>
      <ol>
        {stepsOf(tree, institution.scores, observed?.observed ?? {}).map((step) => (
          <li>
            {inLanguage(step.label, lang)}:{' '}
            <code>
              {step.symbol} = {step.symbols} = {step.numbers} = {roundHalfUp(step.result, digits + 2)}
            </code>
            . {publishedWords(page, step, digits)}
          </li>
        ))}
        {unit ? <UnitStep view={view} root={tree.root} clave={institution.unit} /> : null}
      </ol>
    </>
  );
}

function UnitStep({ view, root, clave }: { view: EditionView; root: string; clave: string }) {
  const { t, format } = usePage();
  const unit = view.unitByClave.get(clave);
  const measure = unit?.measures[root];
  if (!unit || !measure) return null;
  const scores = view.institutions
    .filter((each) => each.unit === clave)
    .flatMap(({ scores }) => scores.get(root) ?? []);
  const sum = scores.reduce((total, score) => total + score, 0);
  return (
    <li>
      {t('method:example.unit', {
        unit: stateInSentence(t, unit),
        count: measure.count,
        sum: format.decimal(sum, view.tree?.methodology.decimals ?? 4),
        value: format.decimal(measure.value, 6),
        shown: format.score(measure.value),
        rank: measure.rank,
        of: view.units.filter((each) => each.measures[root]).length,
      })}
    </li>
  );
}
