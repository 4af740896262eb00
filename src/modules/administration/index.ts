import type { Module } from '#platform/module.ts';
import { forms, pages } from './pages/index.ts';

/** The staff area: who may do what, what was done, and how the platform is doing. */
export const administration: Module = {
  name: 'administration',
  pages,
  forms,
  navigation: [],
  dataSets: [],
};
