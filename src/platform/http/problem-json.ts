import type { Problem } from '../errors/problem.ts';
import type { Lang } from '../i18n/languages.ts';
import { requestId } from './access-log.ts';
import { openDataHeaders, securityHeaders } from './security-headers.ts';

const titles: Record<number, string> = {
  400: 'Bad request',
  404: 'Not found',
  405: 'Method not allowed',
  413: 'Content too large',
  414: 'Address too long',
  500: 'Internal error',
  503: 'Service unavailable',
};

/** A problem as the API tells it: `application/problem+json` (RFC 9457), in the language the client prefers. */
export function problemJson(
  problem: Problem,
  request: Request,
  headers: Record<string, string> = {},
): Response {
  const lang: Lang = /^\s*es\b/i.test(request.headers.get('accept-language') ?? '') ? 'es-MX' : 'en';
  const body = {
    type: 'about:blank',
    title: titles[problem.status] ?? 'Problem',
    status: problem.status,
    detail: lang === 'en' ? problem.detail.en : problem.detail.es,
    ...(problem.parameter ? { parameter: problem.parameter } : {}),
    request_id: requestId(request),
  };
  return new Response(JSON.stringify(body), {
    status: problem.status,
    headers: {
      ...securityHeaders,
      ...openDataHeaders,
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      vary: 'Accept-Language',
      ...headers,
    },
  });
}
