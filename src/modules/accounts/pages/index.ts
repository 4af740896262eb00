import type { FormRoute, PageRoute } from '#platform/module.ts';

/** The pages of accounts. */
export const pages: readonly PageRoute[] = [];
export const forms: readonly FormRoute[] = [];
