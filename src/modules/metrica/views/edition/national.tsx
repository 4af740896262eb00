import { LineTrend } from '#platform/charts/index.ts';
import { roundHalfUp } from '#platform/i18n/format.ts';
import {
  type Column,
  DataTable,
  type Download,
  KeyFigures,
  NoData,
  type PageContext,
  usePage,
} from '#platform/ui/index.ts';
import { indexMeasure } from '../../edition/choice.ts';
import type { Selection } from '../../edition/selection.ts';
import type { EditionView } from '../../edition/view.ts';
import type { Tree } from '../../rules/index.ts';
import { inLanguage } from '../method/words.ts';
import { trendFinding } from './findings.ts';
import { measureName, measureSymbol } from './words.ts';

/** An edition with what was published for the country. */
export type NationalEdition = Pick<EditionView, 'year' | 'sampleSize' | 'facts'> & {
  /** Whether values by state and institution are known. */
  measured: boolean;
};

/** The change of a published value since the edition before, with the two decimals of publication. */
export function changeSince(
  editions: readonly NationalEdition[],
  edition: NationalEdition,
  measure: string = indexMeasure,
): number | null {
  const before = editions[editions.findIndex(({ year }) => year === edition.year) - 1];
  const [now, then] = [edition.facts.national[measure], before?.facts.national[measure]];
  return now === undefined || then === undefined ? null : roundHalfUp(now - then, 2);
}

interface NationalTrendProps {
  id: string;
  editions: readonly NationalEdition[];
  tree: Tree | null;
  measure?: string;
  /** The id of a table on the page with the same values. */
  tableAt?: string;
  titleAs?: 'h2' | 'h3' | 'p';
}

/** The country's published values in time, with the change and the size of each sample. */
export function NationalTrend({
  id,
  editions,
  tree,
  measure = indexMeasure,
  tableAt,
  titleAs,
}: NationalTrendProps) {
  const page = usePage();
  const { t, format } = page;
  const points = editions.map(({ year, facts }) => ({ year, value: facts.national[measure] ?? null }));
  const title = trendFinding(page, points);
  const samples = editions.map(({ year, sampleSize }) =>
    t('metrica:trend.sample', { year, n: format.integer(sampleSize) }),
  );
  return (
    <LineTrend
      id={id}
      title={title}
      titleAs={titleAs}
      measure={t('metrica:trend.measure', { measure: measureName(page, tree, measure) })}
      description={t('metrica:trend.description', { finding: title })}
      note={t('metrica:trend.note', { samples: format.list(samples) })}
      points={points.map(({ year, value }) => ({ at: year, label: String(year), value }))}
      names={{ label: t('metrica:column.edition'), value: t('metrica:column.value') }}
      tableAt={tableAt}
    />
  );
}

/** The national figure of a selection both ways, each named, with four decimals; and the published one. */
export function NationalFigures({ selection }: { selection: Selection }) {
  const { t, format } = usePage();
  const { view, choice, national, ranked } = selection;
  const institutions = national?.institutions.get(choice.measure);
  const units = national?.units.get(choice.measure);
  const published = view.facts.national[choice.measure];
  const whole = view.institutions.length === selection.institutions.length;
  return (
    <KeyFigures
      items={[
        ...(institutions?.value == null
          ? []
          : [
              {
                label: t('metrica:national.institutions', {
                  count: institutions.count,
                  n: format.integer(institutions.count),
                }),
                value: format.decimal(institutions.value, 4),
                note: t('metrica:national.institutionsNote'),
              },
            ]),
        ...(units?.value == null
          ? []
          : [
              {
                label: t('metrica:national.units', { count: ranked.length }),
                value: format.decimal(units.value, 4),
                note: t('metrica:national.unitsNote'),
              },
            ]),
        ...(whole && published !== undefined
          ? [
              {
                label: t('metrica:national.published'),
                value: format.score(published),
                note: t('metrica:national.publishedNote', { who: format.list(view.facts.organisations) }),
              },
            ]
          : []),
      ]}
    />
  );
}

interface EditionsTableProps {
  id: string;
  editions: readonly NationalEdition[];
  tree: Tree | null;
  downloads: readonly Download[];
}

/** The editions in figures, as published. */
export function EditionsTable({ id, editions, tree, downloads }: EditionsTableProps) {
  const page = usePage();
  const { t, format } = page;
  const published = nationalMeasures(editions, tree);
  const columns: Column<NationalEdition>[] = [
    {
      key: 'edicion',
      header: t('metrica:column.edition'),
      cell: ({ year }) => <a href={page.href(`/metrica/${year}`)}>{year}</a>,
    },
    {
      key: 'instituciones',
      header: t('metrica:column.institutions'),
      numeric: true,
      cell: ({ sampleSize }) => format.integer(sampleSize),
    },
    {
      key: 'cambio',
      header: t('metrica:editions.change'),
      numeric: true,
      cell: (edition) => {
        const change = changeSince(editions, edition);
        return change === null ? <NoData /> : format.difference(change);
      },
      description: t('metrica:editions.changeMeaning'),
    },
    ...published.map((measure) => publishedColumn(page, tree, measure)),
    {
      key: 'por-entidad',
      header: t('metrica:editions.byUnit'),
      cell: ({ measured }) => (measured ? t('metrica:editions.yes') : <NoData />),
    },
  ];
  return (
    <DataTable
      id={id}
      caption={t('metrica:editions.caption')}
      columns={columns}
      rows={editions}
      downloads={downloads}
      note={t('metrica:editions.note')}
    />
  );
}

/** The measures of which any edition published a national value, in reading order. */
export function nationalMeasures(
  editions: readonly Pick<NationalEdition, 'facts'>[],
  tree: Tree | null,
): string[] {
  const published = new Set(editions.flatMap(({ facts }) => Object.keys(facts.national)));
  const ordered = [...(tree?.measures.keys() ?? [])].filter((measure) => published.has(measure));
  return [...new Set([...ordered, ...published])];
}

function publishedColumn(page: PageContext, tree: Tree | null, measure: string): Column<NationalEdition> {
  const name = measureName(page, tree, measure);
  const description = tree?.measures.get(measure)?.description;
  return {
    key: measure,
    header: <abbr title={name}>{measureSymbol(tree, measure)}</abbr>,
    numeric: true,
    cell: ({ facts }) => {
      const value = facts.national[measure];
      return value === undefined ? <NoData /> : page.format.score(value);
    },
    description: description ? `${name}. ${inLanguage(description, page.lang)}` : name,
  };
}
