import { expect, it } from 'vitest';
import { listedPages } from '#modules/outreach/sitemap.ts';
import { rateLimits } from '#platform/limits/schema.ts';
import { modules } from '../../src/app.ts';
import { brokenLinks, testSite } from '../support/site.ts';

const site = testSite();

/** A commitment of the first plan of Oaxaca, as it is shipped. */
const commitment = '30e3b00e-2d29-8001-8d91-7e3f8cfde6ed';

/** Of the many pages of states, institutions and commitments, which are alike, these. */
const examples = ['oaxaca', 'ciudad-de-mexico', 'federacion', 'oaxaca-secretaria-de-salud', commitment];
const isExample = (path: string) => examples.some((slug) => path.split('/')[2] === slug);

it('every link of every page leads to what is there, in both languages', async () => {
  const listed = await listedPages(modules, site.services);
  const paths = listed.filter(
    (path) => !/^\/(compromisos|entidades|instituciones|planes)\/./.test(path) || isExample(path),
  );
  expect(paths.length).toBeGreaterThan(20);
  const broken: string[] = [];
  for (const path of paths) {
    // One client may not read all pages at once: what it has read so far is forgotten.
    await site.services.orm.delete(rateLimits);
    for (const start of [path, `/en${path === '/' ? '' : path}`])
      broken.push(...(await brokenLinks(site, start)));
  }
  expect(broken).toEqual([]);
});
