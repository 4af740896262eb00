import { nearestNames } from './nearest.ts';
import { normalise } from './normalise.ts';

/** What a state can be called. */
export interface StateNames {
  readonly clave: string;
  readonly slug: string;
  readonly name: string;
  readonly officialName: string;
  readonly abbreviation: string;
  readonly code: string;
  /** Further names, separated by semicolons. */
  readonly aliases: string;
}

/** What the part of an address that stands for a state turns out to mean. */
export type StateAddress<T> =
  | { readonly kind: 'found'; readonly state: T }
  /** Another way to write one state: its address is the one with the slug. */
  | { readonly kind: 'moved'; readonly state: T }
  | { readonly kind: 'unknown'; readonly near: readonly T[] };

function namesOf({ slug, name, officialName, abbreviation, code, aliases }: StateNames): string[] {
  return [slug, name, officialName, abbreviation, code, ...aliases.split(';')].map(normalise).filter(Boolean);
}

/**
 * Reads the part of an address that stands for a state. Its slug is the address; its clave, any of its names, its
 * abbreviation in whatever case, with or without accents, are other ways to write it as long as only one state is
 * called so. For the rest, the at most five states with the nearest names.
 */
export function readStateAddress<T extends StateNames>(states: readonly T[], text: string): StateAddress<T> {
  const exact = states.find(({ slug }) => slug === text);
  if (exact) return { kind: 'found', state: exact };
  const typed = normalise(text);
  const clave = typed.padStart(2, '0');
  const meant = states.filter((state) => state.clave === clave || namesOf(state).includes(typed));
  const [only] = meant;
  if (only && meant.length === 1 && typed !== '') return { kind: 'moved', state: only };
  const near = meant.length > 1 ? meant : nearestNames(text, states, (state) => namesOf(state).join(' '), 5);
  return { kind: 'unknown', near };
}
