/** The Spanish paths of the ledger's pages. */
export const ledgerPath = '/bitacora';
export const verifyPath = '/bitacora/verificar';
export const consistencyPath = '/bitacora/consistencia';
export const feedPath = '/bitacora/feed.atom';
/** A person's own acts, each with a receipt that opens its commitment. */
export const ownActsPath = '/cuenta/actos';
export const ownReceiptPath = '/cuenta/actos/:entry';
export const ownActPath = (entry: string) => `${ownActsPath}/${entry}`;
export const ownReceiptFilePath = (entry: string) => `${ownActsPath}/${entry}/acuse.json`;
/** The same in every language. */
export const keyPath = '/bitacora/llave';
export const cosignPath = '/bitacora/cofirmas';
export const verifierPath = '/bitacora/verify-receipt.mjs';

export const entryPath = (index: number) => `/bitacora/asientos/${index}`;
export const receiptPath = (index: number) => `/bitacora/asientos/${index}/acuse`;
export const receiptFilePath = (index: number) => `/bitacora/asientos/${index}/acuse.json`;
