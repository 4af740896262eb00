import { institutionPath, parseKind, statePath } from '#modules/territory/index.ts';
import { oncePerDataVersion } from '#platform/database/data-memo.ts';
import type { Services } from '#platform/services.ts';
import type { EditionInstitution, EditionUnit, EditionView } from '../edition/view.ts';
import type { Interval, Mean, Measure } from '../rules/index.ts';
import type { UnitMeasure } from '../schema.ts';
import { listObserved } from '../store.ts';
import type { EditionDetail, EditionItem, ScoredInstitutionItem, UnitItem } from './schemas.ts';

const base = '/api/v1/metrica/editions';

/** The measures an edition tells of, in reading order: those with scores or, without any, those published. */
function measuresOf({ measures, facts }: EditionView): readonly string[] {
  return measures.length > 0 ? measures : Object.keys(facts.national);
}

/** In the order of our languages, whatever order the records keep. */
function bilingual({ es, en }: { es: string; en: string }) {
  return { es, en };
}

function mean(known: Mean | undefined): { value: number; count: number } | null {
  return known?.value == null ? null : { value: known.value, count: known.count };
}

/** An edition as the API gives it in a list. */
export function editionItem(view: EditionView): EditionItem {
  const { year, facts, national } = view;
  return {
    year,
    title: bilingual(facts.title),
    organisations: facts.organisations,
    sample_size: view.sampleSize,
    measured: view.institutions.length > 0,
    national: Object.fromEntries(
      measuresOf(view).map((id) => [
        id,
        {
          published: facts.national[id] ?? null,
          mean_of_institutions: mean(national?.institutions.get(id)),
          mean_of_units: mean(national?.units.get(id)),
        },
      ]),
    ),
    sources: facts.sources.map(({ es, en, date = null, address = null }) => ({
      title: { es, en },
      date,
      address,
    })),
    notes: facts.notes.map(bilingual),
    self: `${base}/${year}`,
    units: `${base}/${year}/units`,
    institutions: `${base}/${year}/institutions`,
    page: `/metrica/${year}`,
  };
}

function measureItem(measure: Measure, scored: boolean) {
  const { id, symbol, dimension, perspective, parent, weight, formula, source } = measure;
  return {
    id,
    symbol,
    label: bilingual(measure.label),
    description: bilingual(measure.description),
    ...{ dimension, perspective, parent, weight, formula },
    parts: measure.parts.map((part) => ({ id: part.id, weight: part.weight })),
    scored,
    source,
  };
}

/** An edition with its indicator tree. */
export function editionDetail(view: EditionView): EditionDetail {
  const measures = view.tree && [...view.tree.measures.values()];
  const scored = new Set(view.measures);
  return {
    ...editionItem(view),
    measures: measures?.map((measure) => measureItem(measure, scored.has(measure.id))) ?? null,
  };
}

function intervalItem(interval: Interval | null | undefined) {
  if (!interval) return null;
  const { rankMin: rank_min, rankMax: rank_max, low: value_low, high: value_high } = interval;
  return { rank_min, rank_max, value_low, value_high };
}

function unitMeasure(view: EditionView, clave: string, id: string, measure: UnitMeasure | undefined) {
  if (!measure) return null;
  const official = view.published.find((cell) => cell.clave === clave && cell.measure === id);
  return {
    value: measure.value,
    rank: measure.rank,
    ranked: view.units.filter((unit) => unit.measures[id] !== undefined).length,
    institutions: measure.count,
    provenance: 'computed' as const,
    published: official ? { value: official.score, decimals: official.decimals } : null,
    intervals: {
      sampling: intervalItem(measure.intervals.sampling),
      weights: intervalItem(measure.intervals.weights),
      both: intervalItem(measure.intervals.both),
    },
  };
}

/** A state or the federation in an edition. */
export function unitItem(view: EditionView, unit: EditionUnit): UnitItem {
  const { clave, slug, name, abbreviation, institutions } = unit;
  return {
    edition: view.year,
    ...{ clave, slug, name, abbreviation, institutions },
    measures: Object.fromEntries(
      measuresOf(view).map((id) => [id, unitMeasure(view, clave, id, unit.measures[id])]),
    ),
    page: statePath(slug),
  };
}

/** Which measures were observed of each institution of an edition; the others with a score are computed. */
export function observedMeasures(
  services: Services,
  year: number,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  return oncePerDataVersion(services, `metrica observed measures ${year}`, async () => {
    const rows = await listObserved(services.orm, year);
    return new Map(rows.map((row) => [row.institution, new Set(Object.keys(row.observed))]));
  });
}

/** An institution in an edition, with its scores and how each is known. */
export function scoredInstitutionItem(
  view: EditionView,
  institution: EditionInstitution,
  observed: ReadonlySet<string>,
): ScoredInstitutionItem {
  const { slug, name, sourceName, unit, municipality, order, kind, scores, missing } = institution;
  const known = (id: string) => (observed.has(id) ? 'observed' : 'computed');
  return {
    edition: view.year,
    slug,
    name,
    source_name: sourceName,
    state: unit,
    municipality,
    order,
    kind: parseKind(kind),
    scores: Object.fromEntries(view.measures.map((id) => [id, scores.get(id) ?? null])),
    provenance: Object.fromEntries(view.measures.map((id) => [id, scores.has(id) ? known(id) : null])),
    missing: Object.fromEntries(
      view.measures.flatMap((id) => (missing[id] ? [[id, [...missing[id]]] as const] : [])),
    ),
    institution: `/api/v1/institutions/${slug}`,
    page: institutionPath(slug),
  };
}
