import { secondFactorPath } from '#platform/access/addresses.ts';
import type { FormRoute, PageRoute } from '#platform/module.ts';
import { activatePath, challengePath, codesPath, newFactorPath, switchOffPath } from './addresses.ts';
import { challengeForm, challengePage } from './challenge.tsx';
import { codesForm, codesPage } from './codes.tsx';
import { confirmForm, overviewPage } from './overview.tsx';
import { activateForm, activatePage, newFactorForm, newFactorPage } from './set-up.tsx';
import { switchOffForm, switchOffPage } from './switch-off.tsx';

const own = { access: 'accounts.own', cache: 'none' } as const;

/** The pages of a person's second factor, and the second step of signing in. */
export const secondFactorPages: readonly PageRoute[] = [
  { path: secondFactorPath, ...own, handle: overviewPage },
  { path: newFactorPath, ...own, handle: newFactorPage },
  { path: activatePath, ...own, handle: activatePage },
  { path: codesPath, ...own, handle: codesPage },
  { path: switchOffPath, ...own, handle: switchOffPage },
  { path: challengePath, access: 'public', cache: 'none', personal: true, handle: challengePage },
];

export const secondFactorForms: readonly FormRoute[] = [
  { path: secondFactorPath, access: 'accounts.own', handle: confirmForm },
  { path: newFactorPath, access: 'accounts.own', handle: newFactorForm },
  { path: activatePath, access: 'accounts.own', handle: activateForm },
  { path: codesPath, access: 'accounts.own', handle: codesForm },
  { path: switchOffPath, access: 'accounts.own', handle: switchOffForm },
  {
    path: challengePath,
    access: 'public',
    limit: { name: 'challenge', burst: 30, periodSeconds: 600 },
    handle: challengeForm,
  },
];
