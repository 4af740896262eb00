import type { Module } from '#platform/module.ts';
import { pages } from './pages/index.ts';

/** The way in: the home page and the search over everything. */
export const home: Module = { name: 'home', pages, navigation: [], dataSets: [] };
