/** The value of a request's cookie, as it was sent; undefined where there is none. */
export function cookieOf(request: Request, name: string): string | undefined {
  for (const pair of (request.headers.get('cookie') ?? '').split(';')) {
    const sign = pair.indexOf('=');
    if (sign > 0 && pair.slice(0, sign).trim() === name) return pair.slice(sign + 1).trim();
  }
  return undefined;
}

/** The name of a cookie of ours: over TLS browsers hold a `__Host-` one to this very host and to TLS. */
export function cookieName(name: string, secure: boolean): string {
  return secure ? `__Host-tequio-${name}` : `tequio-${name}`;
}

/** A `Set-Cookie` header for a cookie that no script reads and no other site sends. An age of 0 takes it away. */
export function cookieHeader(name: string, value: string, secure: boolean, maxAgeSeconds?: number): string {
  const age = maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`;
  return `${cookieName(name, secure)}=${value}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}${age}`;
}
