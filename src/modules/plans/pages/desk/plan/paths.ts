import { planDeskPath } from '../../../rules/index.ts';

/** Where a plan's title and period are changed. */
export const factsPath = (slug: string, edition: number) => `${planDeskPath(slug, edition)}/datos`;

/** Where a plan is moved to another stage. */
export const movePath = (slug: string, edition: number) => `${planDeskPath(slug, edition)}/etapa`;

/** Where the commitments of a plan are brought in from a file. */
export const importPath = (slug: string, edition: number) => `${planDeskPath(slug, edition)}/importar`;

/** Where a commitment is written: `nuevo`, or one by its identifier. */
export const draftPath = (slug: string, edition: number, id: string) =>
  `${planDeskPath(slug, edition)}/compromisos/${id}`;
