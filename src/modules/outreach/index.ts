import type { Module } from '#platform/module.ts';
import { pages } from './pages.tsx';

/** The platform about itself: what it is, how accessible, what it knows of its readers. */
export const outreach: Module = { name: 'outreach', pages, navigation: [], dataSets: [] };
