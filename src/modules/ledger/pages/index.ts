import { ledgerRoutes } from '#platform/ledger/http.ts';
import type { PageRoute } from '#platform/module.ts';
import { consistencyPath, feedPath, ledgerPath, verifierPath, verifyPath } from '../addresses.ts';
import { consistencyFile, consistencyPage } from './consistency.tsx';
import { entryPage } from './entry.tsx';
import { entriesCsv, entriesJson } from './entry-files.ts';
import { ledgerFeed } from './feed.ts';
import { ledgerPage } from './ledger.tsx';
import { ownActPages } from './own-acts.tsx';
import { receiptFile, receiptPage } from './receipt.tsx';
import { verifierFile, verifyPage } from './verify.tsx';

/** The ledger grows without a change of the published data, so none of its pages is kept by data version. */
function route(path: PageRoute['path'], handle: PageRoute['handle']): PageRoute {
  return { path, access: 'public', cache: 'none', handle };
}

export const pages: readonly PageRoute[] = [
  route(ledgerPath, ledgerPage),
  route(`${ledgerPath}.csv`, entriesCsv),
  route(`${ledgerPath}.json`, entriesJson),
  route(feedPath, ledgerFeed),
  route(verifyPath, verifyPage),
  { ...route(verifierPath, verifierFile), languages: ['es-MX'] },
  route(consistencyPath, consistencyPage),
  route(`${consistencyPath}.json`, consistencyFile),
  route('/bitacora/asientos', () => ({ kind: 'redirect', path: ledgerPath, status: 301 })),
  route('/bitacora/asientos/:index', entryPage),
  route('/bitacora/asientos/:index/acuse', receiptPage),
  route('/bitacora/asientos/:index/acuse.json', receiptFile),
  ...ownActPages,
  ...ledgerRoutes,
];
