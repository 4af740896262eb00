import type { FormRoute, PageRoute } from '#platform/module.ts';
import { commitmentForms, commitmentPages } from './commitment/index.ts';
import { importForms, importPages } from './import/index.ts';
import { planDeskForms, planDeskPages } from './plan/index.ts';
import { secretariatForms, secretariatPages } from './secretariat/index.ts';
import { startPages } from './start.tsx';

/** The pages on which people work on secretariats, plans and commitments. */
export const deskPages: readonly PageRoute[] = [
  ...importPages,
  ...startPages,
  ...commitmentPages,
  ...planDeskPages,
  ...secretariatPages,
];
export const deskForms: readonly FormRoute[] = [
  ...importForms,
  ...commitmentForms,
  ...planDeskForms,
  ...secretariatForms,
];
