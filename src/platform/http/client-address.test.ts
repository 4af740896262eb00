import { describe, expect, it } from 'vitest';
import { clientAddress, parseProxies } from './client-address.ts';
import { withArrived } from './request-headers.ts';

function asked(remoteAddress: string | undefined, forwarded?: string): Request {
  const headers: Record<string, string> = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return withArrived(new Request('http://tequio.test/', { headers }), { headers: {}, remoteAddress });
}

const none = parseProxies([]);
const proxies = parseProxies(['127.0.0.1', '10.0.0.0/8', '2001:db8:1::/48']);

describe('the address of a client', () => {
  it('is that of the connection, whatever the request says of itself', () => {
    expect(clientAddress(asked('203.0.113.7'), none)).toBe('203.0.113.7');
    expect(clientAddress(asked('203.0.113.7', '198.51.100.1'), none)).toBe('203.0.113.7');
    expect(clientAddress(asked('203.0.113.7', '127.0.0.1'), proxies)).toBe('203.0.113.7');
  });

  it('is what the trusted proxy passed on', () => {
    expect(clientAddress(asked('10.1.2.3', '198.51.100.1'), proxies)).toBe('198.51.100.1');
    expect(clientAddress(asked('2001:db8:1:9::5', '198.51.100.1'), proxies)).toBe('198.51.100.1');
    expect(clientAddress(asked('2001:db8:2::5', '198.51.100.1'), proxies)).toBe('2001:db8:2:0::/64');
  });

  it('is the last in the chain that is no proxy: what stands before it, the client may have written itself', () => {
    const chain = '192.0.2.66, 198.51.100.1, 10.0.0.9,127.0.0.1';
    expect(clientAddress(asked('10.1.2.3', chain), proxies)).toBe('198.51.100.1');
    expect(clientAddress(asked('10.1.2.3', '127.0.0.1, 198.51.100.1'), proxies)).toBe('198.51.100.1');
  });

  it('is the proxy itself where it passed on nothing, only proxies, or rubbish', () => {
    expect(clientAddress(asked('10.1.2.3'), proxies)).toBe('10.1.2.3');
    expect(clientAddress(asked('10.1.2.3', ''), proxies)).toBe('10.1.2.3');
    expect(clientAddress(asked('10.1.2.3', '10.0.0.9'), proxies)).toBe('10.0.0.9');
    for (const rubbish of ['unknown', '_hidden', '198.51.100', '<script>', '1.2.3.4:x', "' or 1=1", '😀'])
      expect(
        clientAddress(
          asked('10.1.2.3', /^[\u0020-\u00ff]*$/.test(rubbish) ? `198.51.100.1, ${rubbish}` : 'x'),
          proxies,
        ),
      ).toBe('10.1.2.3');
  });

  it('is understood with the port that some proxies add', () => {
    expect(clientAddress(asked('10.1.2.3', '198.51.100.1:4711'), proxies)).toBe('198.51.100.1');
    expect(clientAddress(asked('10.1.2.3', '[2001:db8:2:3::9]:4711'), proxies)).toBe('2001:db8:2:3::/64');
  });

  it('is the same in IPv4 and mapped into IPv6, for clients and for proxies', () => {
    expect(clientAddress(asked('::ffff:203.0.113.7'), none)).toBe('203.0.113.7');
    expect(clientAddress(asked('::ffff:10.1.2.3', '::ffff:198.51.100.1'), proxies)).toBe('198.51.100.1');
    expect(clientAddress(asked('10.1.2.3', '198.51.100.1'), parseProxies(['::ffff:10.1.2.3']))).toBe(
      '198.51.100.1',
    );
  });

  it('is, in IPv6, the network of a subscriber, who may choose addresses in it at will', () => {
    expect(clientAddress(asked('2001:db8:2:3:aaaa::1'), none)).toBe('2001:db8:2:3::/64');
    expect(clientAddress(asked('2001:0db8:0002:0003::ffff'), none)).toBe('2001:db8:2:3::/64');
    expect(clientAddress(asked('2001:db8:2:4::1'), none)).toBe('2001:db8:2:4::/64');
    expect(clientAddress(asked('fe80::1%eth0'), none)).toBe('fe80:0:0:0::/64');
  });

  it('is unknown without a connection', () => {
    expect(clientAddress(asked(undefined, '198.51.100.1'), proxies)).toBe('unknown');
  });
});

describe('the trusted proxies', () => {
  it.each(['10', '10/8', '10.0.0.0/33', '2001:db8::/129', 'proxy.example', '', '10.0.0.1/', '10.0.0.0/8/8'])(
    'are not %j',
    (text) => {
      expect(() => parseProxies([text])).toThrow();
    },
  );
});
