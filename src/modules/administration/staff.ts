import type { StaffItem } from '#platform/module.ts';

/** The pages of the staff area that this module has. */
export const staffItems: readonly StaffItem[] = [
  {
    path: '/gestion/personas',
    action: 'administration.grants',
    order: 10,
    label: (t) => t('administration:people.nav'),
    summary: (t) => t('administration:people.summary'),
  },
  {
    path: '/gestion/auditoria',
    action: 'administration.read-audit',
    order: 20,
    label: (t) => t('administration:audit.nav'),
    summary: (t) => t('administration:audit.summary'),
  },
  {
    path: '/gestion/ajustes',
    action: 'administration.settings',
    order: 90,
    label: (t) => t('administration:settings.nav'),
    summary: (t) => t('administration:settings.summary'),
  },
];
