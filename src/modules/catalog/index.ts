import type { Module } from '#platform/module.ts';
import { pages } from './pages.tsx';
import { dataTopics } from './topics.ts';

/** The data for whoever wants to use them: downloads with their dictionary, and the page of the API. */
export const catalog: Module = {
  name: 'catalog',
  pages,
  navigation: [{ path: '/datos', label: (t) => t('site:data.nav'), order: 70 }],
  topics: [dataTopics],
  dataSets: [],
};
