import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { FEDERATION } from './clave.ts';
import { STATE_NAMES } from './state-names.ts';

it('names the states as the catalogue that is shipped does', () => {
  const rows = parse(readFileSync(new URL('../../../../data/territory/states.csv', import.meta.url)), {
    columns: true,
  }) as { clave: string; name: string }[];
  const states = rows.filter(({ clave }) => clave !== FEDERATION);
  expect(states).toHaveLength(32);
  expect(STATE_NAMES).toEqual(Object.fromEntries(states.map(({ clave, name }) => [clave, name])));
});
