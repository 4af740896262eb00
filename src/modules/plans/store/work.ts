import { type SQL, sql } from 'drizzle-orm';
import { type Reach, within } from '#platform/access/reach.ts';
import { rowsOf } from '#platform/database/migrate.ts';
import type { Orm } from '#platform/database/types.ts';
import type { Completion, Stage } from '../rules/index.ts';
import { dayIn } from './figures.ts';
import { published } from './published.ts';

/** As what somebody works on commitments. */
export type WorkAs =
  | { role: 'institution'; reach: Reach }
  | { role: 'counterpart'; reach: Reach; person: string }
  | { role: 'review'; reach: Reach };

/** A commitment as somebody's work: where it stands, and what decides what is missing. */
export interface WorkRow {
  id: string;
  state: string;
  edition: number;
  stage: Stage;
  number: string;
  title: string;
  /** Whether the reader's institution answers for it. */
  leads: boolean;
  dueOn: string | null;
  completion: Completion | null;
  lastUpdateOn: string | null;
  since: string | null;
  closed: boolean;
  evidence: number;
  /** Milestones of which nobody has said how far they are. */
  unsaid: number;
  /** Whether the reader's voice (the counterpart's, the reviewer's) has said anything; and something since the officer did. */
  said: boolean;
  answered: boolean;
}

const closed = sql`(plan_commitments.closed_at is not null or p.stage = 'closed')`;

/** The institutions on whose commitments somebody may work. */
function institutionsOf(reach: Reach): string[] {
  return reach.flatMap((area) =>
    typeof area === 'object' && 'institution' in area ? [area.institution] : [],
  );
}

const leads = (reach: Reach) =>
  within(reach, { state: sql`plan_commitments.state`, institution: sql`plan_commitments.lead` });

/** The commitments that are somebody's to work on: the same as the policies let them do, and the same as they speak for. */
function conditionOf(as: WorkAs): SQL {
  switch (as.role) {
    case 'institution': {
      const own = institutionsOf(as.reach).map((slug) => sql`${slug} = any(plan_commitments.supporting)`);
      return sql`(${sql.join([leads(as.reach), ...own], sql` or `)})`;
    }
    case 'counterpart':
      return sql`(${within(as.reach, { state: sql`plan_commitments.state` })} and exists (
        select 1 from plan_representatives r where r.member = plan_commitments.counterpart_member
          and r.person = ${as.person}::uuid and r.ended_at is null))`;
    case 'review':
      return within(as.reach, { state: sql`plan_commitments.state` });
  }
}

const from = sql`plan_commitments join plans p on p.id = plan_commitments.plan left join (
  select plan, max(entered_on) as since from plan_stages where stage = 'implementation' group by plan
) s on s.plan = plan_commitments.plan`;

/** When the reader's voice spoke last; of an institution, nothing: that is the commitment's own last word. */
function lastOwn({ role }: WorkAs): SQL {
  if (role === 'institution') return sql`null::timestamptz`;
  const voice = role === 'counterpart' ? 'counterpart' : 'reviewer';
  return sql`(select max(w.at) from plan_reports w
    where w.commitment = plan_commitments.id and w.voice = ${voice} and w.milestone is null)`;
}

/** How many commitments are somebody's to work on. */
export async function countWork(orm: Orm, as: WorkAs): Promise<number> {
  const found = await orm.execute(
    sql`select count(*)::int as count from ${from} where ${published} and ${conditionOf(as)}`,
  );
  return rowsOf<{ count: number }>(found)[0]?.count ?? 0;
}

/** What is over comes last; then what is under way by its due date; for reviewers, plan by plan. */
function orderOf({ role }: WorkAs): SQL {
  const underWay = sql`w.stage in ('implementation', 'evaluation')`;
  const over = sql`(w.closed or w.completion is not distinct from 'complete')`;
  const due = sql`w."dueOn" asc nulls last, w.state, w.edition, w.id`;
  return role === 'review'
    ? sql`not ${underWay}, w.stage = 'implementation', w.state, w.edition, w.closed, w.answered, ${due}`
    : sql`not ${underWay}, ${over}, ${due}`;
}

/** A page of the commitments that are somebody's to work on, the most urgent first. */
export async function listWork(
  orm: Orm,
  as: WorkAs,
  page: { offset: number; limit: number },
): Promise<WorkRow[]> {
  const found = await orm.execute(sql`
    select * from (
      select plan_commitments.id::text, plan_commitments.state, p.edition, p.stage, plan_commitments.number,
        plan_commitments.title, ${leads(as.reach)} as leads, plan_commitments.due_on::text as "dueOn",
        plan_commitments.completion,
        ${dayIn(sql`plan_commitments.last_update`, sql`plan_commitments.state`)}::text as "lastUpdateOn",
        s.since::text, ${closed} as closed,
        (select count(*)::int from plan_evidence e
          where e.commitment = plan_commitments.id and e.withdrawn_at is null) as evidence,
        (select count(*)::int from plan_milestones m
          where m.commitment = plan_commitments.id and m.completion is null) as unsaid,
        ${lastOwn(as)} is not null as said,
        coalesce(${lastOwn(as)} > plan_commitments.last_update, ${lastOwn(as)} is not null) as answered
      from ${from} where ${published} and ${conditionOf(as)}
    ) w order by ${orderOf(as)} limit ${page.limit}::int offset ${page.offset}::int`);
  return rowsOf<WorkRow>(found);
}

/** Whether somebody speaks for any organisation. */
export async function representsAny(orm: Orm, person: string): Promise<boolean> {
  const found = await orm.execute(
    sql`select 1 from plan_representatives where person = ${person}::uuid and ended_at is null limit 1`,
  );
  return rowsOf(found).length > 0;
}
