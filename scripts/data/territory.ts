import { join } from 'node:path';
import { STATES } from './states.ts';
import { type Row, readJson, readTable, value, writeTable } from './table.ts';

interface PdnState {
  cve_agee: string;
  nom_agee: string;
}

interface PdnMunicipality extends PdnState {
  cve_agem: string;
  nom_agem: string;
}

/** A municipality of the catalogue, with its two names where the sources disagree. */
export interface Municipality {
  clave: string;
  state: string;
  name: string;
  population: string;
  otherName?: string;
}

/** The 2,475 municipalities: claves and names from the PDN's copy of INEGI's catalogue, population from the census. */
export function readMunicipalities(raw: string): Municipality[] {
  const census = new Map<string, Row>(
    readTable(join(raw, 'catalogos/inegi_municipios_2020_mxmaps.csv')).map((row) => [
      value(row, 'region'),
      row,
    ]),
  );
  const catalogue = readJson<PdnMunicipality[]>(join(raw, 'catalogos/pdn_municipios.json'));
  return catalogue
    .map((entry) => {
      const clave = entry.cve_agee + entry.cve_agem;
      const counted = census.get(clave);
      const otherName = counted && value(counted, 'municipio_name');
      return {
        clave,
        state: entry.cve_agee,
        name: entry.nom_agem,
        population: counted ? value(counted, 'pop') : '',
        ...(otherName && otherName !== entry.nom_agem ? { otherName } : {}),
      };
    })
    .sort((one, other) => (one.clave < other.clave ? -1 : 1));
}

function makeStates(raw: string, out: string): void {
  const census = new Map<string, Row>(
    readTable(join(raw, 'catalogos/inegi_entidades_2020_mxmaps.csv')).map((row) => [
      value(row, 'region'),
      row,
    ]),
  );
  const official = new Map(
    readJson<PdnState[]>(join(raw, 'catalogos/pdn_entidades.json')).map((entry) => [
      entry.cve_agee,
      entry.nom_agee,
    ]),
  );
  const national = [...census.values()].reduce((sum, row) => sum + Number(value(row, 'pop')), 0);
  const rows = STATES.map(({ clave, slug, name, code, aliases }) => {
    const counted = census.get(clave);
    return {
      clave,
      slug,
      name,
      official_name: official.get(clave) ?? 'Estados Unidos Mexicanos',
      abbreviation: counted ? value(counted, 'state_abbr_official') : 'Fed.',
      code,
      population_2020: counted ? value(counted, 'pop') : String(national),
      aliases: aliases.join(';'),
    };
  });
  writeTable(
    join(out, 'territory/states.csv'),
    ['clave', 'slug', 'name', 'official_name', 'abbreviation', 'code', 'population_2020', 'aliases'],
    rows,
  );
}

/** Writes `territory/states.csv` and `territory/municipalities.csv`, and says where the two sources differ. */
export function makeTerritory(raw: string, out: string): void {
  makeStates(raw, out);
  const municipalities = readMunicipalities(raw);
  writeTable(
    join(out, 'territory/municipalities.csv'),
    ['clave', 'state', 'name', 'population_2020'],
    municipalities.map(({ clave, state, name, population }) => ({
      clave,
      state,
      name,
      population_2020: population,
    })),
  );
  console.log(`territory: ${STATES.length} units, ${municipalities.length} municipalities`);
  for (const { clave, name, otherName, population } of municipalities) {
    if (otherName) console.log(`  ${clave}: "${name}" (PDN), "${otherName}" (mxmaps)`);
    if (!population) console.log(`  ${clave}: "${name}" has no population in the 2020 census`);
  }
}
