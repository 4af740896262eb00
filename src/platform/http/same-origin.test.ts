import { describe, expect, it } from 'vitest';
import { isFromOwnPage } from './same-origin.ts';

const sent = (headers: Record<string, string>, address = 'http://tequio.test/entrar') =>
  new Request(address, { method: 'POST', headers });

describe('a form of a page of ours', () => {
  it('is told by the origin, which must be the very same', () => {
    const config = { publicUrl: undefined };
    expect(isFromOwnPage(sent({ origin: 'http://tequio.test' }), config)).toBe(true);
    for (const origin of [
      'http://tequio.test:81',
      'https://tequio.test',
      'http://tequio.test.elsewhere.test',
      'http://elsewhere.test',
      'null',
      '',
    ])
      expect(isFromOwnPage(sent({ origin }), config), origin).toBe(false);
    expect(isFromOwnPage(sent({}), config)).toBe(false);
    expect(isFromOwnPage(sent({ referer: 'http://tequio.test/entrar' }), config)).toBe(false);
  });

  it('has, behind a proxy, the origin that people know and not the one that the proxy asks', () => {
    const config = { publicUrl: 'https://tequio.example' };
    expect(
      isFromOwnPage(sent({ origin: 'https://tequio.example' }, 'http://10.0.0.5:3000/entrar'), config),
    ).toBe(true);
    for (const origin of ['http://10.0.0.5:3000', 'http://tequio.example', 'https://tequio.example:8443'])
      expect(isFromOwnPage(sent({ origin }, 'http://10.0.0.5:3000/entrar'), config), origin).toBe(false);
  });

  it('is told by what the browser says of it, which no page can make up', () => {
    const config = { publicUrl: 'https://tequio.example' };
    expect(isFromOwnPage(sent({ 'sec-fetch-site': 'same-origin' }), config)).toBe(true);
    for (const site of ['cross-site', 'same-site', 'none', 'Same-Origin', ''])
      expect(
        isFromOwnPage(sent({ 'sec-fetch-site': site, origin: 'https://tequio.example' }), config),
        site,
      ).toBe(false);
  });
});
