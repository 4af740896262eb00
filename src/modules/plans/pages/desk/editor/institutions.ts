import {
  findInstitution,
  type InstitutionRow,
  listInstitutions,
  nearestNames,
  normalise,
} from '#modules/territory/index.ts';
import type { Orm } from '#platform/database/types.ts';

/** What somebody who typed an institution may have meant: it, or those it may be, the nearest first. */
export type Found = { institution: InstitutionRow } | { maybe: readonly InstitutionRow[] };

const most = 6;
const all = { sort: 'nombre', direction: 'asc', offset: 0, limit: 20_000 } as const;

/** Siglas as people make them of a name: the first letters of its words, without the small ones. */
function siglasOf(name: string): string {
  return normalise(name)
    .split(' ')
    .filter((word) => word.length > 3)
    .map((word) => word[0])
    .join('');
}

/** An institution of a state by its slug, its name or siglas; what may have been meant where that does not say which. */
export async function meantInstitution(orm: Orm, state: string, typed: string): Promise<Found> {
  const bySlug = await findInstitution(orm, typed);
  if (bySlug?.state === state) return { institution: bySlug };
  const found = await listInstitutions(orm, { words: typed, state }, { ...all, limit: most + 1 });
  const same = found.filter(({ name }) => normalise(name) === normalise(typed));
  const [only] = same.length > 0 ? same : found;
  if (only && (same.length === 1 || found.length === 1)) return { institution: only };
  if (found.length > 0) return { maybe: found.slice(0, most) };
  const ofState = await listInstitutions(orm, { state }, all);
  const bySiglas = ofState.filter(({ name }) => siglasOf(name) === normalise(typed).replaceAll(' ', ''));
  const [one] = bySiglas;
  if (one && bySiglas.length === 1) return { institution: one };
  return {
    maybe:
      bySiglas.length > 0 ? bySiglas.slice(0, most) : nearestNames(typed, ofState, ({ name }) => name, most),
  };
}
