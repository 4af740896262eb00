import type { FormRoute, PageRoute } from '#platform/module.ts';
import { returnPath } from '../../actions/single-sign-on/sign-on.ts';
import {
  newcomerCodePath,
  newcomerPath,
  ownSignOnPath,
  signOnFailedPath,
  signOnPath,
} from '../../views/sign-on-paths.ts';
import { comeBack, failurePage, setOut } from './enter.tsx';
import { addressCodeForm, addressCodePage, newcomerForm, newcomerPage } from './newcomer.tsx';
import { linkForm, ownSignOnPage, unlinkForm } from './own.tsx';

const open = { access: 'public', cache: 'none', personal: true } as const;
const own = { access: 'accounts.own', cache: 'none' } as const;

const departures = { name: 'sign-on', burst: 30, periodSeconds: 600 };
const returns = { name: 'sign-on-return', burst: 60, periodSeconds: 600 };
const newcomers = { name: 'sign-on-new', burst: 30, periodSeconds: 600 };

/** The pages of a government's single sign-on (OpenID Connect). */
export const singleSignOnPages: readonly PageRoute[] = [
  { path: signOnPath, ...open, limit: departures, handle: setOut },
  { path: returnPath, ...open, limit: returns, languages: ['es-MX'], handle: comeBack },
  { path: signOnFailedPath, ...open, handle: failurePage },
  { path: newcomerPath, ...open, handle: newcomerPage },
  { path: newcomerCodePath, ...open, handle: addressCodePage },
  { path: ownSignOnPath, ...own, handle: (request) => ownSignOnPage(request) },
];

export const singleSignOnForms: readonly FormRoute[] = [
  { path: newcomerPath, access: 'public', limit: newcomers, handle: newcomerForm },
  { path: newcomerCodePath, access: 'public', limit: newcomers, handle: addressCodeForm },
  { path: ownSignOnPath, access: 'accounts.own', handle: linkForm },
  { path: `${ownSignOnPath}/quitar`, access: 'accounts.own', handle: unlinkForm },
];
