import type { PageRoute } from '#platform/module.ts';
import { editionFiles } from './files.ts';
import { metricaHome } from './home.tsx';
import { editionInstitutionsPage } from './institutions.tsx';
import { editionYearPages } from './year.tsx';

export { editionColumn, editionSections } from './sections.tsx';

/** The pages and files of the Métrica's editions. */
export const editionPages: readonly PageRoute[] = [
  ...editionFiles,
  metricaHome,
  editionInstitutionsPage,
  ...editionYearPages,
];
