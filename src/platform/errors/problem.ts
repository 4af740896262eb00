import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** What went wrong with a request, in both languages of the interface. */
export interface ProblemText {
  es: string;
  en: string;
}

/**
 * A request that cannot be answered as asked, in words the person who asked understands.
 * Pages show it as a page, the API as `application/problem+json` (RFC 9457).
 */
export class Problem extends Error {
  readonly status: ContentfulStatusCode;
  readonly detail: ProblemText;
  /** Names the part of the request at fault: a path segment or a query parameter. */
  readonly parameter: string | undefined;
  /** Which of several faults with one status it is, where that makes a difference to the reader. */
  readonly fault: string | undefined;
  /** Seconds after which it may be tried again. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    status: ContentfulStatusCode,
    detail: ProblemText,
    parameter?: string,
    fault?: string,
    retryAfterSeconds?: number,
  ) {
    super(detail.en);
    this.name = 'Problem';
    this.status = status;
    this.detail = detail;
    this.parameter = parameter;
    this.fault = fault;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** 404: what the address names does not exist. */
export function notFound(es: string, en: string, parameter?: string): Problem {
  return new Problem(404, { es, en }, parameter);
}

/** 400: the address is understood but a value in it is not acceptable. */
export function badRequest(es: string, en: string, parameter?: string): Problem {
  return new Problem(400, { es, en }, parameter);
}
