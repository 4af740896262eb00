import type { Module } from '#platform/module.ts';
import { authenticate } from './authenticate.ts';
import { forms, pages } from './pages/index.ts';

/** Accounts of people: signing up and in, who they are and where they live, and what the platform knows of them. */
export const accounts: Module = {
  name: 'accounts',
  pages,
  forms,
  navigation: [],
  dataSets: [],
  authenticate,
};
