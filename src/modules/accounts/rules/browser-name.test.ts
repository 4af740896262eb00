import { describe, expect, it } from 'vitest';
import { browserName, keptBrowserName } from './browser-name.ts';

const agents: readonly (readonly [string, string | null])[] = [
  ['Mozilla/5.0 (Android 14; Mobile; rv:131.0) Gecko/131.0 Firefox/131.0', 'Firefox / Android'],
  [
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Mobile Safari/537.36',
    'Chrome / Android',
  ],
  [
    'Mozilla/5.0 (Linux; Android 13; SM-A146M) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36',
    'Samsung Internet / Android',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 Safari/604.1',
    'Safari / iPhone',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36 Edg/129.0.0.0',
    'Edge / Windows',
  ],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:131.0) Gecko/20100101 Firefox/131.0', 'Firefox / macOS'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101', ' / Linux'],
  ['curl/8.5.0', null],
  ['', null],
];

describe('what is kept of a browser', () => {
  it.each(agents)('%s', (agent, kept) => expect(keptBrowserName(agent)).toBe(kept));

  it('is never long, whatever it calls itself', () => {
    expect(keptBrowserName('<script>'.repeat(10_000))).toBeNull();
    for (const [agent] of agents) expect((keptBrowserName(agent) ?? '').length).toBeLessThanOrEqual(40);
  });

  it('can be told again', () => {
    expect(browserName('Firefox / Android')).toEqual({ browser: 'Firefox', system: 'Android' });
    expect(browserName(' / Linux')).toEqual({ browser: null, system: 'Linux' });
    expect(browserName(null)).toEqual({ browser: null, system: null });
  });
});
