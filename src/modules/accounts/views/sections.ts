import type { Config } from '#platform/config/config.ts';

/** The parts of an account, in the order in which they are listed. */
const accountSections = [
  'correo',
  'contrasena',
  'segundo-factor',
  'llaves',
  'acceso-unico',
  'sesiones',
  'residencia',
  'identidad',
  'avisos',
  'actos',
  'datos',
] as const;

export type AccountSection = (typeof accountSections)[number];

/** The parts that an account has here: without a single sign-on there is nothing to tie to one. */
export function accountSectionsOf({ oidc }: Pick<Config, 'oidc'>): readonly AccountSection[] {
  return accountSections.filter((section) => section !== 'acceso-unico' || oidc !== undefined);
}
