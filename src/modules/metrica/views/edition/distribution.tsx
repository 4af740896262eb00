import { INSTITUTION_KINDS, kindGroupName, ORDERS, orderName } from '#modules/territory/index.ts';
import { SmallMultiples } from '#platform/charts/index.ts';
import { usePage } from '#platform/ui/index.ts';
import type { EditionChoice } from '../../edition/choice.ts';
import { chosenInstitutions, type Selection } from '../../edition/selection.ts';
import type { EditionInstitution } from '../../edition/view.ts';
import { groupsFinding } from './findings.ts';
import { choiceAddress } from './switches.tsx';
import { chosenWords, measureName, sourceWords } from './words.ts';

interface EditionDistributionProps {
  id: string;
  selection: Selection;
}

interface Group {
  id: string;
  title: string;
  /** What choosing this group alone makes of the choice. */
  choice: EditionChoice;
  values: number[];
}

/** Scores of institutions by order of government; a filter by kind holds, one by order does not. */
export function DistributionByOrder({ id, selection }: EditionDistributionProps) {
  const { t } = usePage();
  const choice = { ...selection.choice, order: undefined };
  const institutions = chosenInstitutions(selection.view, choice);
  const groups = ORDERS.map((order) =>
    groupOf(
      order,
      orderName(t, order),
      { ...choice, order },
      institutions.filter((one) => one.order === order),
    ),
  );
  return <Distribution id={id} by="order" selection={{ ...selection, choice }} groups={groups} />;
}

/** Scores of institutions by kind; a filter by order of government holds, one by kind does not. */
export function DistributionByKind({ id, selection }: EditionDistributionProps) {
  const { t } = usePage();
  const choice = { ...selection.choice, kind: undefined };
  const institutions = chosenInstitutions(selection.view, choice);
  const groups = INSTITUTION_KINDS.map((kind) =>
    groupOf(
      kind,
      kindGroupName(t, kind),
      { ...choice, kind },
      institutions.filter((one) => one.kind === kind),
    ),
  );
  return <Distribution id={id} by="kind" selection={{ ...selection, choice }} groups={groups} />;
}

function groupOf(
  id: string,
  title: string,
  choice: EditionChoice,
  institutions: readonly EditionInstitution[],
): Group {
  return {
    id,
    title,
    choice,
    values: institutions.flatMap(({ scores }) => scores.get(choice.measure) ?? []),
  };
}

type DistributionProps = EditionDistributionProps & { by: 'order' | 'kind'; groups: readonly Group[] };

function Distribution({ id, selection, by, groups }: DistributionProps) {
  const page = usePage();
  const { t, format } = page;
  const { view, choice } = selection;
  const known = groups.filter(({ values }) => values.length > 0);
  const country = view.national?.institutions.get(choice.measure)?.value ?? null;
  const title = t(`metrica:groups.${by}`, { finding: groupsFinding(page, known) });
  const measure = measureName(page, view.tree, choice.measure);
  const chosen = chosenWords(page, choice);
  if (known.length === 0) return null;
  return (
    <SmallMultiples
      id={id}
      kind="histogram"
      title={title}
      titleAs="h2"
      measure={
        chosen
          ? t('metrica:groups.measureOf', { measure, year: view.year, chosen })
          : t('metrica:groups.measure', { measure, year: view.year })
      }
      description={t('metrica:groups.description', { finding: title })}
      note={`${t('metrica:groups.note')} ${sourceWords(page, view)}`}
      panels={known.map((group) => ({
        id: group.id,
        title: group.title,
        count: t('metrica:institutions', {
          count: group.values.length,
          n: format.integer(group.values.length),
        }),
        values: group.values,
        href: choiceAddress(page, group.choice),
      }))}
      domain={[0, 1]}
      step={0.1}
      names={{
        label: t(`metrica:column.${by}`),
        count: t('metrica:column.institutions'),
        least: t('metrica:groups.least'),
        median: t('metrica:groups.median'),
        greatest: t('metrica:groups.greatest'),
      }}
      reference={
        country === null
          ? undefined
          : { value: country, label: t('metrica:groups.reference', { value: format.score(country) }) }
      }
    />
  );
}
