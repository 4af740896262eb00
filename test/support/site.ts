import { afterAll, beforeAll } from 'vitest';
import { createApplication } from '#platform/http/application.ts';
import { withArrived } from '#platform/http/request-headers.ts';
import type { Module } from '#platform/module.ts';
import type { Services } from '#platform/services.ts';
import { modules } from '../../src/app.ts';
import { linksOf } from './reading.ts';
import { openTestServices } from './stores.ts';

/** The whole application over test stores, without a network: `get('/metrica')` as a browser would see it. */
export function createTestSite(services: Services, some: readonly Module[] = modules) {
  const assets = {
    stylesheet: '/assets/main.css',
    scripts: [],
    pageScripts: { passkey: '/assets/passkey.js', 'verify-receipt': '/assets/verify-receipt.js' },
    font: '/assets/font.woff2',
  };
  const handle = createApplication({ modules: some, services, assets, files: new Map(), ready: () => true });
  const ask = (path: string, init?: RequestInit, remoteAddress?: string) => {
    const request = new Request(`http://tequio.test${path}`, init);
    const headers = Object.fromEntries(request.headers);
    return Promise.resolve(handle(withArrived(request, { headers, remoteAddress })));
  };
  return {
    /** Asks as the network would, from an address where one is given. */
    ask,
    get: (path: string, headers: Record<string, string> = {}) => ask(path, { headers }),
    /** The text of a page that must be there. */
    async page(path: string): Promise<string> {
      const response = await ask(path);
      if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return response.text();
    },
  };
}

type TestSite = ReturnType<typeof createTestSite>;

/** What the test site has no files for. */
const staticFile = /\.(svg|ico|png|css|woff2)$/;

/** The links of a page that lead nowhere within the platform: an address that fails, an anchor that is not there. */
export async function brokenLinks(site: Pick<TestSite, 'get' | 'page'>, start: string): Promise<string[]> {
  const links = [...linksOf(await site.page(start))].filter(
    (link) => !/^https?:/.test(link) && !staticFile.test(link),
  );
  if (links.length === 0) throw new Error(`${start} leads nowhere`);
  const asked = new Map<string, { status: number; text: string }>();
  const broken: string[] = [];
  for (const link of links) {
    const [path = '', anchor = ''] = link.split('#');
    const address = path || start;
    let answer = asked.get(address);
    if (!answer) {
      const response = await site.get(address);
      answer = { status: response.status, text: await response.text() };
      asked.set(address, answer);
    }
    const isThere = anchor === '' || answer.status !== 200 || answer.text.includes(`id="${anchor}"`);
    if (answer.status >= 400 || !isThere) broken.push(`${start}: ${link}`);
  }
  return broken;
}

/**
 * A site over stores of its own with the shipped data, for the tests of a file or of a `describe`: opened before the
 * first of them and closed after the last. To be called where hooks may be, and used within tests.
 */
export function testSite(): TestSite & { readonly services: Services } {
  let opened: (TestSite & { services: Services }) | undefined;
  beforeAll(async () => {
    const services = await openTestServices();
    opened = { ...createTestSite(services), services };
  });
  afterAll(() => opened?.services.database.close());
  const site = () => {
    if (!opened) throw new Error('The site is open within tests and hooks only.');
    return opened;
  };
  return {
    get services() {
      return site().services;
    },
    ask: (...request) => site().ask(...request),
    get: (...request) => site().get(...request),
    page: (path) => site().page(path),
  };
}
