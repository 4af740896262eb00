import type { Config } from '../config/config.ts';

/**
 * Whether a request that changes something comes from a page of ours (CSRF). Browsers say so in `Sec-Fetch-Site`; those
 * that do not, and all of them without TLS, send `Origin`. A request with neither is no form of ours.
 */
export function isFromOwnPage(request: Request, { publicUrl }: Pick<Config, 'publicUrl'>): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const origin = request.headers.get('origin');
  const own = publicUrl ?? new URL(request.url).origin;
  return origin !== null && origin === own;
}
