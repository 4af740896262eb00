import { randomUUIDv7 } from 'node:crypto';

/** A new UUIDv7 (RFC 9562): identifiers in the order of time, as databases like them. */
export function newId(): string {
  return randomUUIDv7();
}

/** Whether a text has the form of a UUID: what has another form names nothing and must not reach the database. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
