import type { PageRoute } from '#platform/module.ts';
import { homePage } from './home.tsx';
import { searchPage } from './search.tsx';

export const pages: readonly PageRoute[] = [
  { path: '/', access: 'public', cache: 'data', handle: homePage },
  { path: '/buscar', access: 'public', cache: 'data', handle: searchPage },
];
