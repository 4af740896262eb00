import { z } from 'zod';
import {
  allInstitutions,
  isClave,
  listStates,
  type NewInstitution,
  normalise,
  saveInstitutions,
  slugOf,
} from '#modules/territory/index.ts';
import { type DataSet, LoadError, type LoadInput, rowProblem } from '#platform/data-sets/data-set.ts';
import { problemCollector, readTable, unsafeText } from '#platform/data-sets/table.ts';
import type { Orm } from '#platform/database/types.ts';
import { recomputeEdition, recordObservations } from '../actions.ts';
import {
  announceEditions,
  announceMethodology,
  announceObservations,
  announcePublished,
} from '../changes.ts';
import { editionAct, editionsAct } from '../ledger.ts';
import { buildTree, MethodologyError, readMethodology, ScoreError } from '../rules/index.ts';
import type { EditionFacts } from '../schema.ts';
import {
  type EditionRow,
  findEdition,
  type PublishedScoreRow,
  replacePublished,
  saveEdition,
  saveMethodology,
} from '../store.ts';
import { type ObservedRow, readObservations } from './observations.ts';

const bilingual = z.object({ es: z.string().min(1), en: z.string().min(1) });
const score = z.number().min(0).max(1);
const editionFile = z.object({
  editions: z
    .array(
      z.object({
        year: z.int().min(2000).max(2100),
        sample: z.int().positive(),
        by: z.array(z.string().min(1)),
        national: z.record(z.string(), score),
        sources: z.array(
          z.object({ title: bilingual, address: z.url().optional(), date: z.string().optional() }),
        ),
        notes: z.array(bilingual),
      }),
    )
    .min(1),
});

/** The name under which every edition was published. */
const seriesName = 'Métrica de Gobierno Abierto';

function factsOf({
  year,
  by,
  national,
  sources,
  notes,
}: z.infer<typeof editionFile>['editions'][number]): EditionFacts {
  const title = `${seriesName} ${year}`;
  return {
    title: { es: title, en: title },
    organisations: by,
    national,
    sources: sources.map(({ title: { es, en }, address, date }) => ({
      es,
      en,
      ...(address ? { address } : {}),
      ...(date ? { date } : {}),
    })),
    notes,
  };
}

function readJson(dataSet: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new LoadError(dataSet, [
      rowProblem(1, '', {
        es: 'El archivo no es JSON: revisa que esté completo y bien cerrado.',
        en: `This is not JSON: ${(error as Error).message}`,
      }),
    ]);
  }
}

export const editionsDataSet: DataSet = {
  name: 'metrica-editions',
  title: (t) => t('uploads:sets.editions'),
  summary: 'the editions of the Métrica with their published national values (JSON)',
  options: {},
  shipped: [{ file: 'metrica/editions.json', options: {} }],
  act: editionsAct,
  announce: announceEditions,
  async load({ orm }, { bytes }) {
    const parsed = editionFile.safeParse(readJson('metrica-editions', bytes));
    if (!parsed.success) {
      throw new LoadError(
        'metrica-editions',
        parsed.error.issues.map(({ path, message }) =>
          rowProblem(1, path.join('.'), {
            es: 'Falta este valor o no tiene la forma que se espera.',
            en: message,
          }),
        ),
      );
    }
    const found = parsed.data.editions;
    const years = found.map(({ year }) => year);
    const twice = years.find((year, at) => years.indexOf(year) !== at);
    if (twice !== undefined) {
      throw new LoadError('metrica-editions', [
        rowProblem(1, 'editions', {
          es: `La edición ${twice} está dos veces.`,
          en: `The edition ${twice} stands there twice.`,
        }),
      ]);
    }
    for (const edition of found) await saveEdition(orm, edition.year, edition.sample, factsOf(edition));
    return { rows: found.length, notes: [] };
  },
};

const editionOption = { edition: 'year of the edition, such as 2017' };

/** The edition that a load is for. @throws LoadError when it is not named or does not exist */
async function editionOf(dataSet: string, orm: Orm, { options }: LoadInput): Promise<EditionRow> {
  const year = options.edition ?? '';
  const edition = /^\d{4}$/.test(year) ? await findEdition(orm, Number(year)) : undefined;
  if (edition) return edition;
  const text =
    year === ''
      ? { es: 'Di de qué edición son los datos.', en: 'Name the edition: --edition 2017.' }
      : { es: `No hay una edición «${year}».`, en: `There is no edition "${year}".` };
  throw new LoadError(dataSet, [rowProblem(1, '', text)]);
}

export const methodologyDataSet: DataSet = {
  name: 'metrica-methodology',
  title: (t) => t('uploads:sets.methodology'),
  summary: 'the indicator tree of an edition: nodes, weights, formulas (JSON)',
  options: editionOption,
  shipped: [{ file: 'metrica/2017/methodology.json', options: { edition: '2017' } }],
  act: editionAct,
  announce: announceMethodology,
  async load({ orm }, input) {
    const { year } = await editionOf('metrica-methodology', orm, input);
    try {
      const methodology = readMethodology(readJson('metrica-methodology', input.bytes));
      buildTree(methodology);
      // Seeds of replicates and names of files come from the document's own year.
      if (methodology.edition !== year) {
        throw new LoadError('metrica-methodology', [
          rowProblem(1, 'edition', {
            es: `Ésta es la metodología de ${methodology.edition}, no la de ${year}.`,
            en: `This is the methodology of ${methodology.edition}, not of ${year}.`,
          }),
        ]);
      }
      await saveMethodology(orm, year, methodology);
      await recomputeEdition(orm, year);
      return { rows: methodology.nodes.length, notes: [] };
    } catch (error) {
      // A tree that is wrong in itself, or that has no place for a score already observed.
      if (!(error instanceof MethodologyError || error instanceof ScoreError)) throw error;
      throw new LoadError(
        'metrica-methodology',
        error.problems.map(({ node, message }) => ({ row: 1, column: node ?? '', message })),
      );
    }
  },
};

/** Gives each row the institution of the catalogue that it is about; those the catalogue lacks are new. */
async function identify(orm: Orm, year: number, rows: readonly ObservedRow[]) {
  const catalogue = await allInstitutions(orm);
  const bySlug = new Map(catalogue.map((row) => [row.slug, row]));
  const byName = new Map(catalogue.map((row) => [`${row.state} ${normalise(row.sourceName)}`, row.slug]));
  const stateSlugs = new Map((await listStates(orm)).map((state) => [state.clave, state.slug]));
  const added = new Map<string, NewInstitution>();
  const problems = problemCollector('metrica-observations');

  const newSlug = (base: string): string => {
    for (let copy = 1; ; copy += 1) {
      const slug = copy === 1 ? base : `${base}-${copy}`;
      if (!bySlug.has(slug) && !added.has(slug)) return slug;
    }
  };
  const register = ({ row: at, name, clave, order, kind }: ObservedRow): string => {
    // The published bases put the state before the name: "Oaxaca-Secretaria de Salud".
    const readable = name.replace(/^[^-]{3,25}-(?=\S)/, '');
    const unsafe = unsafeText(name) ?? unsafeText(readable);
    if (unsafe) problems.add(at, 'institution', unsafe);
    const slug = newSlug(slugOf(`${stateSlugs.get(clave) ?? clave} ${readable}`));
    const source = `metrica-${year}`;
    const row = {
      slug,
      state: clave,
      municipality: null,
      order,
      kind: kind as NewInstitution['kind'],
      name: readable,
      sourceName: name,
      source,
      pntId: null,
      otherNames: [],
    };
    added.set(slug, row);
    return slug;
  };
  const identified = rows.map((row) => {
    if (row.slug !== undefined && !bySlug.has(row.slug)) {
      problems.add(row.row, 'slug', {
        es: `No hay una institución «${row.slug}».`,
        en: `There is no institution "${row.slug}".`,
      });
    }
    const institution = row.slug ?? byName.get(`${row.clave} ${normalise(row.name)}`) ?? register(row);
    const { clave, order, kind, observed } = row;
    return { institution, clave, order, kind, observed };
  });
  problems.finish();
  return { identified, added: [...added.values()] };
}

async function stateNames(orm: Orm): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const state of await listStates(orm)) {
    for (const name of [
      state.clave,
      state.slug,
      state.name,
      state.officialName,
      ...state.aliases.split(';'),
    ]) {
      if (name) names.set(normalise(name), state.clave);
    }
  }
  return names;
}

export const observationsDataSet: DataSet = {
  name: 'metrica-observations',
  title: (t) => t('uploads:sets.observations'),
  summary: 'the scores of the institutions of an edition, as published (CSV, any encoding)',
  options: editionOption,
  shipped: [{ file: 'metrica/2017/observations.csv', options: { edition: '2017' } }],
  act: editionAct,
  announce: announceObservations,
  async load({ orm }, input) {
    const { year, methodology } = await editionOf('metrica-observations', orm, input);
    if (!methodology) {
      throw new LoadError('metrica-observations', [
        rowProblem(1, '', {
          es: `La edición ${year} todavía no tiene metodología: carga primero metrica-methodology.`,
          en: `Edition ${year} has no methodology yet: load metrica-methodology first.`,
        }),
      ]);
    }
    const { rows, notes } = readObservations(
      'metrica-observations',
      input.bytes,
      buildTree(methodology),
      await stateNames(orm),
    );
    const { identified, added } = await identify(orm, year, rows);
    await saveInstitutions(orm, added);
    await recordObservations(orm, { year, methodology }, identified);
    const told = added.length > 0 ? [`New in the catalogue of institutions: ${added.length}.`] : [];
    return { rows: rows.length, notes: [...told, ...notes] };
  },
};

const publishedMeasures = ['ga', 'pg', 'pc', 'tg', 'tc'] as const;

/** Official figures by state are printed with two decimals. */
const publishedDecimals = 2;

export const publishedDataSet: DataSet = {
  name: 'metrica-published',
  title: (t) => t('uploads:sets.published'),
  summary: 'the official figures of an edition by state, to compare ours with (CSV)',
  options: editionOption,
  shipped: [{ file: 'metrica/2017/published.csv', options: { edition: '2017' } }],
  act: editionAct,
  announce: announcePublished,
  async load({ orm }, input) {
    const { year } = await editionOf('metrica-published', orm, input);
    const problems = problemCollector('metrica-published');
    const seen = new Map<string, number>();
    const cells = readTable('metrica-published', input.bytes, ['clave', ...publishedMeasures]).flatMap(
      ({ row, values }) => {
        const clave = values.clave ?? '';
        const first = seen.get(clave);
        if (!isClave(clave)) {
          problems.add(row, 'clave', {
            es: `No hay un estado «${clave}».`,
            en: `There is no state "${clave}".`,
          });
        } else if (first === undefined) seen.set(clave, row);
        else {
          problems.add(row, 'clave', {
            es: `«${clave}» ya está en la fila ${first}.`,
            en: `"${clave}" stands in row ${first} already.`,
          });
        }
        return publishedMeasures.map((measure): Omit<PublishedScoreRow, 'year'> => {
          const text = values[measure] ?? '';
          if (!/^[01](\.\d{1,2})?$/.test(text) || Number(text) > 1)
            problems.add(row, measure, {
              es: `«${text}» no es un valor de 0 a 1 con dos decimales.`,
              en: `"${text}" is not a value from 0 to 1 with two decimals.`,
            });
          return { clave, measure, score: Number(text), decimals: publishedDecimals };
        });
      },
    );
    problems.finish();
    await replacePublished(orm, year, cells);
    return { rows: cells.length, notes: [] };
  },
};
