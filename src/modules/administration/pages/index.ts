import type { FormRoute, PageRoute } from '#platform/module.ts';

/** The pages of the staff area. */
export const pages: readonly PageRoute[] = [];
export const forms: readonly FormRoute[] = [];
