import type { Logger } from 'pino';
import type { Database } from '../database/types.ts';
import { onAppend } from './append.ts';
import type { Checkpoint } from './checkpoint.ts';
import { LedgerFault } from './fault.ts';
import type { LedgerKey } from './key.ts';
import { publishCheckpoint } from './publish.ts';
import { sequencePending } from './sequence.ts';
import { readState, vacuumPending } from './store.ts';

/** How often the publisher looks for entries of other processes; together with the next, below a second. */
const pollMs = 300;
/** Checkpoints under steady load keep this distance, so that each covers more. */
const spacingMs = 400;
/** After an append here: how soon to look, and for how long to look often, until its transaction has ended. */
const gatherMs = 20;
const expectMs = 1000;
/** The longest time for placing entries before a checkpoint is signed over those that are placed. */
const sequencingMs = 250;
/** After this many entries the embedded database gets its room back. */
const vacuumEvery = 20_000;

/** The background work that gives entries their places and signs checkpoints. */
export interface Publisher {
  /** Why nothing is signed any more; undefined while all is well. */
  fault(): string | undefined;
  /** Publishes what there is, then ends. */
  stop(): Promise<void>;
}

export interface PublisherOptions {
  database: Database;
  key: LedgerKey;
  log: Logger;
  /** Told of each checkpoint this process has signed. */
  onCheckpoint?: (checkpoint: Checkpoint) => void;
}

/** Sleeps that an append ends early. */
function createSleeper() {
  let wake: () => void = () => undefined;
  let appended = Number.NEGATIVE_INFINITY;
  return {
    /** Looks often for a while: the transaction of the last append may still be open. */
    expecting: () => performance.now() - appended < expectMs,
    append() {
      appended = performance.now();
      wake();
    },
    wake: () => wake(),
    sleep: (ms: number) =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
  };
}

/** One look: places what is pending, and signs when the tree has outgrown its newest checkpoint. */
function createRound({ database, key, onCheckpoint }: PublisherOptions, remembered: Checkpoint | undefined) {
  const { orm } = database;
  let last = remembered;
  let first = true;
  let sinceVacuum = 0;
  const sign = async (): Promise<boolean> => {
    const signed = await publishCheckpoint(orm, { signer: key.signer, now: new Date(), remembered: last });
    if (!signed) return false;
    last = signed;
    await key.memory.keep(signed.note);
    onCheckpoint?.(signed);
    return true;
  };
  const place = async (): Promise<number> => {
    const { placed } = await sequencePending(orm, sequencingMs);
    sinceVacuum += placed;
    if (database.kind === 'pglite' && sinceVacuum >= vacuumEvery) {
      sinceVacuum = 0;
      await vacuumPending(orm);
    }
    return placed;
  };
  return async (): Promise<boolean> => {
    // Before anything is placed, the records are held against what was signed and what is remembered of it.
    if (first) await sign();
    first = false;
    const state = await readState(orm);
    const size = state.size + (state.pending ? await place() : 0);
    return size !== state.signed && (await sign());
  };
}

/**
 * Starts publishing: an entry has its place and a checkpoint over it at most a second after its act. Any number of
 * processes may publish the same ledger. A database that does not answer is asked again; a ledger that contradicts
 * itself is not signed any more, which the log tells and `fault` gives.
 * @throws StartError when what was last signed cannot be read
 */
export async function startPublisher(options: PublisherOptions): Promise<Publisher> {
  const { log, key } = options;
  const round = createRound(options, await key.memory.recall());
  const sleeper = createSleeper();
  let stopped = false;
  let fault: string | undefined;
  let unreachable = false;
  const attempt = async (): Promise<boolean> => {
    try {
      const signed = await round();
      unreachable = false;
      return signed;
    } catch (error) {
      if (error instanceof LedgerFault) {
        fault = error.message;
        log.error({ err: error }, 'the ledger contradicts itself; nothing more is signed');
      } else if (!unreachable) {
        unreachable = true;
        log.warn({ err: error }, 'the ledger could not be published; trying again');
      }
      return false;
    }
  };
  const run = async () => {
    while (!stopped && fault === undefined) {
      if (await attempt()) await pause(spacingMs);
      else if (fault === undefined) await sleeper.sleep(sleeper.expecting() ? gatherMs : pollMs);
    }
    if (fault === undefined) await attempt();
  };
  const pause = async (ms: number) => {
    const end = performance.now() + ms;
    while (!stopped && performance.now() < end) await sleeper.sleep(end - performance.now());
  };
  const unsubscribe = onAppend(sleeper.append);
  const running = run();
  return {
    fault: () => fault,
    async stop() {
      unsubscribe();
      stopped = true;
      sleeper.wake();
      await running;
    },
  };
}
