import type { FormRoute, PageRoute } from '#platform/module.ts';
import { auditPages } from './audit/index.tsx';
import { censusForms, censusPages } from './census.tsx';
import { dataSetForms, dataSetPages } from './data-sets/index.ts';
import { jobsForms, jobsPages } from './jobs.tsx';
import { mailForms, mailPages } from './mail.tsx';
import { peopleForms, peoplePages } from './people/index.ts';
import { settingsForms, settingsPages } from './settings/index.tsx';
import { startPages } from './start.tsx';

/** The pages of the staff area. */
export const pages: readonly PageRoute[] = [
  ...auditPages,
  ...censusPages,
  ...dataSetPages,
  ...peoplePages,
  ...settingsPages,
  ...startPages,
  ...jobsPages,
  ...mailPages,
];
export const forms: readonly FormRoute[] = [
  ...censusForms,
  ...dataSetForms,
  ...peopleForms,
  ...settingsForms,
  ...jobsForms,
  ...mailForms,
];
