import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { Handle } from './page-cache.ts';

const ids = new WeakMap<Request, string>();
const prefix = randomBytes(6).toString('base64url');
let count = 0;

/** The identifier under which a request stands in the log and which its answer carries. */
export function requestId(request: Request): string {
  const known = ids.get(request);
  if (known) return known;
  count += 1;
  const id = `${prefix}-${count.toString(36)}`;
  ids.set(request, id);
  return id;
}

/** Lets a request that stands for another go under that one's identifier. */
export function sameRequest(copy: Request, original: Request): Request {
  ids.set(copy, requestId(original));
  return copy;
}

/** Keeps what went wrong with a request for whoever runs the platform; a client that hung up is no fault of ours. */
export function logFault(log: Logger, error: unknown, request: Request): void {
  const level = request.signal.aborted ? 'debug' : 'error';
  log[level]({ err: error, id: requestId(request) }, 'request failed');
}

/** How much of a path the log takes: anything longer is no address of ours. */
const longestPath = 200;

/**
 * One line per request. Neither the reader's address, nor the browser, nor the query
 * (it may hold what a person searched for) is written.
 */
export function withAccessLog(handle: Handle, log: Logger): Handle {
  if (!log.isLevelEnabled('info')) return handle;
  return async (request) => {
    const start = performance.now();
    const response = await handle(request);
    log.info(
      {
        id: requestId(request),
        method: request.method,
        path: new URL(request.url).pathname.slice(0, longestPath),
        status: response.status,
        ms: Math.round((performance.now() - start) * 10) / 10,
      },
      'request',
    );
    return response;
  };
}
