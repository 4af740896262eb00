import { LRUCache } from 'lru-cache';
import { isUnreachable } from '../database/server.ts';
import type { Orm } from '../database/types.ts';
import { reads, searches } from './allowances.ts';
import { takeTurn, tooOften } from './limit.ts';

/** How many reads go on one turn that is written down. */
const readsPerTurn = 20;
/** How many clients a process keeps count of. */
const mostClients = 20_000;

interface Count {
  /** Reads for which no turn was taken yet. */
  unpaid: number;
  /** Until when the client is refused without asking the records again. */
  refusedUntil: number;
}

/** Sees that one client does not take for itself what makes answers for everyone. */
export interface ReadLimit {
  /**
   * Counts a read that has to be made.
   * @param who a keyed hash of the client
   * @throws Problem 429 where there were too many
   */
  require(url: URL, who: string): Promise<void>;
}

/**
 * The limit on reading. A read must not cost a write: each process counts by itself and takes a turn in the records
 * once in so many reads, so that few readers ever cause one, and whoever is refused causes none. Over all processes
 * the limit is exact to that many reads of each process.
 */
export function createReadLimit(services: { orm: Orm; now(): Date }): ReadLimit {
  const counts = new LRUCache<string, Count>({ max: mostClients });
  return {
    async require(url, who) {
      const allowance = url.searchParams.has('q') ? searches : reads;
      const key = `${allowance.name} ${who}`;
      const now = services.now();
      const count = counts.get(key) ?? { unpaid: 0, refusedUntil: 0 };
      counts.set(key, count);
      if (count.refusedUntil > now.getTime()) {
        throw tooOften(Math.ceil((count.refusedUntil - now.getTime()) / 1000), 'reads');
      }
      count.unpaid += 1;
      if (count.unpaid < readsPerTurn) return;
      count.unpaid = 0;
      const turns = { ...allowance, burst: allowance.burst / readsPerTurn };
      const turn = await takeTurn(services.orm, turns, who, now).catch((error: unknown) => {
        // Without the records there is nothing to protect: what needs them says so itself, the rest may be read.
        if (!isUnreachable(error)) throw error;
        return { granted: true } as const;
      });
      if (turn.granted) return;
      count.refusedUntil = now.getTime() + turn.retryAfterSeconds * 1000;
      count.unpaid = readsPerTurn - 1;
      throw tooOften(turn.retryAfterSeconds, 'reads');
    },
  };
}
