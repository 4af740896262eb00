import { changesPath } from '#platform/changes/addresses.ts';
import { unsubscribePath } from '#platform/mail/unsubscribe.ts';
import type { FormRoute, MessageRoute, PageRoute } from '#platform/module.ts';
import { endAllPath, endPath, followFormPath, leavePath, ownPath } from '../addresses.ts';
import { changesPage } from './changes.tsx';
import { changesFeed, topicFeed } from './feed.ts';
import { followPage, followSent } from './follow.tsx';
import { leaveAsked, leaveSent, oneClick } from './leave.tsx';
import { endAllSent, endSent, ownPage } from './own.tsx';

/** Changes are announced without a change of the published data, so nothing here is kept by data version. */
function open(path: PageRoute['path'], handle: PageRoute['handle']): PageRoute {
  return { path, access: 'public', cache: 'none', handle };
}

function own(path: PageRoute['path'], handle: PageRoute['handle']): PageRoute {
  return { path, access: 'accounts.own', cache: 'none', handle };
}

export const pages: readonly PageRoute[] = [
  open(changesPath, changesPage),
  open(`${changesPath}.atom`, changesFeed),
  open(`${changesPath}/:file{[^/]+\\.atom}`, topicFeed),
  open(`${changesPath}/:word/:file{[^/]+\\.atom}`, topicFeed),
  own(followFormPath, followPage),
  own(ownPath, ownPage),
  // It says what somebody follows: no cache keeps it, no other site reads it.
  { ...open(unsubscribePath, leaveAsked), personal: true },
];

export const forms: readonly FormRoute[] = [
  { path: followFormPath, access: 'accounts.own', handle: followSent },
  { path: endPath, access: 'accounts.own', handle: endSent },
  { path: endAllPath, access: 'accounts.own', handle: endAllSent },
  {
    path: leavePath,
    access: 'public',
    limit: { name: 'unsubscribe', burst: 60, periodSeconds: 60 },
    handle: leaveSent,
  },
];

export const messages: readonly MessageRoute[] = [oneClick];
