import { uploads } from '#platform/limits/allowances.ts';
import type { Allowance } from '#platform/limits/limit.ts';
import type { FormRoute, PageRoute } from '#platform/module.ts';
import { plansActions } from '../../../policies.ts';
import { decideForm, problemsFile, reviewPage } from './review.tsx';
import { draftsFile, importForm, importPage, templateFile } from './send.tsx';

const plan = '/gestion/planes/:slug/:edition{[0-9]+}' as const;
/** Looking at a file reads all of it anew: 120 at once and twelve a minute after that. */
const reviews: Allowance = { name: 'import-reviews', burst: 120, periodSeconds: 600 };

const own = { access: plansActions.plan, cache: 'none' } as const;

export const importPages: readonly PageRoute[] = [
  { ...own, path: `${plan}/compromisos.csv`, handle: draftsFile('csv') },
  { ...own, path: `${plan}/compromisos.xlsx`, handle: draftsFile('xlsx') },
  { ...own, path: `${plan}/importar`, handle: (request) => importPage(request) },
  { ...own, path: `${plan}/importar/plantilla.csv`, handle: templateFile('csv') },
  { ...own, path: `${plan}/importar/plantilla.xlsx`, handle: templateFile('xlsx') },
  { ...own, path: `${plan}/importar/:file`, limit: reviews, handle: reviewPage },
  { ...own, path: `${plan}/importar/:file/problemas.csv`, limit: reviews, handle: problemsFile },
];

export const importForms: readonly FormRoute[] = [
  {
    ...{ path: `${plan}/importar`, access: plansActions.plan, limit: uploads, files: {} },
    handle: importForm,
  },
  { path: `${plan}/importar/:file`, access: plansActions.plan, limit: reviews, handle: decideForm },
];
