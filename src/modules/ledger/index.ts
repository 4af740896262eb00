import { ledgerMessages } from '#platform/ledger/http.ts';
import type { Module } from '#platform/module.ts';
import { ledgerFigures } from './figures.ts';
import { pages } from './pages/index.ts';
import { restorations } from './restorations.ts';
import { verifyPublicLedger } from './verify.ts';

export { entryPath, receiptFilePath, receiptPath } from './addresses.ts';
export { type Day, readDay, startOfDay } from './rules/index.ts';
export { ReceiptSheet, type ReceiptSheetProps } from './views/receipt-sheet.tsx';

/** The public ledger for people: what was recorded, in which order, and how to check it. */
export const ledger: Module = {
  name: 'ledger',
  pages,
  messages: ledgerMessages,
  navigation: [{ path: '/bitacora', label: (t) => t('ledger:nav'), order: 80 }],
  workFigures: ledgerFigures,
  dataSets: [],
  ledgerKinds: [restorations],
  verify: verifyPublicLedger,
};
