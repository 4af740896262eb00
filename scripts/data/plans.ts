import { join } from 'node:path';
import { normalise } from '../../src/modules/territory/rules/index.ts';
import { WORK_PLAN } from './plans/notes.ts';
import { TITLES } from './plans/titles.ts';
import { claveOf } from './states.ts';
import { readJson, writeTable } from './table.ts';

/** A state as the raw file has it. */
interface RawState {
  cve_ent: string;
  fecha_declaratoria: string | null;
  fecha_instalacion_stl: string | null;
  fecha_publicacion_pal: string | null;
  num_compromisos_declarados: number;
  compromisos: readonly { num: number | 'proactivo' }[];
  estatus: string;
  integracion: readonly { sector: string; instituciones: readonly string[] }[];
  fuente_archivo: string;
  corte_texto: string;
}

interface RawExercise {
  commit: string;
  entidades: readonly RawState[];
}

/** A press article as the raw file has it. */
interface RawCut {
  corte: string;
  fuente: string;
  num_entidades: number;
  entidades_en_ejercicio?: readonly string[];
  num_stl: number;
  stl_instalado?: readonly string[];
  num_pal?: number;
  pal_publicado?: readonly string[];
  pal_publicado_o_en_implementacion?: readonly string[];
  num_compromisos?: number;
}

const repository = 'https://github.com/GobiernoFacil/agentes-v2/blob';

const SECTORS: Readonly<Record<string, string>> = {
  'Sociedad Civil': 'civil-society',
  Gobierno: 'government',
  'Organismos Autónomos': 'autonomous',
  'Órgano Garante de Acceso a la Información': 'guarantor',
};

/** The day of what the source says of a state, or its month where no more is known. */
const seenOn = ({ corte_texto }: RawState) => (corte_texto === '2018-02' ? '2018-02-21' : '2017-03');

/** What the source's words of a plan come to: a state that begins its second plan has closed the first. */
function stageOf({ estatus }: RawState): string {
  if (estatus.includes('Evaluación') || estatus.includes('En proceso de cierre')) return 'evaluation';
  return estatus.includes('segundo plan') ? 'closed' : 'implementation';
}

function sectorOf(name: string): string {
  const sector = SECTORS[name];
  if (!sector) throw new Error(`"${name}" is not a sector that we know`);
  return sector;
}

function makeSecretariats(out: string, states: readonly RawState[], sourceOf: (of: RawState) => string) {
  const rows = states.map((state) => ({
    state: state.cve_ent,
    status: state.fecha_instalacion_stl ? 'installed' : 'declared',
    declared_on: state.fecha_declaratoria ?? '',
    installed_on: state.fecha_instalacion_stl ?? '',
    as_of: seenOn(state),
    source: sourceOf(state),
  }));
  const columns = ['state', 'status', 'declared_on', 'installed_on', 'as_of', 'source'] as const;
  writeTable(join(out, 'plans/secretariats.csv'), columns, rows);
}

function makeMembers(out: string, states: readonly RawState[]) {
  const rows = states.flatMap((state) =>
    state.integracion
      .flatMap(({ sector, instituciones }) =>
        instituciones
          // A place that is still to be filled is no member.
          .filter((name) => !name.startsWith('*'))
          .map((name) => ({ sector: sectorOf(sector), organisation: name.trim() })),
      )
      .map((member, at) => ({
        state: state.cve_ent,
        number: String(at + 1),
        ...member,
        as_of: seenOn(state),
      })),
  );
  writeTable(
    join(out, 'plans/members.csv'),
    ['state', 'number', 'sector', 'organisation', 'as_of'] as const,
    rows,
  );
}

function makePlanTable(out: string, states: readonly RawState[], sourceOf: (of: RawState) => string) {
  const rows = states.flatMap((state) =>
    state.fecha_publicacion_pal
      ? [
          {
            state: state.cve_ent,
            edition: '1',
            published_on: state.fecha_publicacion_pal,
            declared_commitments: String(state.num_compromisos_declarados),
            stage: stageOf(state),
            as_of: seenOn(state),
            source: sourceOf(state),
          },
        ]
      : [],
  );
  writeTable(
    join(out, 'plans/plans.csv'),
    ['state', 'edition', 'published_on', 'declared_commitments', 'stage', 'as_of', 'source'] as const,
    rows,
  );
}

/** Those that a state added beyond its plan are `P1`, `P2`, … */
function numbersOf({ compromisos }: RawState): string[] {
  let added = 0;
  return compromisos.map(({ num }) => {
    if (num !== 'proactivo') return String(num);
    added += 1;
    return `P${added}`;
  });
}

function makeCommitments(out: string, states: readonly RawState[], sourceOf: (of: RawState) => string) {
  const rows = states.flatMap((state) => {
    const titles = TITLES[state.cve_ent] ?? [];
    const numbers = numbersOf(state);
    if (titles.length !== numbers.length) throw new Error(`The titles of ${state.cve_ent} do not fit`);
    return titles.map(({ title, theme }, at) => {
      const number = numbers[at] ?? '';
      const kind = number.startsWith('P') ? 'proactive' : 'plan';
      return {
        ...{ state: state.cve_ent, plan_edition: '1', number, kind, title, theme },
        source: sourceOf(state),
      };
    });
  });
  writeTable(
    join(out, 'plans/commitments.csv'),
    ['state', 'plan_edition', 'number', 'kind', 'title', 'theme', 'source'] as const,
    rows,
  );
  return rows.length;
}

/** The day, month or year of an article: what its raw entry begins with. */
const cutOf = ({ corte }: RawCut) => corte.split(' ', 1)[0] ?? '';

/** The statements that an article makes, the states in the order of their claves where it names them. */
function statementsOf(cut: RawCut) {
  const claves = (names: readonly string[] | undefined) =>
    (names ?? [])
      .map((name) => claveOf(name, normalise))
      .sort()
      .join(';');
  const plans = cut.pal_publicado ?? cut.pal_publicado_o_en_implementacion;
  const all: [measure: string, value: number | undefined, states: string][] = [
    ['states-in-exercise', cut.num_entidades, claves(cut.entidades_en_ejercicio)],
    ['secretariats-installed', cut.num_stl, claves(cut.stl_instalado)],
    ['plans-published', cut.num_pal ?? plans?.length, claves(plans)],
    ['commitments', cut.num_compromisos, ''],
  ];
  return all.flatMap(([measure, value, states]) =>
    value === undefined
      ? []
      : [{ as_of: cutOf(cut), measure, value: String(value), states, source: cut.fuente }],
  );
}

function makeNotes(raw: string, out: string) {
  const { cortes } = readJson<{ cortes: readonly RawCut[] }>(join(raw, 'ogp/stl_pal_cortes_prensa.json'));
  const rows = [
    ...cortes.flatMap(statementsOf),
    ...WORK_PLAN.map((one) => ({ ...one, value: String(one.value), states: '' })),
  ];
  writeTable(join(out, 'plans/notes.csv'), ['as_of', 'measure', 'value', 'states', 'source'] as const, rows);
}

/** Writes what is known of the local open-government exercise of 2015 to 2019. */
export function makePlans(raw: string, out: string): void {
  const { commit, entidades } = readJson<RawExercise>(join(raw, 'ogp/stl_pal_15_entidades_2017.json'));
  const sourceOf = ({ fuente_archivo }: RawState) => `${repository}/${commit}/${fuente_archivo}`;
  const states = entidades.toSorted((one, other) => one.cve_ent.localeCompare(other.cve_ent));
  makeSecretariats(out, states, sourceOf);
  makeMembers(out, states);
  makePlanTable(out, states, sourceOf);
  const commitments = makeCommitments(out, states, sourceOf);
  makeNotes(raw, out);
  console.log(`plans: ${states.length} states, ${commitments} commitments`);
}
