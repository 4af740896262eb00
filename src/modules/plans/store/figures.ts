import { type SQL, sql } from 'drizzle-orm';
import { CLAVES } from '#modules/territory/index.ts';
import { centralZone, zoneOf } from '#platform/calendar/zones.ts';
import { rowsOf } from '#platform/database/migrate.ts';
import type { Orm } from '#platform/database/types.ts';
import { type Completion, shares, type Theme } from '../rules/index.ts';
import { published } from './published.ts';

/** A value for each state, as SQL: `of` gives it, `usual` is that of the states that are not named. */
export function byState<Value extends string>(
  column: SQL,
  of: (state: string) => Value,
  usual: Value,
  cast: SQL,
): SQL {
  const cases = CLAVES.filter((state) => of(state) !== usual).map(
    (state) => sql`when ${state} then ${of(state)}::${cast}`,
  );
  return cases.length === 0
    ? sql`${usual}::${cast}`
    : sql`case ${column} ${sql.join(cases, sql` `)} else ${usual}::${cast} end`;
}

/** The day of a moment in the calendar of a state. */
export function dayIn(moment: SQL, state: SQL): SQL {
  return sql`(${moment} at time zone ${byState(state, zoneOf, centralZone, sql`text`)})::date`;
}

/** What part is done at each step of the scale, as the rules have it. */
function shareOf(completion: SQL): SQL {
  const cases = Object.entries(shares).map(([step, share]) => sql`when ${step} then ${share}::float8`);
  return sql`case ${completion} ${sql.join(cases, sql` `)} end`;
}

/** What counts of a commitment when many are added up. */
export interface CommitmentFigures {
  id: string;
  plan: string;
  state: string;
  lead: string | null;
  theme: Theme | null;
  completion: Completion | null;
  dueOn: string | null;
  /** The day of the last word of whoever answers for it, in the state's calendar. */
  lastUpdateOn: string | null;
  /** Since when its plan is carried out. */
  since: string | null;
  closed: boolean;
  milestones: number;
  knownMilestones: number;
  /** The parts of its weight that are known and done, 0 to 1; of one without milestones null. */
  knownWeight: number | null;
  done: number | null;
}

/** The figures of all commitments that everybody may see, with those of their milestones added up. */
export async function listFigures(orm: Orm): Promise<CommitmentFigures[]> {
  const found = await orm.execute(sql`
    select c.id::text, c.plan::text, c.state, c.lead, c.theme, c.completion, c.due_on::text as "dueOn",
      ${dayIn(sql`c.last_update`, sql`c.state`)}::text as "lastUpdateOn",
      s.since::text, (c.closed_at is not null or p.stage = 'closed') as closed,
      coalesce(m.total, 0) as milestones, coalesce(m.known, 0) as "knownMilestones",
      m.known_weight / m.weight as "knownWeight", m.done / m.weight as done
    from (select * from plan_commitments where ${published}) c
    join plans p on p.id = c.plan
    left join (
      select plan, max(entered_on) as since from plan_stages where stage = 'implementation' group by plan
    ) s on s.plan = c.plan
    left join (
      select commitment, count(*)::int as total, count(completion)::int as known, sum(weight)::float8 as weight,
        coalesce(sum(weight) filter (where completion is not null), 0)::float8 as known_weight,
        coalesce(sum(weight::float8 * ${shareOf(sql`completion`)}), 0) as done
      from plan_milestones group by commitment
    ) m on m.commitment = c.id
    order by c.id`);
  return rowsOf<CommitmentFigures>(found);
}
