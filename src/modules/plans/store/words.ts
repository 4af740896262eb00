import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { rowsOf } from '#platform/database/migrate.ts';
import type { Orm } from '#platform/database/types.ts';
import type { Completion, Voice } from '../rules/index.ts';
import { amendments, evidence, milestones, reports, representatives, resistances } from '../schema.ts';
import type { ReportRow, ResistanceRow } from './commitments.ts';

/** Adds what somebody said of a commitment or of its milestones. */
export async function addReports(orm: Orm, rows: readonly ReportRow[]): Promise<void> {
  if (rows.length > 0) await orm.insert(reports).values([...rows]);
}

/** The voices in which somebody has spoken of a commitment. */
export async function voicesOf(orm: Orm, commitment: string, person: string): Promise<Voice[]> {
  const rows = await orm
    .selectDistinct({ voice: reports.voice })
    .from(reports)
    .where(and(eq(reports.commitment, commitment), eq(reports.person, person)));
  return rows.map(({ voice }) => voice);
}

/** What a voice said last of a commitment as a whole. */
export async function lastWord(orm: Orm, commitment: string, voice: Voice): Promise<ReportRow | undefined> {
  const [row] = await orm
    .select()
    .from(reports)
    .where(and(eq(reports.commitment, commitment), eq(reports.voice, voice), isNull(reports.milestone)))
    .orderBy(desc(reports.at), desc(reports.id))
    .limit(1);
  return row;
}

/** Whether somebody speaks for a member of a secretariat now. */
export async function speaksFor(orm: Orm, member: string, person: string): Promise<boolean> {
  const rows = await orm
    .select({ id: representatives.id })
    .from(representatives)
    .where(
      and(
        eq(representatives.member, member),
        eq(representatives.person, person),
        isNull(representatives.endedAt),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

export async function setMilestoneCompletion(orm: Orm, id: string, completion: Completion): Promise<void> {
  await orm
    .update(milestones)
    .set({ completion, version: sql`${milestones.version} + 1` })
    .where(eq(milestones.id, id));
}

export async function addEvidence(orm: Orm, row: typeof evidence.$inferInsert): Promise<void> {
  await orm.insert(evidence).values(row);
}

/** Whether anything that was not taken back shows that something of a commitment was done. */
export async function hasEvidence(orm: Orm, commitment: string): Promise<boolean> {
  const rows = await orm
    .select({ id: evidence.id })
    .from(evidence)
    .where(and(eq(evidence.commitment, commitment), isNull(evidence.withdrawnAt)))
    .limit(1);
  return rows.length > 0;
}

export interface SentEvidence {
  id: string;
  withdrawn: boolean;
  /** The slug of the institution that sent it, as the act of sending it says. */
  institution: string | null;
}

/** The evidence of a commitment by who sent it, the newest first. */
export async function evidenceOf(orm: Orm, commitment: string): Promise<SentEvidence[]> {
  const found = await orm.execute(sql`
    select e.id::text, e.withdrawn_at is not null as withdrawn, a.act->>'institution' as institution
    from plan_evidence e left join plan_acts a on a.entry = e.entry
    where e.commitment = ${commitment}::uuid order by e.at desc, e.id desc`);
  return rowsOf<SentEvidence>(found);
}

/** Takes a piece of evidence back: its row stays with why, its file with the name it had, or its address, goes. */
export async function withdrawEvidence(orm: Orm, id: string, reason: string, at: Date): Promise<void> {
  await orm
    .update(evidence)
    .set({ withdrawnAt: at, withdrawnReason: reason, address: null, file: null, fileName: null })
    .where(eq(evidence.id, id));
}

export async function addResistance(orm: Orm, row: typeof resistances.$inferInsert): Promise<void> {
  await orm.insert(resistances).values(row);
}

/** A resistance of a commitment. */
export async function findResistance(
  orm: Orm,
  commitment: string,
  id: string,
): Promise<ResistanceRow | undefined> {
  const [row] = await orm
    .select()
    .from(resistances)
    .where(and(eq(resistances.commitment, commitment), eq(resistances.id, id)));
  return row;
}

/** Changes a resistance. Its commitment is locked, so nobody else does meanwhile. */
export async function updateResistance(
  orm: Orm,
  id: string,
  change: Pick<ResistanceRow, 'kind' | 'description' | 'strategy' | 'result'>,
): Promise<void> {
  await orm
    .update(resistances)
    .set({ ...change, version: sql`${resistances.version} + 1` })
    .where(eq(resistances.id, id));
}

export async function addAmendment(orm: Orm, row: typeof amendments.$inferInsert): Promise<void> {
  await orm.insert(amendments).values(row);
}
