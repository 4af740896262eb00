import { personOf } from '#platform/access/access.ts';
import { accountPath, isLocalAddress } from '#platform/access/addresses.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FormRequest } from '#platform/module.ts';
import type { OwnForm } from '../actions/proof.ts';

/** A form of one's own account as actions take it. */
export function ownForm(asked: FormRequest): OwnForm {
  const { services, request, answer } = asked;
  return { services, request, answer, person: personOf(asked) };
}

/** Where somebody wanted to go: a Spanish path of ours. Undefined for nothing, and for addresses of others. */
export function wantedAddress(text: string | null): string | undefined {
  return text && isLocalAddress(text) ? text : undefined;
}

/** Goes on to where somebody wanted to go, or to their account. */
export function goOn(back: string | undefined): PageResult {
  return { kind: 'redirect', status: 303, path: back ?? accountPath };
}

/** A path that knows where to go on to afterwards. */
export function withBack(path: string, back: string | undefined): string {
  return back ? `${path}${path.includes('?') ? '&' : '?'}volver=${encodeURIComponent(back)}` : path;
}
