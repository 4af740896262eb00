/** The Spanish paths of the ledger's pages. */
export const ledgerPath = '/bitacora';
export const verifyPath = '/bitacora/verificar';
export const consistencyPath = '/bitacora/consistencia';
export const feedPath = '/bitacora/feed.atom';
/** The same in every language. */
export const keyPath = '/bitacora/llave';
export const verifierPath = '/bitacora/verify-receipt.mjs';

export const entryPath = (index: number) => `/bitacora/asientos/${index}`;
export const receiptPath = (index: number) => `/bitacora/asientos/${index}/acuse`;
export const receiptFilePath = (index: number) => `/bitacora/asientos/${index}/acuse.json`;
