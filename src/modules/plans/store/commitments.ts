import { and, asc, desc, eq, getTableColumns, inArray, sql } from 'drizzle-orm';
import { searchable } from '#modules/territory/index.ts';
import type { Orm } from '#platform/database/types.ts';
import {
  amendments,
  commitmentLinks,
  commitments,
  evidence,
  milestones,
  reports,
  resistances,
} from '../schema.ts';

export type CommitmentRow = typeof commitments.$inferSelect;
export type MilestoneRow = typeof milestones.$inferSelect;
export type ReportRow = typeof reports.$inferSelect;
export type ResistanceRow = typeof resistances.$inferSelect;
export type AmendmentRow = typeof amendments.$inferSelect;
export type LinkRow = typeof commitmentLinks.$inferSelect;
/** A piece of evidence without the bytes of its file. */
export type EvidenceRow = Omit<typeof evidence.$inferSelect, 'file'>;

/** What a commitment is found by: its title, problem and goal, folded. */
export function searchText(words: {
  title: string;
  problem?: string | null | undefined;
  goal?: string | null | undefined;
}): string {
  return searchable([words.title, words.problem, words.goal].filter(Boolean).join(' '));
}

export async function commitmentById(orm: Orm, id: string): Promise<CommitmentRow | undefined> {
  const [row] = await orm.select().from(commitments).where(eq(commitments.id, id));
  return row;
}

/** A commitment that nobody else changes until the transaction ends. */
export async function lockCommitment(orm: Orm, id: string): Promise<CommitmentRow | undefined> {
  const [row] = await orm.select().from(commitments).where(eq(commitments.id, id)).for('update');
  return row;
}

/**
 * Changes a commitment, unless somebody else did since a version was seen.
 * @returns the new version; undefined where the version seen is no longer the one there
 */
export async function updateCommitment(
  orm: Orm,
  id: string,
  seen: number,
  change: Partial<Omit<CommitmentRow, 'id' | 'plan' | 'state' | 'version'>>,
): Promise<number | undefined> {
  const [row] = await orm
    .update(commitments)
    .set({ ...change, version: sql`${commitments.version} + 1` })
    .where(and(eq(commitments.id, id), eq(commitments.version, seen)))
    .returning({ version: commitments.version });
  return row?.version;
}

export function listCommitmentsOf(orm: Orm, plan: string): Promise<CommitmentRow[]> {
  return orm.select().from(commitments).where(eq(commitments.plan, plan)).orderBy(asc(commitments.id));
}

/** Some commitments, by identifier. */
export async function commitmentsByIds(orm: Orm, ids: readonly string[]): Promise<CommitmentRow[]> {
  if (ids.length === 0) return [];
  return orm
    .select()
    .from(commitments)
    .where(inArray(commitments.id, [...ids]))
    .orderBy(asc(commitments.id));
}

/** The milestones of some commitments, in their order. */
export async function listMilestones(orm: Orm, ids: readonly string[]): Promise<MilestoneRow[]> {
  if (ids.length === 0) return [];
  return orm
    .select()
    .from(milestones)
    .where(inArray(milestones.commitment, [...ids]))
    .orderBy(asc(milestones.commitment), asc(milestones.number));
}

/** What was said of some commitments, the newest first. */
export async function listReports(orm: Orm, ids: readonly string[]): Promise<ReportRow[]> {
  if (ids.length === 0) return [];
  return orm
    .select()
    .from(reports)
    .where(inArray(reports.commitment, [...ids]))
    .orderBy(desc(reports.at), desc(reports.id));
}

function evidenceColumns() {
  const { file: _, ...columns } = getTableColumns(evidence);
  return columns;
}

/** What shows that something of some commitments was done, the newest first. */
export async function listEvidence(orm: Orm, ids: readonly string[]): Promise<EvidenceRow[]> {
  if (ids.length === 0) return [];
  return orm
    .select(evidenceColumns())
    .from(evidence)
    .where(inArray(evidence.commitment, [...ids]))
    .orderBy(desc(evidence.at), desc(evidence.id));
}

/** The file of a piece of evidence; undefined where it has none. */
export async function evidenceFile(orm: Orm, id: string) {
  const [row] = await orm
    .select({
      commitment: evidence.commitment,
      file: evidence.file,
      fileName: evidence.fileName,
      contentType: evidence.contentType,
    })
    .from(evidence)
    .where(eq(evidence.id, id));
  return row?.file && row.contentType ? { ...row, file: row.file, contentType: row.contentType } : undefined;
}

export function listResistances(orm: Orm, commitment: string): Promise<ResistanceRow[]> {
  return listResistancesOf(orm, [commitment]);
}

/** What stands in the way of some commitments, the oldest first. */
export async function listResistancesOf(orm: Orm, ids: readonly string[]): Promise<ResistanceRow[]> {
  if (ids.length === 0) return [];
  return orm
    .select()
    .from(resistances)
    .where(inArray(resistances.commitment, [...ids]))
    .orderBy(asc(resistances.at), asc(resistances.id));
}

/** How what was promised was changed, the newest first. */
export function listAmendments(orm: Orm, commitment: string): Promise<AmendmentRow[]> {
  return orm
    .select()
    .from(amendments)
    .where(eq(amendments.commitment, commitment))
    .orderBy(desc(amendments.at), desc(amendments.id));
}

/** The same of some commitments. */
export async function listAmendmentsOf(orm: Orm, ids: readonly string[]): Promise<AmendmentRow[]> {
  if (ids.length === 0) return [];
  return orm
    .select()
    .from(amendments)
    .where(inArray(amendments.commitment, [...ids]))
    .orderBy(desc(amendments.at), desc(amendments.id));
}

export function listLinks(orm: Orm, commitment: string): Promise<LinkRow[]> {
  return orm
    .select()
    .from(commitmentLinks)
    .where(eq(commitmentLinks.commitment, commitment))
    .orderBy(asc(commitmentLinks.kind), asc(commitmentLinks.target));
}
