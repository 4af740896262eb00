import { findInstitutions, listStates, type StateRow, stateName } from '#modules/territory/index.ts';
import { type GrantRow, scopeOf } from '#platform/access/grants.ts';
import { officeOf } from '#platform/access/roles.ts';
import type { Role, Scope } from '#platform/access/subject.ts';
import type { Orm } from '#platform/database/types.ts';
import type { Translate } from '#platform/i18n/i18n.ts';

/** The names of places that grants and events speak of. */
export interface PlaceNames {
  states: ReadonlyMap<string, StateRow>;
  /** By slug. */
  institutions: ReadonlyMap<string, { name: string; state: string }>;
}

/** Reads the names of all states, and of the institutions that some rows speak of. */
export async function readPlaceNames(
  orm: Orm,
  rows: readonly { institution: string | null }[],
): Promise<PlaceNames> {
  const slugs = [...new Set(rows.flatMap(({ institution }) => institution ?? []))];
  const institutions = slugs.length > 0 ? await findInstitutions(orm, slugs) : [];
  return {
    states: new Map((await listStates(orm)).map((row) => [row.clave, row])),
    institutions: new Map(institutions.map((row) => [row.slug, row])),
  };
}

/** An institution with its state, since many share their name; by its slug where the catalogue does not know it. */
export function institutionName(t: Translate, slug: string, names: PlaceNames): string {
  const known = names.institutions.get(slug);
  const state = known && names.states.get(known.state);
  return known && state ? `${known.name} (${stateName(t, state)})` : (known?.name ?? slug);
}

/** Where a role holds, in words: a name where it is known. */
export function placeName(t: Translate, scope: Scope, names: PlaceNames): string {
  switch (scope.kind) {
    case 'platform':
      return t('administration:place.platform');
    case 'state': {
      const state = names.states.get(scope.state);
      return state ? stateName(t, state) : scope.state;
    }
    case 'institution':
      return institutionName(t, scope.institution, names);
    case 'edition':
      return t('administration:place.edition', { year: scope.edition });
  }
}

/** A role in words. */
export function roleName(t: Translate, role: Role): string {
  return t(`administration:roles.${role}`);
}

/** A grant in words: the role, and where it holds. */
export function grantName(
  t: Translate,
  row: Pick<GrantRow, 'role' | 'scopeKind' | 'state' | 'institution' | 'edition'>,
  names: PlaceNames,
): string {
  const scope = scopeOf(row);
  const office = officeOf({ role: row.role, scope });
  const role = office ? t(`administration:offices.${office}.short`) : roleName(t, row.role);
  return scope.kind === 'platform'
    ? role
    : t('administration:place.of', { role, place: placeName(t, scope, names) });
}
