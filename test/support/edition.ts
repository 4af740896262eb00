import document from '#data/metrica/2017/methodology.json' with { type: 'json' };
import { computeResults } from '../../src/modules/metrica/actions.ts';
import type { EditionInstitution, EditionView } from '../../src/modules/metrica/edition/view.ts';
import {
  aggregateUnits,
  buildTree,
  nationalFigures,
  type Order,
  readMethodology,
  scoredMeasures,
} from '../../src/modules/metrica/rules/index.ts';
import { CLAVES } from '../../src/modules/territory/rules/index.ts';

const methodology = readMethodology(document);
const tree = buildTree(methodology);

/** An institution of a made-up edition: its components in the order tg, tc, pg, pc. */
export interface SampleInstitution {
  slug: string;
  unit: string;
  order?: Order;
  kind?: string;
  components: readonly [number, number, number, number];
}

/** The name of a unit in made-up editions. */
export function sampleName(clave: string): string {
  return clave === '00' ? 'Federación' : `Estado ${clave}`;
}

function institutionsOf(sample: readonly SampleInstitution[]) {
  const { institutions, units } = computeResults(
    methodology,
    sample.map(({ slug, unit, order = 'state', kind = 'state_executive', components: [tg, tc, pg, pc] }) => ({
      institution: slug,
      clave: unit,
      order,
      kind,
      observed: { tg, tc, pg, pc },
    })),
  );
  const scored = sample.map(
    (one, at): EditionInstitution => ({
      slug: one.slug,
      unit: one.unit,
      order: one.order ?? 'state',
      kind: one.kind ?? 'state_executive',
      scores: new Map(Object.entries(institutions[at]?.scores ?? {})),
      missing: {},
      name: `Institución ${one.slug}`,
      sourceName: one.slug,
      municipality: null,
    }),
  );
  return { scored, units: new Map(units.map((unit) => [unit.clave, unit])) };
}

/** An edition made up of a few institutions, worked out as a loaded one is. Without institutions: only national values. */
export function sampleEdition(sample: readonly SampleInstitution[], year = 2017): EditionView {
  const { scored, units: computed } = institutionsOf(sample);
  const measures = scoredMeasures(tree, scored);
  const units = CLAVES.map((clave) => ({
    clave,
    slug: `estado-${clave}`,
    name: sampleName(clave),
    abbreviation: clave,
    institutions: computed.get(clave)?.institutions ?? 0,
    measures: computed.get(clave)?.measures ?? {},
  }));
  const title = `Métrica ${year}`;
  return {
    year,
    sampleSize: Math.max(1, sample.length),
    facts: { title: { es: title, en: title }, organisations: ['INAI'], national: {}, sources: [], notes: [] },
    tree: sample.length > 0 ? tree : null,
    measures,
    institutions: scored,
    institutionBySlug: new Map(scored.map((one) => [one.slug, one])),
    units,
    unitByClave: new Map(units.map((unit) => [unit.clave, unit])),
    national: scored.length > 0 ? nationalFigures(scored, aggregateUnits(scored, measures), measures) : null,
    published: [],
  };
}
