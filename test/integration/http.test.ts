import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bumpDataVersion } from '#platform/database/data-version.ts';
import { testSite } from '../support/site.ts';

const site = testSite();

describe('every answer', () => {
  it('carries the security headers, and no script or style may stand in a page', async () => {
    for (const path of ['/', '/en', '/no-existe', '/healthz', '/api/openapi.json']) {
      const { headers } = await site.get(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy, path).toContain("default-src 'none'");
      expect(policy, path).toContain("script-src 'self'");
      expect(policy, path).not.toContain('unsafe');
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(headers.get('x-request-id'), path).toMatch(/^[\w-]{8,}-\w+$/);
      expect(headers.get('x-tequio-cache'), path).toBeNull();
    }
  });

  it('carries its identifier, also where the request is refused', async () => {
    const asked: [string, RequestInit?][] = [
      ['/', { method: 'DELETE' }],
      ['/api/v1/states', { method: 'POST', body: '{}' }],
      [`/${'a'.repeat(3000)}`],
      ['/readyz'],
    ];
    for (const [path, init] of asked) {
      const { headers } = await site.ask(path, init);
      expect(headers.get('x-request-id'), path.slice(0, 20)).toMatch(/^[\w-]{8,}-\w+$/);
    }
  });

  it('sets no cookie', async () => {
    expect((await site.get('/')).headers.get('set-cookie')).toBeNull();
  });
});

describe('a page', () => {
  it('is compressed as the reader asks and says the same in each encoding', async () => {
    const plain = Buffer.from(await (await site.get('/')).arrayBuffer());
    const br = await site.get('/', { 'accept-encoding': 'gzip, deflate, br' });
    expect(br.headers.get('content-encoding')).toBe('br');
    expect(brotliDecompressSync(Buffer.from(await br.arrayBuffer())).equals(plain)).toBe(true);
    const gz = await site.get('/', { 'accept-encoding': 'gzip;q=1, br;q=0' });
    expect(gz.headers.get('content-encoding')).toBe('gzip');
    expect(gunzipSync(Buffer.from(await gz.arrayBuffer())).equals(plain)).toBe(true);
    expect(gz.headers.get('vary')).toContain('Accept-Encoding');
  });

  it('is not sent again to a reader who has it', async () => {
    const first = await site.get('/');
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]+"$/);
    const again = await site.get('/', { 'if-none-match': etag });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  it('is rendered anew when the data have changed', async () => {
    const before = (await site.get('/')).headers.get('etag');
    await bumpDataVersion(site.services.orm);
    const version = site.services.dataVersion.current();
    expect(await site.services.dataVersion.refresh()).toBe(version + 1);
    // The same data give the same page, so the tag stays: what matters is that it is still there.
    expect((await site.get('/')).headers.get('etag')).toBe(before);
  });

  it('answers HEAD without a body and with the length of it', async () => {
    const body = Buffer.from(await (await site.get('/en')).arrayBuffer());
    const head = await site.ask('/en', { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(head.headers.get('content-length')).toBe(String(body.length));
    expect(await head.text()).toBe('');
  });

  it('has one address: a slash at the end leads to it', async () => {
    const response = await site.get('/metrica/?medida=t');
    expect(response.status).toBe(301);
    expect(response.headers.get('location')).toBe('/metrica?medida=t');
    expect((await site.get('/en/metrica/')).headers.get('location')).toBe('/en/metrica');
  });

  it('cannot be led to another host by slashes', async () => {
    const response = await site.get('//evil.example/');
    expect(response.headers.get('location') ?? '/').toMatch(/^\/(?!\/)/);
  });

  it('has no link to another host that its address named', async () => {
    for (const path of ['/en//elsewhere.test', '//elsewhere.test/x', '/en///elsewhere.test']) {
      const text = await (await site.ask(path)).text();
      expect(text, path).not.toMatch(/href="[/\\\\]{2}/);
    }
  });
});

describe('what cannot be answered', () => {
  it('is told in the language of the address, with a way on', async () => {
    const es = await site.get('/no-existe');
    expect(es.status).toBe(404);
    expect(await es.text()).toContain('No encontramos esta página');
    const en = await site.get('/en/no-existe');
    const text = await en.text();
    expect(text).toContain('We cannot find this page');
    expect(text).toContain('href="/en/entidades"');
  });

  it('is told to machines as a problem document', async () => {
    const response = await site.get('/api/v1/nothing');
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ status: 404, title: 'Not found' });
  });

  it('names the methods that an address takes', async () => {
    const response = await site.ask('/', { method: 'DELETE' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toContain('GET');
    expect(await response.text()).toContain('Esta dirección no acepta esa operación');
  });

  it('refuses an address past its length and a body past its size', async () => {
    expect((await site.get(`/buscar?q=${'a'.repeat(3000)}`)).status).toBe(414);
    const body = 'x'.repeat(site.services.config.maxBodyBytes + 1);
    const response = await site.ask('/', {
      method: 'POST',
      body,
      headers: { 'content-length': String(body.length) },
    });
    expect(response.status).toBe(413);
  });

  it('does not repeat an address that is too long', async () => {
    const response = await site.get(`/en/${'a'.repeat(3000)}`);
    const text = await response.text();
    expect(text).toContain('The address is too long');
    expect(text).not.toContain('aaaa');
  });

  it('is an address with a null character, whatever it leads to', async () => {
    for (const path of ['/instituciones/%00', '/en/entidades/oaxaca%00', '/api/v1/states/%00'])
      expect((await site.get(path)).status, path).toBe(404);
    for (const path of ['/buscar?q=a%00', '/en/instituciones?q=%00', '/api/v1/institutions?search=%00'])
      expect((await site.get(path)).status, path).toBe(400);
  });

  it('takes broken percent signs as an address that does not exist', async () => {
    const response = await site.get('/entidades/%E0%A4%A');
    expect([400, 404]).toContain(response.status);
  });
});

describe('health', () => {
  it('says that the process runs and that it is ready', async () => {
    expect(await (await site.get('/healthz')).json()).toMatchObject({ status: 'ok' });
    const ready = await site.get('/readyz');
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({
      status: 'ok',
      checks: { database: 'ok', data: 'ok', ledger: 'ok' },
    });
  });
});
