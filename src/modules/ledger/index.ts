import type { Module } from '#platform/module.ts';
import { pages } from './pages/index.ts';
import { verifyPublicLedger } from './verify.ts';

export { entryPath, receiptFilePath, receiptPath } from './addresses.ts';
export { ReceiptSheet, type ReceiptSheetProps } from './views/receipt-sheet.tsx';

/** The public ledger for people: what was recorded, in which order, and how to check it. */
export const ledger: Module = {
  name: 'ledger',
  pages,
  navigation: [{ path: '/bitacora', label: (t) => t('ledger:nav'), order: 80 }],
  dataSets: [],
  verify: verifyPublicLedger,
};
