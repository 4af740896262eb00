import type { DataSet } from '#platform/data-sets/data-set.ts';
import { checkLoads, type LoadAct } from '#platform/data-sets/load-act.ts';
import type { Orm } from '#platform/database/types.ts';
import type { Format } from '#platform/i18n/format.ts';
import type { JsonObject } from '#platform/ledger/canonical-json.ts';
import type { Entry } from '#platform/ledger/entry.ts';
import type { LedgerKind } from '#platform/module.ts';
import { aggregateUnits, buildTree, nationalFigures, scoredMeasures } from './rules/index.ts';
import { findEdition, listEditions, listSampled } from './store.ts';

/** The national figures of an edition by measure, both ways, from the stored scores; empty where nothing was observed. */
async function nationalOf(orm: Orm, year: number): Promise<{ institutions: number; national: JsonObject }> {
  const methodology = (await findEdition(orm, year))?.methodology;
  const institutions = (await listSampled(orm, year)).map(({ institution, clave, order, kind, scores }) => ({
    slug: institution,
    unit: clave,
    order,
    kind,
    scores: new Map(Object.entries(scores)),
  }));
  if (!methodology || institutions.length === 0) return { institutions: institutions.length, national: {} };
  const measures = scoredMeasures(buildTree(methodology), institutions);
  const figures = nationalFigures(institutions, aggregateUnits(institutions, measures), measures);
  const both = measures.map((measure) => [
    measure,
    {
      institutions: figures.institutions.get(measure)?.value ?? null,
      units: figures.units.get(measure)?.value ?? null,
    },
  ]);
  return { institutions: institutions.length, national: Object.fromEntries(both) };
}

/** A load that says what an edition measured: the national figures that follow stand in its entry. */
export const editionAct: LoadAct = {
  kind: 'metrica.edition-loaded',
  async describe(orm, { edition = '' }) {
    const figures = { edition: Number(edition), ...(await nationalOf(orm, Number(edition))) };
    return { subject: { type: 'edition', id: edition }, figures };
  },
};

/** A load of the list of editions: the national values they published stand in its entry. */
export const editionsAct: LoadAct = {
  kind: 'metrica.editions-loaded',
  async describe(orm) {
    const published = (await listEditions(orm)).map(({ year, facts }) => [String(year), facts.national]);
    return {
      subject: { type: 'metrica', id: 'editions' },
      figures: { published: Object.fromEntries(published) },
    };
  },
};

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

/** The number of rows of a load, to choose between one and several and to show. */
function counted({ act }: Entry, format: Format): { count: number; rows: string } {
  const count = typeof act.rows === 'number' ? act.rows : 0;
  return { count, rows: format.integer(count) };
}

const numberOf = (value: unknown) => (typeof value === 'number' ? value : undefined);

/** The national index of an entry both ways, where it holds it. */
function indexOf({ act }: Entry): { institutions: number | undefined; units: number | undefined } {
  const { ga } = (act.national ?? {}) as Record<string, { institutions?: unknown; units?: unknown } | null>;
  return { institutions: numberOf(ga?.institutions), units: numberOf(ga?.units) };
}

const parts = ['observations', 'methodology', 'published'] as const;

const editionTitle: LedgerKind['title'] = (entry, { t, format }) => {
  const set = textOf(entry.act.data_set).split(' ', 1)[0];
  const part = parts.find((one) => set === `metrica-${one}`);
  const values = { year: entry.subject.id, ...counted(entry, format) };
  const index = indexOf(entry).institutions;
  if (part === undefined) return t('ledger:metrica.edition.other', values);
  const title = t(`ledger:metrica.edition.${part}`, values);
  return part === 'observations' && index !== undefined
    ? t('ledger:metrica.edition.index', { title, index: format.score(index) })
    : title;
};

type Facts = NonNullable<LedgerKind['facts']>;

const fileFacts: Facts = (entry, { t, format }) => [
  { label: t('ledger:metrica.facts.sha256'), value: textOf(entry.act.sha256) },
  { label: t('ledger:metrica.facts.rows'), value: counted(entry, format).rows },
];

const editionFacts: Facts = (entry, page) => {
  const { t, format } = page;
  const { institutions, units } = indexOf(entry);
  const mean = (label: string, value: number | undefined) =>
    value === undefined ? [] : [{ label, value: format.decimal(value, 4) }];
  return [
    ...fileFacts(entry, page),
    ...mean(t('ledger:metrica.facts.meanOfInstitutions'), institutions),
    ...mean(t('ledger:metrica.facts.meanOfUnits'), units),
  ];
};

const editionsFacts: Facts = (entry, page) => [
  ...fileFacts(entry, page),
  ...Object.entries((entry.act.published ?? {}) as Record<string, { ga?: unknown } | null>).flatMap(
    ([year, measures]) =>
      typeof measures?.ga === 'number'
        ? [
            {
              label: page.t('ledger:metrica.facts.published', { year }),
              value: page.format.score(measures.ga),
            },
          ]
        : [],
  ),
];

/** The public acts of the Métrica: each load of one of its data sets. */
export function metricaLedgerKinds(dataSets: readonly DataSet[]): LedgerKind[] {
  const check = checkLoads('ledger: loads of the Métrica', dataSets);
  return [
    {
      kind: editionAct.kind,
      name: (t) => t('ledger:metrica.edition.name'),
      title: editionTitle,
      facts: editionFacts,
      record: ({ subject: { id } }) => (/^\d{4}$/.test(id) ? `/metrica/${id}` : undefined),
      check,
    },
    {
      kind: editionsAct.kind,
      name: (t) => t('ledger:metrica.editions.name'),
      title: (entry, { t, format }) => t('ledger:metrica.editions.title', counted(entry, format)),
      facts: editionsFacts,
      record: () => '/metrica',
      check,
    },
  ];
}
