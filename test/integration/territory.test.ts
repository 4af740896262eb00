import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countMunicipalities, listStates, searchTerritory } from '#modules/territory/index.ts';
import type { Services } from '#platform/services.ts';
import { openTestServices } from '../support/stores.ts';

let services: Services;
beforeAll(async () => {
  services = await openTestServices();
});
afterAll(() => services.database.close());

describe('the shipped territory', () => {
  it('has the federation, 32 states and 2,475 municipalities', async () => {
    expect(await listStates(services.orm)).toHaveLength(33);
    const counts = await countMunicipalities(services.orm);
    expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(2475);
    expect(counts.get('20')).toBe(570);
  });

  it('finds names without accents, by any word, in any order', async () => {
    const mexico = await searchTerritory(services.orm, 'mexico', 5);
    expect(mexico.states.map((state) => state.clave)).toEqual(expect.arrayContaining(['15', '09']));
    const found = await searchTerritory(services.orm, 'ALVAREZ villa', 5);
    expect(found.municipalities.map((row) => row.name)).toContain('Villa de Álvarez');
  });

  it('takes signs of a pattern as what they are', async () => {
    const hits = await searchTerritory(services.orm, '%', 5);
    expect(hits.states).toEqual([]);
    expect(hits.institutions).toEqual([]);
  });
});
