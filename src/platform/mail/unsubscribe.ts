import { timingSafeEqual } from 'node:crypto';
import type { Secrets } from '../secrets/secrets.ts';

/** Where one click leads: programs send a POST there (RFC 8058), people are asked first. */
export const unsubscribePath = '/avisos/baja';

/** Who is to be taken off what. */
export interface Unsubscription {
  /** As the letter names it: the identifier of a subscription. */
  list: string;
  /** The account. */
  person: string;
}

function signature(secrets: Secrets, payload: string): string {
  return secrets.hash('links', `unsubscribe ${payload}`);
}

/** What the link of a letter carries. It works without signing in, for this list and person only, and does not expire. */
export function unsubscribeToken(secrets: Secrets, { list, person }: Unsubscription): string {
  const payload = Buffer.from(JSON.stringify([list, person])).toString('base64url');
  return `${payload}.${signature(secrets, payload)}`;
}

/** Reads the token of a link; undefined for what this platform did not write. */
export function readUnsubscribeToken(secrets: Secrets, token: string): Unsubscription | undefined {
  const [payload = '', mark = '', ...rest] = token.split('.');
  const expected = Buffer.from(signature(secrets, payload));
  const given = Buffer.from(mark);
  if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected))
    return undefined;
  const [list, person] = JSON.parse(Buffer.from(payload, 'base64url').toString()) as [string, string];
  return { list, person };
}
