import { planDeskPath } from '../../../rules/index.ts';
import { importPath } from '../plan/paths.ts';

export { importPath };

/** What a sent file would do. */
export const reviewPath = (slug: string, edition: number, id: string) => `${importPath(slug, edition)}/${id}`;

/** The empty table, without its ending. */
export const templatePath = (slug: string, edition: number) => `${importPath(slug, edition)}/plantilla`;

/** The same with the drafts of the plan, without its ending. */
export const draftsPath = (slug: string, edition: number) => `${planDeskPath(slug, edition)}/compromisos`;
