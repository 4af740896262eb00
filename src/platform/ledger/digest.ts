import { createHash } from 'node:crypto';
import { canonicalJson, type JsonValue } from './canonical-json.ts';

/**
 * What stands in the ledger for words that people wrote: the SHA-256 of their canonical JSON, in hexadecimal. An entry
 * can never be taken back, and what was typed may name somebody.
 */
export function digestOf(words: JsonValue): string {
  return createHash('sha256').update(canonicalJson(words)).digest('hex');
}
