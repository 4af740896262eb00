import type { PageRoute } from '#platform/module.ts';
import { editionFiles } from './edition-files.ts';
import { metricaHome } from './edition-home.tsx';
import { editionInstitutionsPage } from './edition-institutions.tsx';
import { editionYearPages } from './edition-year.tsx';

export { editionColumn, editionSections } from './edition-sections.tsx';

/** The pages and files of the Métrica's editions. */
export const editionPages: readonly PageRoute[] = [
  ...editionFiles,
  metricaHome,
  editionInstitutionsPage,
  ...editionYearPages,
];
