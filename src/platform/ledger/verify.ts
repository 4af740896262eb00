import type { Orm } from '../database/types.ts';
import type { Verification } from '../module.ts';
import type { Checkpoint } from './checkpoint.ts';
import { type Differences, differencesIn } from './differences.ts';
import { hashBytes } from './merkle.ts';
import { createVerifier, type NoteVerifier } from './note.ts';
import type { RecordCheck } from './record-check.ts';
import { listTileSizes, readState, recordedKey, strayCosignatures } from './store.ts';
import { widthIn } from './tiles.ts';
import { storedMilestones, withRemembered } from './verify-checkpoints.ts';
import { createRecordComparison, walkPending } from './verify-records.ts';
import {
  createTreeWalk,
  type Milestone,
  type TreeReport,
  type TreeWalk,
  walkEntries,
} from './verify-tree.ts';

export interface VerifyOptions {
  /** The public key that must have signed; left out, the one that the database names. */
  verifierKey?: string | undefined;
  /** The witnesses whose cosignatures can be checked; those of others are only read. */
  witnesses?: readonly NoteVerifier[];
  /** A checkpoint that is known from elsewhere than the database. */
  remembered?: Checkpoint | undefined;
  /** How modules show that their records agree. */
  checks?: readonly RecordCheck[];
  onProgress?: (done: number, total: number) => void;
}

export interface LedgerVerification {
  /** What was compared, with every difference; the last parts are those of the modules. */
  results: Verification[];
  entries: number;
  /** The index of the first entry known to be wrong, or before which all are right; undefined when none is. */
  firstWrong: number | undefined;
}

/** The key to check signatures with. A key that is not the recorded one is a difference. */
async function chooseKey(
  orm: Orm,
  given: string | undefined,
  checkpoints: Differences,
): Promise<NoteVerifier | undefined> {
  const recorded = await recordedKey(orm);
  if (given !== undefined && recorded !== undefined && recorded !== given) {
    checkpoints.add(`the records name the key ${recorded}, but the ledger's key is ${given}`);
  }
  const key = given ?? recorded;
  return key === undefined ? undefined : createVerifier(key);
}

/** Meets each milestone when the walk has come as far. */
function createMeeting(milestones: AsyncGenerator<Milestone>, walk: TreeWalk) {
  let next: Milestone | undefined;
  let ended = false;
  const advance = async () => {
    const step = await milestones.next();
    ended = step.done ?? false;
    next = step.done ? undefined : step.value;
  };
  return {
    async reach(count: number): Promise<void> {
      while (!ended && (!next || next.size <= count)) {
        if (next) walk.meet(next);
        await advance();
      }
    },
    /** Whether a milestone stands at this size; only then is there anything to wait for. */
    waits: (count: number) => !ended && (!next || next.size <= count),
    /** The milestones that the entries do not reach. */
    async beyond(): Promise<Milestone[]> {
      const rest: Milestone[] = [];
      for (; !ended; await advance()) if (next) rest.push(next);
      return rest;
    },
  };
}

async function checkTileSizes(orm: Orm, size: number, { tiles, wrong }: TreeReport): Promise<void> {
  const page = 5000;
  for (let after = { level: -1, index: 0 }; ; ) {
    const rows = await listTileSizes(orm, after, page);
    for (const { level, index, bytes } of rows) {
      tiles.count();
      const width = widthIn(size, level, index);
      if (bytes === width * hashBytes) continue;
      tiles.add(`tile ${level}/${index} holds ${bytes / hashBytes} hashes, but must hold ${width}`);
      // Hashes of entries that are not there any more.
      if (level === 0 && bytes > width * hashBytes) wrong(size);
    }
    const last = rows.at(-1);
    if (!last || rows.length < page) return;
    after = last;
  }
}

async function verifySnapshot(orm: Orm, options: VerifyOptions): Promise<LedgerVerification> {
  let firstWrong: number | undefined;
  const wrong = (index: number) => {
    firstWrong = Math.min(index, firstWrong ?? index);
  };
  const report: TreeReport = {
    entries: differencesIn('ledger: entries'),
    tiles: differencesIn('ledger: tiles'),
    checkpoints: differencesIn('ledger: checkpoints'),
    wrong,
  };
  const { checkpoints } = report;
  const cosignatures = differencesIn('ledger: cosignatures');
  const pending = differencesIn('ledger: waiting entries');
  const log = await chooseKey(orm, options.verifierKey, checkpoints);
  const stored = storedMilestones(orm, {
    log,
    witnesses: options.witnesses ?? [],
    checkpoints,
    cosignatures,
  });
  const { size } = await readState(orm);
  const walk = createTreeWalk(report);
  const meeting = createMeeting(withRemembered(stored, options.remembered), walk);
  const records = createRecordComparison(options.checks ?? [], wrong);
  await meeting.reach(0);
  await walkEntries(
    orm,
    size,
    walk,
    report,
    (count) => (meeting.waits(count) ? meeting.reach(count) : undefined),
    async (entries) => {
      await records.compare(orm, entries);
      options.onProgress?.(walk.size(), size);
    },
  );
  for (const milestone of await meeting.beyond()) {
    checkpoints.add(
      `${milestone.name} covers entries up to ${milestone.size - 1}, but entry ${size} is missing`,
    );
    wrong(size);
  }
  walk.finish();
  await checkTileSizes(orm, size, report);
  for (const stray of await strayCosignatures(orm)) {
    cosignatures.add(`there are cosignatures of a checkpoint of ${stray} entries, but no such checkpoint`);
  }
  await walkPending(orm, pending, (entries) => records.compare(orm, entries));
  const own = [report.entries, report.tiles, checkpoints, cosignatures, pending].map((part) => part.result());
  return { results: [...own, ...(await records.finish(orm))], entries: size, firstWrong };
}

/**
 * Recomputes the whole ledger from the bytes of its entries: the tree, its tiles, the root of every checkpoint and its
 * signature, the cosignatures; and holds the entries against the records of the modules, both ways. Since the root of
 * each checkpoint is recomputed from one and the same sequence of entries, those that hold are consistent with each
 * other. Reads a snapshot, so it can run beside a serving platform, in memory that does not grow with the ledger.
 */
export function verifyLedger(orm: Orm, options: VerifyOptions = {}): Promise<LedgerVerification> {
  return orm.transaction((snapshot) => verifySnapshot(snapshot, options), {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  });
}

/** All differences of a verification, each behind the name of its part. */
export function differencesOf({ results }: LedgerVerification): string[] {
  return results.flatMap(({ name, differences }) =>
    differences.map((difference) => `${name}: ${difference}`),
  );
}
