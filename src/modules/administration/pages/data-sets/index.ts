import { uploads } from '#platform/limits/allowances.ts';
import type { FormRoute, PageRoute, StaffItem } from '#platform/module.ts';
import { loadData } from '../../actions/data-sets.ts';
import { dataPath } from '../../views/data-sets/addresses.ts';
import { listPage } from './list.tsx';
import { decide, problemsFile, reviewPage } from './review.tsx';
import { sendFile, sendPage } from './send.tsx';

const own = { access: loadData, cache: 'none' } as const;

export const dataSetPages: readonly PageRoute[] = [
  { ...own, path: dataPath, handle: listPage },
  { ...own, path: '/gestion/datos/:set', handle: sendPage },
  { ...own, path: '/gestion/datos/revision/:id', handle: reviewPage },
  { ...own, path: '/gestion/datos/revision/:id/problemas.csv', handle: problemsFile },
];

export const dataSetForms: readonly FormRoute[] = [
  { path: '/gestion/datos/:set', access: loadData, limit: uploads, files: {}, handle: sendFile },
  { path: '/gestion/datos/revision/:id', access: loadData, handle: decide },
];

export const dataSetStaff: StaffItem = {
  path: dataPath,
  label: (t) => t('uploads:data.nav'),
  summary: (t) => t('uploads:data.summary'),
  order: 40,
  action: loadData,
};
