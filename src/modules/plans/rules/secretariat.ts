import type { SecretariatStatus } from './terms.ts';

/** What can become of a secretariat. Nothing becomes unknown again, and every status has a way on. */
const moves: Readonly<Record<SecretariatStatus, readonly SecretariatStatus[]>> = {
  unknown: ['declared', 'installed', 'inactive'],
  declared: ['installed', 'inactive'],
  installed: ['renewal', 'inactive'],
  renewal: ['installed', 'inactive'],
  inactive: ['declared', 'renewal', 'installed'],
};

export function secretariatMoves(from: SecretariatStatus): readonly SecretariatStatus[] {
  return moves[from];
}

export function maySecretariatBecome(from: SecretariatStatus, to: SecretariatStatus): boolean {
  return moves[from].includes(to);
}
