import { and, count, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Orm } from '#platform/database/types.ts';
import {
  amendments,
  commitmentLinks,
  commitments,
  evidence,
  milestones,
  planNotes,
  planStages,
  plans,
  reports,
  representatives,
  resistances,
  secretariatMembers,
  secretariatSessions,
  secretariats,
} from '../schema.ts';

type NewRow<Table extends { $inferInsert: object }> = Omit<
  Table['$inferInsert'],
  'version' | 'loadedVersion' | 'updatedAt'
>;
export type LoadedSecretariat = NewRow<typeof secretariats>;
export type LoadedPlan = NewRow<typeof plans>;
export type LoadedCommitment = NewRow<typeof commitments>;
export type LoadedMember = typeof secretariatMembers.$inferInsert;

/** What a load did to a table: how many rows changed here since they were loaded, which it left as they are. */
export interface LoadOutcome {
  kept: number;
}

interface Standing {
  version: number;
  loadedVersion: number | null;
}

/** Whether nobody has changed a row since it was loaded. */
const isUntouched = ({ version, loadedVersion }: Standing) => version === loadedVersion;

interface Difference<Row, Old> {
  added: Row[];
  changed: { row: Row; old: Old }[];
  gone: Old[];
  kept: number;
}

/** What has to be done so that a table says what a file says, wherever nobody has said otherwise since. */
function differenceOf<Row extends object, Old extends Standing>(
  rows: readonly Row[],
  standing: readonly Old[],
  keyOf: (row: Row | Old) => string,
): Difference<Row, Old> {
  const old = new Map(standing.map((row) => [keyOf(row), row]));
  const named = new Set(rows.map(keyOf));
  const result: Difference<Row, Old> = { added: [], changed: [], gone: [], kept: 0 };
  for (const row of rows) {
    const before = old.get(keyOf(row));
    if (!before) result.added.push(row);
    else if (!isUntouched(before)) result.kept += 1;
    else if (Object.entries(row).some(([name, value]) => value !== (before as Record<string, unknown>)[name]))
      result.changed.push({ row, old: before });
  }
  result.gone = standing.filter((row) => isUntouched(row) && !named.has(keyOf(row)));
  return result;
}

const loadedNow = (version: number, now: Date) => ({ version, loadedVersion: version, updatedAt: now });

/** Rows in parts that fit one statement. */
function inParts<Row>(rows: readonly Row[], size = 500): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, at) =>
    rows.slice(at * size, (at + 1) * size),
  );
}

/** Puts what a file says of the secretariats in place of what one said before. */
export async function loadSecretariats(
  orm: Orm,
  rows: readonly LoadedSecretariat[],
  now: Date,
): Promise<LoadOutcome> {
  const standing = await orm.select().from(secretariats);
  const { added, changed, gone, kept } = differenceOf(rows, standing, ({ state }) => state);
  if (added.length > 0)
    await orm.insert(secretariats).values(added.map((row) => ({ ...row, ...loadedNow(1, now) })));
  for (const { row, old } of changed) {
    await orm
      .update(secretariats)
      .set({ ...row, ...loadedNow(old.version + 1, now) })
      .where(eq(secretariats.state, row.state));
  }
  const met = await orm.selectDistinct({ state: secretariatSessions.state }).from(secretariatSessions);
  const meeting = new Set(met.map(({ state }) => state));
  const leaving = gone.map(({ state }) => state).filter((state) => !meeting.has(state));
  if (leaving.length > 0) await orm.delete(secretariats).where(inArray(secretariats.state, leaving));
  return { kept };
}

/** The members for whom somebody speaks, or who follow a commitment: people work with them. */
async function membersInUse(orm: Orm): Promise<ReadonlySet<string>> {
  const speaking = await orm.selectDistinct({ id: representatives.member }).from(representatives);
  const following = await orm.selectDistinct({ id: commitments.counterpartMember }).from(commitments);
  return new Set([...speaking, ...following].flatMap(({ id }) => (id === null ? [] : [id])));
}

/**
 * Puts the members that a file names in place of those that one named before. Who was added here stays, and so does
 * whom people work with.
 */
export async function loadMembers(orm: Orm, rows: readonly LoadedMember[]): Promise<void> {
  const before = await orm.select().from(secretariatMembers).where(isNotNull(secretariatMembers.source));
  // Whether a membership has ended since is said here and not in the file.
  const ended = new Map(before.map(({ id, until }) => [id, until]));
  const named = new Set(rows.map(({ id }) => id));
  const inUse = await membersInUse(orm);
  const leaving = before.map(({ id }) => id).filter((id) => named.has(id) || !inUse.has(id));
  if (leaving.length > 0) await orm.delete(secretariatMembers).where(inArray(secretariatMembers.id, leaving));
  for (const part of inParts(rows)) {
    await orm
      .insert(secretariatMembers)
      .values(part.map((row) => ({ ...row, until: ended.get(row.id) ?? row.until ?? null })));
  }
}

/** When a plan entered its stages, as a file has it. */
export type LoadedStages = readonly Pick<typeof planStages.$inferInsert, 'stage' | 'enteredOn'>[];

async function replaceStages(orm: Orm, plan: string, stages: LoadedStages): Promise<void> {
  await orm.delete(planStages).where(eq(planStages.plan, plan));
  if (stages.length === 0) return;
  await orm
    .insert(planStages)
    .values(stages.map((one, at) => ({ plan, number: at + 1, document: null, reason: null, ...one })));
}

/** Puts what a file says of the plans in place of what one said before. */
export async function loadPlans(
  orm: Orm,
  rows: readonly (LoadedPlan & { stages: LoadedStages })[],
  now: Date,
): Promise<LoadOutcome> {
  const standing = await orm.select().from(plans);
  const stagesOf = new Map(rows.map(({ id, stages }) => [id, stages]));
  const facts = rows.map(({ stages: _, ...row }): LoadedPlan => row);
  const key = ({ state, edition }: Pick<LoadedPlan, 'state' | 'edition'>) => `${state} ${edition}`;
  const { added, changed, gone, kept } = differenceOf(facts, standing, key);
  if (added.length > 0)
    await orm.insert(plans).values(added.map((row) => ({ ...row, ...loadedNow(1, now) })));
  for (const { row, old } of changed) {
    await orm
      .update(plans)
      .set({ ...row, id: old.id, ...loadedNow(old.version + 1, now) })
      .where(eq(plans.id, old.id));
  }
  const standingBy = new Map(standing.map((row) => [key(row), row]));
  for (const row of facts) {
    const old = standingBy.get(key(row));
    if (!old || isUntouched(old)) await replaceStages(orm, old?.id ?? row.id, stagesOf.get(row.id) ?? []);
  }
  const filled = await orm.selectDistinct({ plan: commitments.plan }).from(commitments);
  const inUse = new Set(filled.map(({ plan }) => plan));
  const leaving = gone.map(({ id }) => id).filter((id) => !inUse.has(id));
  if (leaving.length > 0) {
    await orm.delete(planStages).where(inArray(planStages.plan, leaving));
    await orm.delete(plans).where(inArray(plans.id, leaving));
  }
  return { kept };
}

/** The tables whose rows belong to a commitment: where one has any, people work with it. */
const attached: readonly (PgTable & { commitment: AnyPgColumn })[] = [
  milestones,
  reports,
  evidence,
  resistances,
  amendments,
  commitmentLinks,
];

async function withoutAttachments(orm: Orm, ids: readonly string[]): Promise<string[]> {
  let free = [...ids];
  for (const table of attached) {
    if (free.length === 0) return [];
    const rows = await orm
      .selectDistinct({ commitment: sql<string>`${table.commitment}` })
      .from(table)
      .where(inArray(table.commitment, free));
    const taken = new Set(rows.map(({ commitment }) => commitment));
    free = free.filter((id) => !taken.has(id));
  }
  return free;
}

/** Puts what a file says of the commitments in place of what one said before. */
export async function loadCommitments(
  orm: Orm,
  rows: readonly LoadedCommitment[],
  now: Date,
): Promise<LoadOutcome> {
  const standing = await orm.select().from(commitments);
  const key = ({ plan, number }: Pick<LoadedCommitment, 'plan' | 'number'>) => `${plan} ${number}`;
  const { added, changed, gone, kept } = differenceOf(rows, standing, key);
  for (const part of inParts(added))
    await orm.insert(commitments).values(part.map((row) => ({ ...row, ...loadedNow(1, now) })));
  for (const { row, old } of changed) {
    await orm
      .update(commitments)
      .set({ ...row, ...loadedNow(old.version + 1, now) })
      .where(eq(commitments.id, old.id));
  }
  const leaving = await withoutAttachments(
    orm,
    gone.map(({ id }) => id),
  );
  if (leaving.length > 0) await orm.delete(commitments).where(inArray(commitments.id, leaving));
  return { kept };
}

/** Puts the statements of a file in place of those there were. */
export async function loadNotes(orm: Orm, rows: readonly (typeof planNotes.$inferInsert)[]): Promise<void> {
  await orm.delete(planNotes);
  if (rows.length > 0) await orm.insert(planNotes).values([...rows]);
}

/** How many records come from files. */
export async function countLoaded(orm: Orm) {
  const one = async (table: PgTable, column: AnyPgColumn) => {
    const [row] = await orm
      .select({ rows: count() })
      .from(table)
      .where(and(isNotNull(column)));
    return row?.rows ?? 0;
  };
  return {
    secretariats: await one(secretariats, secretariats.loadedVersion),
    members: await one(secretariatMembers, secretariatMembers.source),
    plans: await one(plans, plans.loadedVersion),
    commitments: await one(commitments, commitments.loadedVersion),
    notes: await one(planNotes, planNotes.id),
  };
}
