import { sql } from 'drizzle-orm';
import { ledgerEntries } from '#platform/ledger/schema.ts';
import type { Module } from '#platform/module.ts';

/** How many public acts can be followed, for the line of the work plan that promises to follow them. */
export const ledgerFigures: NonNullable<Module['workFigures']> = async (orm) => {
  const [row] = await orm.select({ count: sql<number>`count(*)::int` }).from(ledgerEntries);
  return [
    {
      ...{ line: 'L17', path: '/bitacora', name: (t) => t('ledger:workFigure') },
      value: row?.count ?? 0,
    },
  ];
};
