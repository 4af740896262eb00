import type { Config } from '#platform/config/config.ts';

/** The parts of an account in the order in which they are listed: first what one does here, then how one enters. */
const accountSections = [
  'residencia',
  'identidad',
  'avisos',
  'actos',
  'correo',
  'contrasena',
  'segundo-factor',
  'llaves',
  'acceso-unico',
  'sesiones',
  'datos',
] as const;

export type AccountSection = (typeof accountSections)[number];

/** The parts that an account has here: without a single sign-on there is nothing to tie to one. */
export function accountSectionsOf({ oidc }: Pick<Config, 'oidc'>): readonly AccountSection[] {
  return accountSections.filter((section) => section !== 'acceso-unico' || oidc !== undefined);
}
