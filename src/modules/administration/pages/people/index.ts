import type { FormRoute, PageRoute } from '#platform/module.ts';
import { findPersonAction } from '../../actions/grants.ts';
import { signOutAction } from '../../actions/people.ts';
import { givePath, peoplePath } from '../addresses.ts';
import { giveForm, givePage } from './give.tsx';
import { peoplePage, searchForm } from './list.tsx';
import { personPage, signOutForm } from './person.tsx';
import { withdrawForm, withdrawPage } from './withdraw.tsx';

const page = (path: PageRoute['path'], handle: PageRoute['handle']): PageRoute => ({
  ...{ path, handle, access: 'administration.grants', cache: 'none' },
});

/** People and what they are entrusted with. */
export const peoplePages: readonly PageRoute[] = [
  page(peoplePath, peoplePage),
  page(`${peoplePath}/:person`, personPage),
  page(givePath, givePage),
  page('/gestion/permisos/:grant/retirar', withdrawPage),
];

export const peopleForms: readonly FormRoute[] = [
  {
    path: peoplePath,
    access: findPersonAction,
    limit: { name: 'find-person', burst: 30, periodSeconds: 600 },
    handle: searchForm,
  },
  { path: givePath, access: 'administration.grants', handle: giveForm },
  { path: '/gestion/permisos/:grant/retirar', access: 'administration.grants', handle: withdrawForm },
  { path: `${peoplePath}/:person/sesiones`, access: signOutAction, handle: signOutForm },
];
