import type { Allowance } from './limit.ts';

/*
 * What one client may ask for. A client is an IPv4 address or an IPv6 network of one subscriber, and behind one IPv4
 * address of a mobile carrier there can be thousands of people: these allowances stand against programs that take the
 * server for themselves, not against many readers. Only what has to be made counts. What is sent from the cache, which
 * is nearly everything that many read at the same time, is as free as a static file.
 */

/** Pages and API answers that had to be made: 1,200 at once and ten a second after that, a part of what one processor makes. */
export const reads: Allowance = { name: 'reads', burst: 1200, periodSeconds: 120 };

/** Searches, each of which is new to the cache and costs the database more: 600 at once and five a second after that. */
export const searches: Allowance = { name: 'searches', burst: 600, periodSeconds: 120 };

/** Documents sent with a form: 120 at once and two a minute after that. They are kept for good. */
export const documents: Allowance = { name: 'documents', burst: 120, periodSeconds: 3600 };

/** Files sent by staff, each of which is checked row by row: 20 at once and two a minute after that. */
export const uploads: Allowance = { name: 'uploads', burst: 20, periodSeconds: 600 };
