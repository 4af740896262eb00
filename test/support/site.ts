import { createApplication } from '#platform/http/application.ts';
import type { Services } from '#platform/services.ts';
import { modules } from '../../src/app.ts';

/** The whole application over test stores, without a network: `get('/metrica')` as a browser would see it. */
export function createTestSite(services: Services) {
  const assets = { stylesheet: '/assets/main.css', scripts: [], font: '/assets/font.woff2' };
  const handle = createApplication({ modules, services, assets, files: new Map(), ready: () => true });
  const ask = (path: string, init?: RequestInit) =>
    Promise.resolve(handle(new Request(`http://tequio.test${path}`, init)));
  return {
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
