import { describe, expect, it } from 'vitest';
import { countMunicipalities, listStates, searchTerritory } from '#modules/territory/index.ts';
import { testSite } from '../support/site.ts';

const site = testSite();

describe('the shipped territory', () => {
  it('has the federation, 32 states and 2,475 municipalities', async () => {
    expect(await listStates(site.services.orm)).toHaveLength(33);
    const counts = await countMunicipalities(site.services.orm);
    expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(2475);
    expect(counts.get('20')).toBe(570);
  });

  it('finds names without accents, by any word, in any order', async () => {
    const mexico = await searchTerritory(site.services.orm, 'mexico', 5);
    expect(mexico.states.map((state) => state.clave)).toEqual(expect.arrayContaining(['15', '09']));
    const found = await searchTerritory(site.services.orm, 'ALVAREZ villa', 5);
    expect(found.municipalities.map((row) => row.name)).toContain('Villa de Álvarez');
  });

  it('takes signs of a pattern as what they are', async () => {
    const hits = await searchTerritory(site.services.orm, '%', 5);
    expect(hits.states).toEqual([]);
    expect(hits.institutions).toEqual([]);
  });
});
