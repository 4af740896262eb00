import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { remoteAddressOf } from './request-headers.ts';

/** Proxies whose word on who asks is taken, as addresses or networks. */
export type TrustedProxies = readonly [ipaddr.IPv4 | ipaddr.IPv6, number][];

/**
 * Addresses as they are usually written: the parser alone would also take `10` for `0.0.0.10`.
 * @throws Error for what is no address and no network
 */
export function parseProxies(list: readonly string[]): TrustedProxies {
  return list.map((text) => {
    const [address = '', bits] = text.split('/', 2);
    if (isIP(address) === 0) throw new Error(`${text} is not an address`);
    if (bits !== undefined) return ipaddr.parseCIDR(text);
    const parsed = ipaddr.process(address);
    return [parsed, parsed.kind() === 'ipv4' ? 32 : 128];
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
  const forwarded = (request.headers.get('x-forwarded-for') ?? '').split(',').map(withoutPort);
  while (isTrusted(address, proxies)) {
    const before = forwarded.pop();
    if (before === undefined || isIP(before) === 0) break;
    address = before;
  }
  return network(address);
}

/** An address as some proxies pass it on: `203.0.113.7:4711`, `[2001:db8::1]:4711`. */
function withoutPort(part: string): string {
  const [, v6, v4] = /^\s*(?:\[([^\]]+)\](?::\d+)?|([\d.]+):\d+)\s*$/.exec(part) ?? [];
  return v6 ?? v4 ?? part.trim();
}

/** Of an IPv6 address the network of one subscriber (/64): within it they choose addresses as they like. */
function network(address: string): string {
  if (isIP(address) === 0) return 'unknown';
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return `${parsed.toNormalizedString().split(':').slice(0, 4).join(':')}::/64`;
}
