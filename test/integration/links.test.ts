import { expect, it } from 'vitest';
import { listedPages } from '#modules/outreach/sitemap.ts';
import { modules } from '../../src/app.ts';
import { brokenLinks, testSite } from '../support/site.ts';

const site = testSite();

/** Of the many pages of states and institutions, which are alike, these. */
const examples = ['oaxaca', 'ciudad-de-mexico', 'federacion', 'oaxaca-secretaria-de-salud'];
const isExample = (path: string) => examples.some((slug) => path.split('/')[2] === slug);

it('every link of every page leads to what is there, in both languages', async () => {
  const listed = await listedPages(modules, site.services);
  const paths = listed.filter((path) => !/^\/(entidades|instituciones)\/./.test(path) || isExample(path));
  expect(paths.length).toBeGreaterThan(20);
  const broken: string[] = [];
  for (const path of paths) {
    for (const start of [path, `/en${path === '/' ? '' : path}`])
      broken.push(...(await brokenLinks(site, start)));
  }
  expect(broken).toEqual([]);
});
