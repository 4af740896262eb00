import { join } from 'node:path';
import { normalise } from '../../src/modules/territory/rules/index.ts';
import { FEDERAL_NAMES } from './institutions/federal.ts';
import { kindOf, orderOf } from './institutions/kinds.ts';
import { type Lexicon, lexiconOf } from './institutions/lexicon.ts';
import { type Match, matchObservations } from './institutions/matching.ts';
import { type Observation, readObservations } from './institutions/metrica-base.ts';
import {
  governmentOf,
  type MunicipalityFinder,
  municipalityFinder,
  municipalityOfBody,
} from './institutions/municipal.ts';
import { partyByAcronym, partyOf } from './institutions/parties.ts';
import { type PntEntry, readPnt } from './institutions/pnt.ts';
import { readable } from './institutions/readable.ts';
import { institutionSlug } from './institutions/slugs.ts';
import { stateNames } from './states.ts';
import { readJson, readTable, value, writeTable } from './table.ts';
import { type Municipality, readMunicipalities } from './territory.ts';

const COLUMNS = [
  'slug',
  'clave',
  'municipality',
  'order',
  'kind',
  'name',
  'source_name',
  'source',
  'pnt_id',
  'pnt_name',
] as const;

export type InstitutionRow = Record<(typeof COLUMNS)[number], string>;

/** What names are made readable with. */
interface Naming {
  lexicon: Lexicon;
  finder: MunicipalityFinder;
  /** For each state, the normalised names of its municipalities that begin with an article. */
  places: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Times a municipality's name counts when accents are learnt: the catalogue is right where others are careless. */
const CATALOGUE_WEIGHT = 4;

function prepareNaming(
  raw: string,
  entries: readonly PntEntry[],
  municipalities: readonly Municipality[],
): Naming {
  const imco = readTable(join(raw, 'sujetos_obligados/imco_sujetos_obligados.csv')).map((row) =>
    value(row, 'nombre'),
  );
  const federal = readJson<string[]>(join(raw, 'sujetos_obligados/imco_federacion.json'));
  const catalogue = municipalities.flatMap(({ name }) => Array<string>(CATALOGUE_WEIGHT).fill(name));
  const withArticle = municipalities.filter(({ name }) => /^(?:La|Las|Los) /.test(name));
  const places = new Map(
    [...Map.groupBy(withArticle, ({ state }) => state)].map(([state, those]) => [
      state,
      new Set(those.map(({ name }) => normalise(name))),
    ]),
  );
  return {
    lexicon: lexiconOf([...entries.map(({ name }) => name), ...imco, ...federal, ...catalogue]),
    finder: municipalityFinder(municipalities),
    places: places.set('00', new Set(['la paz', 'los cabos'])),
  };
}

/** What a government of a municipality is called: `municipio`, and in Mexico City `alcaldía`. */
const governmentWord = ({ state }: Municipality) => (state === '09' ? 'alcaldía' : 'municipio');

const governmentName = (municipality: Municipality) =>
  `${municipality.name} (${governmentWord(municipality)})`;
const governmentSlug = (municipality: Municipality) =>
  `${governmentWord(municipality)} de ${municipality.name}`;

/** A row before its slug and name are settled against the others of its state. */
interface Draft {
  row: Omit<InstitutionRow, 'slug'>;
  /** What the slug is made of, after the state's. */
  slugText: string;
  /** Told apart by this where two names are the same. */
  distinction: string;
  observation?: Observation;
}

function readableObservation({ clave, name }: Observation, { lexicon, places }: Naming): string {
  const federal = clave === '00' ? FEDERAL_NAMES.find(({ base }) => base === name) : undefined;
  return federal?.name ?? readable(name, lexicon, places.get(clave) ?? new Set(), true);
}

function draftOfObservation(observation: Observation, match: Match | undefined, naming: Naming): Draft {
  const { clave, order, kind, sourceName, name } = observation;
  const municipality = kind === 'municipality' ? naming.finder.find(clave, name) : undefined;
  const party = kind === 'party' ? partyByAcronym(name) : undefined;
  const ownName = municipality
    ? governmentName(municipality)
    : (party ?? readableObservation(observation, naming));
  return {
    row: {
      clave,
      municipality: municipality?.clave ?? '',
      order,
      kind,
      name: ownName,
      source_name: sourceName,
      source: match ? 'metrica-2017;pnt-2021' : 'metrica-2017',
      pnt_id: match?.entries.map(({ id }) => id).join(';') ?? '',
      pnt_name: match?.entries[0]?.sourceName ?? '',
    },
    slugText: municipality ? governmentSlug(municipality) : party ? name : ownName,
    distinction: '2017',
    observation,
  };
}

/** Writes the name of the body's municipality as the catalogue does where it begins with an article: `de La Barca`. */
function withPlaceName(name: string, municipality: Municipality | undefined): string {
  const place = municipality?.name ?? '';
  if (!/^(?:El|La|Las|Los) /.test(place)) return name;
  const at = name.toLowerCase().lastIndexOf(place.toLowerCase());
  return at < 0 ? name : name.slice(0, at) + place + name.slice(at + place.length);
}

function draftOfEntries(
  entries: readonly [PntEntry, ...PntEntry[]],
  naming: Naming,
  takenNames: Set<string>,
): Draft {
  const [entry] = entries;
  const { clave, name } = entry;
  const state = stateNames(clave).name;
  const government = clave === '00' ? undefined : governmentOf(naming.finder, clave, name);
  const foundParty = partyOf(name, state);
  const party = foundParty && !takenNames.has(foundParty) ? foundParty : undefined;
  const kind = government ? 'municipality' : foundParty ? 'party' : kindOf(entry);
  const isUnion = kind === 'union' || clave === '00';
  const body = government ?? (isUnion ? undefined : municipalityOfBody(naming.finder, clave, name, state));
  const readableName = readable(name, naming.lexicon, naming.places.get(clave) ?? new Set());
  const ownName = government ? governmentName(government) : (party ?? withPlaceName(readableName, body));
  return {
    row: {
      clave,
      municipality: body?.clave ?? '',
      order: orderOf(entry, kind, body !== undefined),
      kind: kind ?? '',
      name: ownName,
      source_name: entry.sourceName,
      source: 'pnt-2021',
      pnt_id: entries.map(({ id }) => id).join(';'),
      pnt_name: '',
    },
    slugText: government ? governmentSlug(government) : (/\((P[A-Z]+)\)$/.exec(party ?? '')?.[1] ?? ownName),
    distinction: entry.code ?? entry.id,
  };
}

/** Makes names unique within a state by what tells the institutions apart, and slugs unique over all by a number. */
function settle(drafts: readonly Draft[]): { rows: InstitutionRow[]; slugs: Map<Observation, string> } {
  const slugs = new Map<Observation, string>();
  const taken = new Set<string>();
  const sameName = Map.groupBy(drafts, ({ row }) => `${row.clave} ${normalise(row.name)}`);
  const rows = drafts.map(({ row, slugText, distinction, observation }) => {
    const isShared = (sameName.get(`${row.clave} ${normalise(row.name)}`)?.length ?? 0) > 1;
    const name = isShared && !observation ? `${row.name} (${distinction})` : row.name;
    const wanted = institutionSlug(stateNames(row.clave).slug, isShared && !observation ? name : slugText);
    let slug = wanted;
    for (let number = 2; taken.has(slug); number += 1) slug = `${wanted.slice(0, 77)}-${number}`;
    taken.add(slug);
    if (observation) slugs.set(observation, slug);
    return { ...row, slug, name };
  });
  const order = (one: InstitutionRow, other: InstitutionRow) =>
    one.clave.localeCompare(other.clave) || (one.slug < other.slug ? -1 : 1);
  return { rows: rows.sort(order), slugs };
}

function report(
  matches: ReadonlyMap<Observation, Match>,
  rows: readonly InstitutionRow[],
  trials: readonly string[],
): void {
  const byRule = Map.groupBy(matches.values(), ({ rule }) => rule);
  const counts = [...byRule].map(([rule, those]) => `${those.length} by ${rule}`);
  const known = (column: 'kind' | 'municipality') => rows.filter((row) => row[column] !== '').length;
  console.log(
    `institutions: ${rows.length}; ${matches.size} of the 2017 base are in the catalogue (${counts.join(', ')})`,
  );
  console.log(`  known: kind ${known('kind')}, municipality ${known('municipality')}`);
  console.log(`  left out, trials of the system: ${trials.join('; ')}`);
}

/**
 * Writes `territory/institutions.csv` and gives the observations of 2017 with the slugs of their institutions. The
 * institutions of the base come first in the drawing of slugs, so that theirs are never numbered.
 */
export function makeInstitutions(raw: string, out: string): Map<Observation, string> {
  const municipalities = readMunicipalities(raw);
  const { entries, trials } = readPnt(raw);
  const { observations, repairs } = readObservations(raw);
  const naming = prepareNaming(raw, entries, municipalities);
  const matches = matchObservations(observations, entries, naming.finder);
  const observed = observations.map((one) => draftOfObservation(one, matches.get(one), naming));
  const matched = new Set([...matches.values()].flatMap((match) => match.entries));
  const alone = entries.filter((entry) => !matched.has(entry));
  const once = Map.groupBy(alone, ({ clave, code, name }) => `${clave} ${code ?? ''} ${normalise(name)}`);
  const namesByState = Map.groupBy(observed, ({ row }) => row.clave);
  const catalogued = [...once.values()].map(([first, ...rest]) => {
    if (!first) throw new Error('A group of entries is empty');
    const takenNames = new Set(namesByState.get(first.clave)?.map(({ row }) => row.name));
    return draftOfEntries([first, ...rest], naming, takenNames);
  });
  const { rows, slugs } = settle([...observed, ...catalogued]);
  writeTable(join(out, 'territory/institutions.csv'), COLUMNS, rows);
  report(matches, rows, trials);
  for (const repair of repairs) console.log(`  repaired, ${repair}`);
  return slugs;
}
