import type { IncomingHttpHeaders } from 'node:http';

interface Arrived {
  headers: IncomingHttpHeaders;
  remoteAddress: string | undefined;
}

const arrived = new WeakMap<Request, Arrived>();

/**
 * Remembers the headers as the server has parsed them, so that reading one of them need not take all of them apart
 * again, and who is connected.
 */
export function withArrived(request: Request, what: Arrived): Request {
  arrived.set(request, what);
  return request;
}

/** Lets a request that stands for another count as having arrived like that one. */
export function arrivedLike(copy: Request, original: Request): Request {
  const what = arrived.get(original);
  return what ? withArrived(copy, what) : copy;
}

/** The value of a request's header, or null. `name` is in lower case and names a header that comes once. */
export function headerOf(request: Request, name: 'accept-encoding' | 'if-none-match'): string | null {
  const headers = arrived.get(request)?.headers;
  return headers ? (headers[name] ?? null) : request.headers.get(name);
}

/** The address at the other end of the connection; undefined for requests that came over none. */
export function remoteAddressOf(request: Request): string | undefined {
  return arrived.get(request)?.remoteAddress;
}
