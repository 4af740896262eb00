import { sql } from 'drizzle-orm';
import type { Person } from '#platform/access/subject.ts';
import { recordAudit } from '#platform/audit/audit.ts';
import { newId } from '#platform/database/identifier.ts';
import type { Orm } from '#platform/database/types.ts';
import { appendEntry } from '#platform/ledger/append.ts';
import type { Services } from '#platform/services.ts';
import type { CensusProblem, CensusRow, HashedPerson } from '../rules/census.ts';
import {
  addCensusPeople,
  addImport,
  type CensusImport,
  completeImport,
  countByState,
  discardForgotten,
  discardImport,
  markConfirmed,
  markWithdrawn,
  setImportEntries,
} from '../store/census.ts';

/** The kinds of the ledger's entries. */
export const importedKind = 'accounts.census-imported';
export const withdrawnKind = 'accounts.census-withdrawn';

/** Who acts: somebody signed in, or the command line. */
export type Actor = Person | 'command';

/** A census file as it is read: its rows one after the other, and what it was once they have been read. */
export interface CensusFile {
  /** Its name, not where it lies. */
  source: string;
  rows: AsyncIterable<CensusRow<HashedPerson>>;
  /** Known once the rows have been read. */
  sha256(): string;
}

export type ImportOutcome =
  | { ok: true; id: string; rows: number }
  /** Nothing was kept. Of very many problems the first are listed and the rest counted. */
  | { ok: false; problems: readonly CensusProblem[]; more: number };

const rowsPerInsert = 2000;
const mostProblems = 1000;
const forgottenAfterMs = 24 * 3600 * 1000;

function authorise({ access }: Services, by: Actor): void {
  if (by !== 'command') access.require(by, 'accounts.import-census', {});
}

const actorOf = (by: Actor) =>
  by === 'command' ? ({ origin: 'command' } as const) : ({ actor: by.id } as const);

class FaultyFile extends Error {}

/** Collects the rows of a file into statements, and everything that is wrong with them. */
function collector(orm: Orm, id: string) {
  const problems: CensusProblem[] = [];
  let more = 0;
  let rows = 0;
  let withCodes = false;
  let waiting: { row: number; person: HashedPerson }[] = [];
  const note = (problem: CensusProblem) => {
    if (problems.length < mostProblems) problems.push(problem);
    else more += 1;
  };
  const repeated = (row: number) => note({ row, column: 'curp_hash', code: 'repeated' });
  async function flush() {
    const first = new Map<string, { row: number; person: HashedPerson }>();
    for (const each of waiting) {
      if (first.has(each.person.curpHash)) repeated(each.row);
      else first.set(each.person.curpHash, each);
    }
    waiting = [];
    if (first.size === 0) return;
    const added = await addCensusPeople(
      orm,
      id,
      [...first.values()].map(({ person }) => person),
    );
    for (const { row, person } of first.values()) if (!added.has(person.curpHash)) repeated(row);
  }
  return {
    async take(read: CensusRow<HashedPerson>) {
      if ('problems' in read) {
        for (const problem of read.problems) note(problem);
        return;
      }
      rows += 1;
      withCodes ||= read.person.codeHash !== null;
      waiting.push(read);
      if (waiting.length >= rowsPerInsert) await flush();
    },
    async finish() {
      await flush();
      if (rows === 0 && problems.length === 0) note({ row: 1, column: '', code: 'empty' });
      problems.sort((a, b) => a.row - b.row);
      return { problems, more, rows, withCodes };
    },
  };
}

/**
 * Reads a census file into the records, all of it or nothing, in portions that fit into memory. It counts only once it
 * is confirmed. Files that were sent a day ago and never confirmed are removed on the occasion.
 * @throws Problem 403 for anybody else than an administrator
 */
export async function receiveCensus(services: Services, by: Actor, file: CensusFile): Promise<ImportOutcome> {
  authorise(services, by);
  const now = services.now();
  const id = newId();
  let faulty: ImportOutcome | undefined;
  try {
    return await services.orm.transaction(async (tx) => {
      await tx.execute(sql`set local statement_timeout = 0`);
      await discardForgotten(tx, new Date(now.getTime() - forgottenAfterMs));
      const importedBy = by === 'command' ? null : by.id;
      const facts = { sha256: '', rows: 0, withCodes: false };
      await addImport(tx, { ...{ id, source: file.source, importedAt: now, importedBy }, ...facts });
      const collected = collector(tx, id);
      for await (const row of file.rows) await collected.take(row);
      const { problems, more, rows, withCodes } = await collected.finish();
      if (problems.length > 0) {
        faulty = { ok: false, problems, more };
        throw new FaultyFile();
      }
      await completeImport(tx, id, { sha256: file.sha256(), rows, withCodes });
      await recordAudit(tx, {
        ...{ ...actorOf(by), at: now, action: 'accounts.census-received', target: id },
        detail: { rows },
      });
      return { ok: true, id, rows };
    });
  } catch (error) {
    if (error instanceof FaultyFile && faulty) return faulty;
    throw error;
  }
}

/** What the ledger says of an import. */
function importAct({ sha256, rows, withCodes }: CensusImport) {
  return { sha256, rows, with_codes: withCodes };
}

/**
 * Puts an import in force: from now on who is in it can be verified. A public act.
 * @returns false where it is in force already, was withdrawn, or is not there
 * @throws Problem 403 for anybody else than an administrator
 */
export async function confirmCensus(services: Services, by: Actor, id: string): Promise<boolean> {
  authorise(services, by);
  const now = services.now();
  return services.orm.transaction(async (tx) => {
    const row = await markConfirmed(tx, id, now);
    if (!row) return false;
    const states = Object.fromEntries(await countByState(tx, id));
    const entry = await appendEntry(tx, {
      kind: importedKind,
      time: now,
      act: { ...importAct(row), states },
      subject: { type: 'census', id },
    });
    await setImportEntries(tx, id, { entry: entry.id });
    await recordAudit(tx, { ...actorOf(by), at: now, action: importedKind, target: id });
    return true;
  });
}

/**
 * Takes an import out of force. Who is in it alone can no longer be verified; who was verified by it stays so. A public act.
 * @returns false where it is not in force
 * @throws Problem 403 for anybody else than an administrator
 */
export async function withdrawCensus(services: Services, by: Actor, id: string): Promise<boolean> {
  authorise(services, by);
  const now = services.now();
  return services.orm.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = 0`);
    const row = await markWithdrawn(tx, id, now);
    if (!row) return false;
    const entry = await appendEntry(tx, {
      kind: withdrawnKind,
      time: now,
      act: importAct(row),
      subject: { type: 'census', id },
    });
    await setImportEntries(tx, id, { withdrawnEntry: entry.id });
    await recordAudit(tx, { ...actorOf(by), at: now, action: withdrawnKind, target: id });
    return true;
  });
}

/** Removes a file that was not confirmed. @throws Problem 403 for anybody else than an administrator */
export async function discardCensus(services: Services, by: Actor, id: string): Promise<boolean> {
  authorise(services, by);
  return services.orm.transaction(async (tx) => {
    if (!(await discardImport(tx, id))) return false;
    const now = services.now();
    await recordAudit(tx, { ...actorOf(by), at: now, action: 'accounts.census-discarded', target: id });
    return true;
  });
}
