import type { Theme } from './terms.ts';

/** Themes as addresses and files name them. */
export const themeWords = {
  economy: 'economia',
  education: 'educacion',
  environment: 'medio-ambiente',
  health: 'salud',
  inclusion: 'inclusion',
  justice: 'justicia',
  money: 'dinero-publico',
  participation: 'participacion',
  'public-works': 'obra-publica',
  safety: 'seguridad',
  services: 'servicios',
} as const satisfies Record<Theme, string>;
