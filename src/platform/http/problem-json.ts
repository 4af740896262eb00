import type { Problem } from '../errors/problem.ts';
import type { Lang } from '../i18n/languages.ts';
import { requestId } from './access-log.ts';
import { openDataHeaders, securityHeaders } from './security-headers.ts';

const titles: Record<number, string> = {
  400: 'Bad request',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Content too large',
  414: 'Address too long',
  415: 'Unsupported media type',
  422: 'Unprocessable content',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Service unavailable',
};

/** The language of the two that a client prefers (RFC 9110, 12.5.4); English where it says nothing of either. */
export function preferredLanguage(acceptLanguage: string | null): Lang {
  const quality = { es: 0, en: 0 };
  for (const range of (acceptLanguage ?? '').split(',')) {
    const [, name, q] = /^\s*(es|en)\b[^;]*(?:;\s*q=([0-9.]+))?\s*$/i.exec(range) ?? [];
    const language = name?.toLowerCase();
    if (language === 'es' || language === 'en') {
      quality[language] = Math.max(quality[language], q === undefined ? 1 : Number(q));
    }
  }
  return quality.es > quality.en ? 'es-MX' : 'en';
}

/** A problem as the API tells it: `application/problem+json` (RFC 9457), in the language the client prefers. */
export function problemJson(
  problem: Problem,
  request: Request,
  headers: Record<string, string> = {},
): Response {
  const lang = preferredLanguage(request.headers.get('accept-language'));
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
      'content-language': lang,
      'cache-control': 'no-store',
      vary: 'Accept-Language',
      'x-request-id': requestId(request),
      ...headers,
    },
  });
}
