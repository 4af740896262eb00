import type { Services } from '../services.ts';

interface Memo {
  version: number;
  values: Map<string, Promise<unknown>>;
}

const memos = new WeakMap<object, Memo>();

/**
 * Reads something derived from published data once per data version and process: the next caller gets the same
 * object, which nobody may change. A failed read is not kept.
 */
export function oncePerDataVersion<T>(services: Services, key: string, read: () => Promise<T>): Promise<T> {
  const version = services.dataVersion.current();
  let memo = memos.get(services.dataVersion);
  if (!memo || memo.version !== version) {
    memo = { version, values: new Map() };
    memos.set(services.dataVersion, memo);
  }
  const { values } = memo;
  const known = values.get(key);
  if (known) return known as Promise<T>;
  const reading = read().catch((error: unknown) => {
    values.delete(key);
    throw error;
  });
  values.set(key, reading);
  return reading;
}
