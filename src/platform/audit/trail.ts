import { and, desc, eq, gte, lt, or, type SQL, sql } from 'drizzle-orm';
import { type Reach, within } from '../access/reach.ts';
import { rowsOf } from '../database/migrate.ts';
import type { Orm } from '../database/types.ts';
import { auditEvents } from './schema.ts';

export type AuditRow = typeof auditEvents.$inferSelect;

/** What the audit trail is narrowed by; an absent value narrows nothing. */
export interface AuditFilter {
  action?: string | undefined;
  /** An account, as the one that acted or the one it was done to. */
  person?: string | undefined;
  state?: string | undefined;
  institution?: string | undefined;
  origin?: AuditRow['origin'] | undefined;
  from?: Date | undefined;
  before?: Date | undefined;
}

/** Where a page of the trail ends and the next one goes on. */
export interface AuditPlace {
  at: Date;
  id: string;
}

function conditions(reach: Reach, filter: AuditFilter): (SQL | undefined)[] {
  const { action, person, state, institution, origin, from, before } = filter;
  const { state: ofState, institution: ofInstitution } = auditEvents;
  return [
    within(reach, { state: ofState, institution: ofInstitution }),
    action === undefined ? undefined : eq(auditEvents.action, action),
    person === undefined ? undefined : or(eq(auditEvents.actor, person), eq(auditEvents.person, person)),
    state === undefined ? undefined : eq(auditEvents.state, state),
    institution === undefined ? undefined : eq(auditEvents.institution, institution),
    origin === undefined ? undefined : eq(auditEvents.origin, origin),
    from && gte(auditEvents.at, from),
    before && lt(auditEvents.at, before),
  ];
}

/**
 * Events of the trail within a reach, newest first.
 * @param after the last event of the page before
 */
export function listAudit(
  orm: Orm,
  reach: Reach,
  filter: AuditFilter,
  { after, limit }: { after?: AuditPlace | undefined; limit: number },
): Promise<AuditRow[]> {
  const rest =
    after && sql`(${auditEvents.at}, ${auditEvents.id}) < (${after.at.toISOString()}, ${after.id})`;
  return orm
    .select()
    .from(auditEvents)
    .where(and(...conditions(reach, filter), rest))
    .orderBy(desc(auditEvents.at), desc(auditEvents.id))
    .limit(limit);
}

/** An event, by its identifier. */
export async function findAudit(orm: Orm, id: string): Promise<AuditRow | undefined> {
  const [row] = await orm.select().from(auditEvents).where(eq(auditEvents.id, id));
  return row;
}

/** The actions that stand in the trail, in the order of their names: from one to the next by the index, however long the trail. */
export async function auditActions(orm: Orm): Promise<string[]> {
  const found = await orm.execute(sql`
    with recursive names as (
      (select action from audit_events order by action limit 1)
      union all
      select (select action from audit_events where action > names.action order by action limit 1)
      from names where names.action is not null
    )
    select action from names where action is not null`);
  return rowsOf<{ action: string }>(found).map(({ action }) => action);
}

/** Forgets what was done before an instant. */
export async function forgetAuditBefore(orm: Orm, before: Date): Promise<void> {
  await orm.delete(auditEvents).where(lt(auditEvents.at, before));
}
