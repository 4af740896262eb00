import type { IncomingHttpHeaders } from 'node:http';

const arrived = new WeakMap<Request, IncomingHttpHeaders>();

/** Remembers the headers as the server has parsed them, so that reading one of them need not take all of them apart again. */
export function withArrivedHeaders(request: Request, headers: IncomingHttpHeaders): Request {
  arrived.set(request, headers);
  return request;
}

/** The value of a request's header, or null. `name` is in lower case and names a header that comes once. */
export function headerOf(request: Request, name: 'accept-encoding' | 'if-none-match'): string | null {
  const headers = arrived.get(request);
  return headers ? (headers[name] ?? null) : request.headers.get(name);
}
