import { isAPIError } from 'better-auth/api';

/** What the library said: its answer, or the code by which it names why not. */
export type Said<T> = { ok: true; value: T } | { ok: false; code: string };

/** Hands the cookies that the library sets on to the browser. */
function handOn(headers: Headers | null | undefined, answer: Headers): void {
  for (const cookie of headers?.getSetCookie() ?? []) answer.append('set-cookie', cookie);
}

/**
 * Waits for what the library says to a call made with `returnHeaders`; its cookies go out with the answer, also those
 * of a refusal.
 */
export async function saidBy<T>(
  answer: Headers,
  call: Promise<{ headers: Headers | null | undefined; response: T }>,
): Promise<Said<T>> {
  try {
    const { headers, response } = await call;
    handOn(headers, answer);
    return { ok: true, value: response };
  } catch (error) {
    if (!isAPIError(error)) throw error;
    for (const headers of headersOf(error)) handOn(headers, answer);
    return { ok: false, code: String(error.body?.code ?? '') };
  }
}

/** The headers that a refusal carries: the library hangs them on the error. */
function headersOf(error: object): Headers[] {
  return Object.getOwnPropertySymbols(error)
    .map((symbol): unknown => Reflect.get(error, symbol))
    .filter((value) => value instanceof Headers);
}
