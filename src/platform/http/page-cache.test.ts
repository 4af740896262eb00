import { describe, expect, it } from 'vitest';
import { cacheMark, withPageCache } from './page-cache.ts';

const page = (body: string, headers: Record<string, string> = {}) =>
  new Response(body, { headers: { 'content-type': 'text/html', [cacheMark]: 'data', ...headers } });
const ask = (path: string, init?: RequestInit) => new Request(`http://tequio.test${path}`, init);

/** A handler that counts its calls and waits before it answers. */
function counting(answer: (path: string, call: number) => Response) {
  let calls = 0;
  const handle = async (request: Request) => {
    calls += 1;
    const call = calls;
    await new Promise((resolve) => setTimeout(resolve, 5));
    return answer(new URL(request.url).pathname, call);
  };
  return { handle, calls: () => calls };
}

describe('a page in the cache', () => {
  it('is rendered once per address and data version', async () => {
    let version = 1;
    const { handle, calls } = counting((path, call) => page(`${path} ${call}`));
    const cached = withPageCache(handle, () => version, 1e6);
    expect(await (await cached(ask('/a'))).text()).toBe('/a 1');
    expect(await (await cached(ask('/a'))).text()).toBe('/a 1');
    expect(await (await cached(ask('/b'))).text()).toBe('/b 2');
    version = 2;
    expect(await (await cached(ask('/a'))).text()).toBe('/a 3');
    expect(calls()).toBe(3);
  });

  it('that tells the time is rendered anew in the next hour, and not before', async () => {
    let now = new Date('2026-11-23T05:59:59Z');
    const { handle } = counting((_, call) => page(String(call), { [cacheMark]: 'hour' }));
    const cached = withPageCache(
      handle,
      () => 1,
      1e6,
      () => now,
    );
    const text = async () => (await cached(ask('/'))).text();
    expect([await text(), await text()]).toEqual(['1', '1']);
    now = new Date('2026-11-23T06:00:00Z');
    expect([await text(), await text()]).toEqual(['2', '2']);
  });

  it('is rendered once for all who ask while it is being rendered', async () => {
    const { handle, calls } = counting((_, call) => page(String(call)));
    const cached = withPageCache(handle, () => 1, 1e6);
    const answers = await Promise.all(
      Array.from({ length: 20 }, async () => (await cached(ask('/'))).text()),
    );
    expect(new Set(answers)).toEqual(new Set(['1']));
    expect(calls()).toBe(1);
  });

  it('is whole even when the first who asked wanted only its head', async () => {
    const { handle } = counting(() => page('body'));
    const cached = withPageCache(handle, () => 1, 1e6);
    expect(await (await cached(ask('/', { method: 'HEAD' }))).text()).toBe('');
    expect(await (await cached(ask('/'))).text()).toBe('body');
  });
});

describe('an answer that is not for everyone', () => {
  it('is given to nobody else, not even to who asked at the same time', async () => {
    const { handle, calls } = counting(
      (_, call) => new Response(`for ${call}`, { headers: { 'content-type': 'text/html' } }),
    );
    const cached = withPageCache(handle, () => 1, 1e6);
    const answers = await Promise.all([1, 2, 3].map(async () => (await cached(ask('/'))).text()));
    expect(new Set(answers).size).toBe(3);
    expect(calls()).toBe(3);
  });

  it('is not kept when it is an error, and an error is no reason to fail twice', async () => {
    const { handle } = counting((_, call) => {
      if (call === 1) throw new Error('no database');
      return page('there');
    });
    const cached = withPageCache(handle, () => 1, 1e6);
    await expect(cached(ask('/'))).rejects.toThrow('no database');
    expect(await (await cached(ask('/'))).text()).toBe('there');
  });
});

describe('a cache of no size', () => {
  it('renders each time and still tags and compresses', async () => {
    const { handle, calls } = counting(() => page('x'.repeat(5000)));
    const cached = withPageCache(handle, () => 1, 0);
    const first = await cached(ask('/', { headers: { 'accept-encoding': 'br' } }));
    expect(first.headers.get('content-encoding')).toBe('br');
    const again = await cached(
      ask('/', { headers: { 'accept-encoding': 'br', 'if-none-match': first.headers.get('etag') ?? '' } }),
    );
    expect(again.status).toBe(304);
    expect(calls()).toBe(2);
  });
});
