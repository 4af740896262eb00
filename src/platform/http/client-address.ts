import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { remoteAddressOf } from './request-headers.ts';

/** Proxies whose word on who asks is taken, as addresses or networks. */
export type TrustedProxies = readonly [ipaddr.IPv4 | ipaddr.IPv6, number][];

/** @throws Error for what is no address and no network */
export function parseProxies(list: readonly string[]): TrustedProxies {
  return list.map((text) => {
    if (text.includes('/')) return ipaddr.parseCIDR(text);
    const address = ipaddr.parse(text);
    return [address, address.kind() === 'ipv4' ? 32 : 128];
  });
}

function isTrusted(address: string, proxies: TrustedProxies): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.process(address);
  return proxies.some(
    ([network, bits]) => parsed.kind() === network.kind() && parsed.match([network, bits] as never),
  );
}

/**
 * The address of the client that a request comes from: of those that the trusted proxies passed on, the last that is
 * not a proxy itself. Without trusted proxies, whoever is connected. For limits only; never kept and never logged.
 */
export function clientAddress(request: Request, proxies: TrustedProxies): string {
  let address = remoteAddressOf(request) ?? '';
  const forwarded = (request.headers.get('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
  while (isTrusted(address, proxies)) {
    const before = forwarded.pop();
    if (before === undefined || isIP(before) === 0) break;
    address = before;
  }
  return network(address);
}

/** Of an IPv6 address the network of one subscriber (/64): within it they choose addresses as they like. */
function network(address: string): string {
  if (isIP(address) === 0) return 'unknown';
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return `${parsed.toNormalizedString().split(':').slice(0, 4).join(':')}::/64`;
}
