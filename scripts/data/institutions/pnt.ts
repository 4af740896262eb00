import { join } from 'node:path';
import { readTable, value } from '../table.ts';

/** An entry of the PNT's catalogue: what the source writes, and the institution's name without the source's marks. */
export interface PntEntry {
  clave: string;
  /** Unique within a state only: guarantors number their catalogues each for themselves. */
  id: string;
  sourceName: string;
  name: string;
  /** What the source's marks tell about the kind: `(OPD)`, `(DGC)`, `(Poder Ejecutivo)`. */
  mark?: 'decentralised' | 'central';
  /** The source's own code before the name, as in `PE04903-`. */
  code?: string;
}

/** Entries that guarantors made to try the system out: they are no institutions. */
const TRIALS = [/\bpruebas?\b/i, /IT_PRUEBA/, /no utilizar/i, /^organismo sujeto obligado$/i];

/** Whether an entry is a trial of the system. */
export function isTrial(name: string): boolean {
  return TRIALS.some((trial) => trial.test(name));
}

const ENTITIES: Readonly<Record<string, string>> = { '&quot;': '"', '&amp;': '&' };

/** Mends what the source's system broke: HTML entities, odd spaces, and `¿` where there was a quotation mark or dash. */
function mended(text: string): string {
  return text
    .replace(/&quot;|&amp;/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/¿([^¿]+)¿/g, '“$1”')
    .replace(/ ¿ /g, ' – ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The unit that answers requests stands for its institution: `Unidad de Transparencia del DIF Aldama` is DIF Aldama. */
function withoutUnit(name: string): string {
  const unit =
    /^(?:UT -|Unidad de Tra(?:ns|sn)parencia|UAIP|Unidad de Información) ?(?:(?:del|de la|de) )?(?=\S)/;
  return name.replace(unit, '');
}

/** Separates the institution's name from the source's marks around it. */
export function parsePntName(sourceName: string): Pick<PntEntry, 'name' | 'mark' | 'code'> {
  const code = /^([A-Z]{2}\d{5})-/.exec(sourceName)?.[1];
  const isDecentralised = /\(OPD(?:PC)?\)/.test(sourceName);
  const isCentral = /\(DGC\)|\(Poder Ejecutivo\)/.test(sourceName);
  const name = withoutUnit(sourceName.replace(/^[A-Z]{2}\d{5}-/, ''))
    .replace(/(?:(?<=\p{Ll})\.)? ?\((?:OPD|OPDPC|DGC|\*|Poder Ejecutivo|Nueva Creación)\)/gu, '')
    .replace(/^\(([^)]+)\) (.+)$/, '$2 ($1)')
    .trim();
  return {
    name,
    ...(code ? { code } : {}),
    ...(isDecentralised ? { mark: 'decentralised' as const } : isCentral ? { mark: 'central' as const } : {}),
  };
}

/** Reads the PNT's catalogue of 2021 without trial entries, in the order of the file. */
export function readPnt(raw: string): { entries: PntEntry[]; trials: string[] } {
  const trials: string[] = [];
  const entries: PntEntry[] = [];
  for (const row of readTable(join(raw, 'sujetos_obligados/sujetos_obligados_pnt.csv'))) {
    const sourceName = mended(value(row, 'nombre'));
    if (isTrial(sourceName)) {
      trials.push(`${value(row, 'cve_ent')} ${sourceName}`);
      continue;
    }
    entries.push({
      clave: value(row, 'cve_ent'),
      id: value(row, 'id_pnt'),
      sourceName,
      ...parsePntName(sourceName),
    });
  }
  return { entries, trials };
}
