import { stringify } from 'csv-stringify/sync';
import type { Lang } from '../i18n/languages.ts';
import { localizedPath } from '../i18n/languages.ts';
import type { PageCaching } from '../module.ts';
import { attachmentHeaders } from './attachment.ts';
import { cacheMark, compressMark } from './page-cache.ts';
import type { CsvResult, PageResult } from './results.ts';
import { openDataHeaders, securityHeaders } from './security-headers.ts';

/** Readers always ask whether their copy is still current; the entity tag makes that cheap. */
const revalidate = 'public, no-cache';
const immutable = 'public, max-age=31536000, immutable';

function csvBody(result: CsvResult): string {
  return stringify([result.columns, ...result.rows], { record_delimiter: '\r\n', escape_formulas: false });
}

/** Everything but pages: files, redirections and other texts as HTTP responses. */
export function fileResponse(result: Exclude<PageResult, { kind: 'html' }>, lang: Lang, cache: PageCaching) {
  const headers: Record<string, string> = { ...securityHeaders, 'cache-control': revalidate };
  if (cache !== 'none') headers[cacheMark] = cache;
  switch (result.kind) {
    case 'csv':
      headers['content-type'] = 'text/csv; charset=utf-8; header=present';
      headers['content-disposition'] = `inline; filename="${result.filename}"`;
      headers['access-control-allow-origin'] = '*';
      return new Response(csvBody(result), { headers });
    case 'json':
      headers['content-type'] = 'application/json; charset=utf-8';
      headers['access-control-allow-origin'] = '*';
      if (result.filename !== undefined) Object.assign(headers, attachmentHeaders(result.filename));
      return new Response(JSON.stringify(result.data), { headers });
    case 'text':
      headers['content-type'] = result.contentType;
      return new Response(result.body, { headers });
    case 'bytes':
      Object.assign(headers, openDataHeaders, { 'content-type': result.contentType });
      if (result.cache === 'immutable') headers['cache-control'] = immutable;
      if (result.compress) headers[compressMark] = 'yes';
      if (result.filename !== undefined) Object.assign(headers, attachmentHeaders(result.filename));
      return new Response(result.bytes as Uint8Array<ArrayBuffer>, { headers });
    case 'redirect':
      headers.location = localizedPath(result.path, lang);
      return new Response(null, { status: result.status, headers });
    case 'away':
      headers.location = result.address;
      return new Response(null, { status: 303, headers });
  }
}

/** A page's markup as an HTTP response. */
export function htmlResponse(markup: string, status: number, cache: PageCaching): Response {
  const headers: Record<string, string> = {
    ...securityHeaders,
    'content-type': 'text/html; charset=utf-8',
    'cache-control': status === 200 ? revalidate : 'no-store',
  };
  if (cache !== 'none') headers[cacheMark] = cache;
  return new Response(markup, { status, headers });
}
