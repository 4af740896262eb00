import { LRUCache } from 'lru-cache';
import { requestId, sameRequest } from './access-log.ts';
import {
  chooseEncoding,
  type EncodedBody,
  type EncodedForm,
  type Encoding,
  encodedBody,
} from './encoding.ts';
import { arrivedLike, headerOf } from './request-headers.ts';

/**
 * Set by a handler on a response that is a pure function of address and data version (`data`), or of these and the hour
 * (`hour`); never sent.
 */
export const cacheMark = 'x-tequio-cache';

/** Set by a handler on bytes that are worth compressing although their type does not say so; never sent. */
export const compressMark = 'x-tequio-compress';

/** The value of `cache-control` of answers made for one person: nothing keeps them, and they are not compressed. */
export const personalCache = 'private, no-store';

/** An answer ready to be sent many times. */
export interface Entry {
  status: number;
  headers: Record<string, string>;
  body: EncodedBody;
  /** The hour since 1970 for which it holds; absent where it does not change with time. */
  hour?: number;
}

/** What was made: bytes that are sent in the form a reader takes, or the answer to one person, sent as it is. */
type Rendered =
  | {
      entry: Entry;
      /** Whether others may have this answer too. */
      shared: boolean;
    }
  | { personal: Response };

/** What answers requests: the whole application, or a layer around it. */
export type Handle = (request: Request) => Response | Promise<Response>;

function compressible(contentType: string | null): boolean {
  return /^(text\/|application\/(json|problem\+json|javascript|xml|.+\+(json|xml))|image\/svg)/.test(
    contentType ?? '',
  );
}

function matches(ifNoneMatch: string | null, etag: string): boolean {
  return ifNoneMatch !== null && (ifNoneMatch === '*' || ifNoneMatch.includes(etag));
}

/** The headers that go with each form of an entry, made once: a page in the news is sent a million times. */
const headersOfForms = new WeakMap<Entry, Map<Encoding, { etag: string; headers: Record<string, string> }>>();

function headersOf(entry: Entry, form: EncodedForm) {
  const known = headersOfForms.get(entry)?.get(form.encoding);
  if (known) return known;
  const plain = form.encoding === 'identity';
  // Each encoding is its own representation and carries its own tag (RFC 9110, 8.8.3).
  const etag = `"${entry.body.etag}${plain ? '' : `-${form.encoding}`}"`;
  const headers: Record<string, string> = { ...entry.headers, etag };
  if (!plain) headers['content-encoding'] = form.encoding;
  headers['content-length'] = String(form.bytes.length);
  const made = { etag, headers };
  const forms = headersOfForms.get(entry) ?? new Map();
  headersOfForms.set(entry, forms.set(form.encoding, made));
  return made;
}

function send(entry: Entry, form: EncodedForm, request: Request): Response {
  const { etag, headers: own } = headersOf(entry, form);
  const headers: Record<string, string> = { ...own, 'x-request-id': requestId(request) };
  if (entry.status === 200 && matches(headerOf(request, 'if-none-match'), etag)) {
    delete headers['content-encoding'];
    delete headers['content-length'];
    return new Response(null, { status: 304, headers });
  }
  const body = request.method === 'HEAD' ? null : (form.bytes as Uint8Array<ArrayBuffer>);
  return new Response(body, { status: entry.status, headers });
}

/** An entry as the response to a request: not modified, or the bytes in the best encoding it accepts. */
export function answer(entry: Entry, request: Request): Response | Promise<Response> {
  const form = entry.body.as(chooseEncoding(headerOf(request, 'accept-encoding')));
  // A form that is there already is sent at once, without a turn of the event loop.
  return form instanceof Promise
    ? form.then((made) => send(entry, made, request))
    : send(entry, form, request);
}

function sendRendered(made: Rendered, request: Request): Response | Promise<Response> {
  return 'personal' in made ? made.personal : answer(made.entry, request);
}

/**
 * Serves a page as bytes once it has been rendered under the current data version.
 * Everything it passes on is compressed and tagged, cached or not. Requests for the same page that arrive
 * while it is being rendered wait for that one rendering.
 */
export function withPageCache(
  handle: Handle,
  dataVersion: () => number,
  maxBytes: number,
  now: () => Date = () => new Date(),
): Handle {
  // Days begin at a full hour in all of Mexico's time zones.
  const hourNow = () => Math.floor(now().getTime() / 3_600_000);
  const cache =
    maxBytes > 0
      ? new LRUCache<string, Entry>({
          maxSize: maxBytes,
          sizeCalculation: (entry) => entry.body.size * 2 + 1024,
        })
      : undefined;
  const rendering = new Map<string, Promise<Rendered>>();

  async function render(request: Request, key: string): Promise<Rendered> {
    // A handler answers HEAD like GET; what is kept must have its body.
    const asked =
      request.method === 'HEAD'
        ? sameRequest(arrivedLike(new Request(request.url, { headers: request.headers }), request), request)
        : request;
    const askedHour = hourNow();
    const response = await handle(asked);
    // What is for one person is not compressed: its length would tell of secrets beside what others wrote (BREACH).
    if (response.headers.get('cache-control') === personalCache) {
      response.headers.set('x-request-id', requestId(request));
      if (request.method !== 'HEAD') return { personal: response };
      return { personal: new Response(null, { status: response.status, headers: response.headers }) };
    }
    const headers: Record<string, string> = {};
    response.headers.forEach((value, name) => {
      headers[name] = value;
    });
    const keep = headers[cacheMark] !== undefined && response.status === 200;
    const hour = headers[cacheMark] === 'hour' ? { hour: askedHour } : {};
    const dense = !(compressMark in headers) && !compressible(headers['content-type'] ?? null);
    delete headers[cacheMark];
    delete headers[compressMark];
    delete headers['content-length'];
    headers.vary = headers.vary ? `${headers.vary}, Accept-Encoding` : 'Accept-Encoding';
    const bytes = new Uint8Array(await response.arrayBuffer());
    const entry = {
      status: response.status,
      headers,
      body: encodedBody(bytes, !dense),
      ...hour,
    };
    if (keep) cache?.set(key, entry);
    return { entry, shared: keep };
  }

  return (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return handle(request);
    const url = request.url;
    const key = `${dataVersion()} ${url.slice(url.indexOf('/', 8))}`;
    const hit = cache?.get(key);
    if (hit && (hit.hour === undefined || hit.hour === hourNow())) return answer(hit, request);
    const under = rendering.get(key);
    if (under) {
      // What turns out not to be for everyone is rendered anew for each who asked.
      return under.then(async (first) =>
        sendRendered('shared' in first && first.shared ? first : await render(request, key), request),
      );
    }
    const work = render(request, key).finally(() => rendering.delete(key));
    rendering.set(key, work);
    return work.then((made) => sendRendered(made, request));
  };
}
