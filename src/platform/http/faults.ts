import { gaveWay, isUnreachable, tookTooLong } from '../database/server.ts';
import { Problem } from '../errors/problem.ts';
import { translator } from '../i18n/i18n.ts';

/** The kinds of fault that have a page of their own; the names are the keys of the texts in `errors.json`. */
export type Fault =
  | 'notFound'
  | 'badRequest'
  | 'forbidden'
  | 'foreignForm'
  | 'methodNotAllowed'
  | 'conflict'
  | 'tooLarge'
  | 'addressTooLong'
  | 'unsupported'
  | 'unacceptable'
  | 'tooOften'
  | 'unavailable'
  | 'starting'
  | 'busy'
  | 'timeout'
  | 'internal';

/** Seconds after which a client may well try again when the service is not available. */
export const retryAfterSeconds = 5;

const statuses = {
  notFound: 404,
  badRequest: 400,
  forbidden: 403,
  foreignForm: 403,
  methodNotAllowed: 405,
  conflict: 409,
  tooLarge: 413,
  addressTooLong: 414,
  unsupported: 415,
  unacceptable: 422,
  tooOften: 429,
  unavailable: 503,
  starting: 503,
  busy: 503,
  timeout: 503,
  internal: 500,
} as const;

/** A problem of one of the known kinds in its standard words. */
export function faultProblem(fault: Exclude<Fault, 'badRequest'>): Problem {
  const key = `errors:${fault}.what` as const;
  return new Problem(
    statuses[fault],
    { es: translator('es-MX')(key), en: translator('en')(key) },
    undefined,
    fault,
  );
}

/** The fault whose words go with a problem. */
export function faultOf(problem: Problem): Fault {
  const faults = Object.keys(statuses) as Fault[];
  const found =
    faults.find((fault) => fault === problem.fault) ??
    faults.find((fault) => statuses[fault] === problem.status);
  return found ?? 'internal';
}

/** What to tell the reader about an error: problems speak for themselves, the rest stays in the log. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isUnreachable(error)) return faultProblem('unavailable');
  if (tookTooLong(error)) return faultProblem('timeout');
  if (gaveWay(error)) return faultProblem('busy');
  return faultProblem('internal');
}
