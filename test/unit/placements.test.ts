import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { expect, it } from 'vitest';
import type { Placements } from '#platform/database/types.ts';

const schemas = import.meta.glob<Record<string, unknown> & { placements: Placements }>(
  '../../src/{platform,modules}/*/schema.ts',
  { eager: true },
);

it('finds the schemas', () => {
  expect(Object.keys(schemas).length).toBeGreaterThan(3);
});

it.each(Object.entries(schemas))('every table of %s says where its rows live in a cluster', (_, schema) => {
  const tables = Object.values(schema).filter((value) => value instanceof PgTable);
  expect(tables.length).toBeGreaterThan(0);
  const names = tables.map((table) => getTableConfig(table).name);
  expect(Object.keys(schema.placements).sort()).toEqual(names.sort());
  for (const table of tables) {
    const { name, columns, primaryKeys } = getTableConfig(table);
    const placement = schema.placements[name];
    if (typeof placement !== 'object') continue;
    const key = primaryKeys[0]?.columns ?? columns.filter((column) => column.primary);
    expect(
      key.map((column) => column.name),
      `${name} is distributed by a column of its key`,
    ).toContain(placement.distributedBy);
  }
});
