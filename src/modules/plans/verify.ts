import { sql } from 'drizzle-orm';
import { rowsOf } from '#platform/database/migrate.ts';
import type { Orm } from '#platform/database/types.ts';
import { differencesIn } from '#platform/ledger/differences.ts';
import type { Module, Verification } from '#platform/module.ts';

/** What is stored beside what it follows from; null where there is none. */
interface Pair {
  name: string;
  stored: string | null;
  said: string | null;
}

function compared(name: string, pairs: readonly Pair[]): Verification {
  const found = differencesIn(name);
  found.count(pairs.length);
  for (const { name: of, stored, said } of pairs)
    if (stored !== said) found.add(`${of}: ${stored ?? 'nothing'} is stored, ${said ?? 'nothing'} follows`);
  return found.result();
}

/**
 * How far each commitment is and when that was said, beside the last word of its officer. Those that were loaded and of
 * which nobody has spoken here have no words: what their source says stands.
 */
async function commitmentPairs(orm: Orm): Promise<Pair[]> {
  const found = await orm.execute(sql`
    select c.id::text as name,
      concat_ws(' ', c.completion, floor(extract(epoch from c.last_update) * 1000)::bigint) as stored,
      concat_ws(' ', r.completion, floor(extract(epoch from r.at) * 1000)::bigint) as said
    from plan_commitments c left join lateral (
      select completion, at from plan_reports
      where commitment = c.id and milestone is null and voice = 'officer' order by at desc, id desc limit 1
    ) r on true
    where r.at is not null or c.loaded_version is null order by c.id`);
  return rowsOf<Pair>(found);
}

/** The same of milestones. One of which nobody has spoken here says nothing, or what its source says. */
async function milestonePairs(orm: Orm): Promise<Pair[]> {
  const found = await orm.execute(sql`
    select m.id::text as name, m.completion as stored, r.completion as said
    from plan_milestones m join plan_commitments c on c.id = m.commitment left join lateral (
      select completion from plan_reports
      where milestone = m.id and voice = 'officer' order by at desc, id desc limit 1
    ) r on true
    where r.completion is not null or c.loaded_version is null order by m.id`);
  return rowsOf<Pair>(found);
}

/** The stage of each plan beside the last it entered; where somebody moved it here, beside the act too. */
async function stagePairs(orm: Orm): Promise<Pair[]> {
  const found = await orm.execute(sql`
    select p.id::text as name, p.stage as stored, s.stage as said, a.said as moved
    from plans p left join lateral (
      select stage from plan_stages where plan = p.id order by number desc limit 1
    ) s on true left join lateral (
      select act->>'to' as said from plan_acts
      where subject_type = 'plan' and subject = p.id::text and kind = 'plans.plan-moved'
      order by at desc, entry desc limit 1
    ) a on true
    where s.stage is not null or p.loaded_version is null order by p.id`);
  return rowsOf<Pair & { moved: string | null }>(found).map(({ name, stored, said, moved }) =>
    moved === null || moved === said ? { name, stored, said } : { name, stored, said: moved },
  );
}

/** The status of each secretariat that was moved here, beside its last move. */
async function statusPairs(orm: Orm): Promise<Pair[]> {
  const found = await orm.execute(sql`
    select m.state as name, s.status as stored, m.status as said
    from (
      select distinct on (state) state, status from plan_secretariat_moves order by state, number desc
    ) m left join plan_secretariats s on s.state = m.state order by m.state`);
  return rowsOf<Pair>(found);
}

/** Whether each commitment is closed, beside the last act that closed it or opened it again. */
async function closingPairs(orm: Orm): Promise<Pair[]> {
  const found = await orm.execute(sql`
    select c.id::text as name, case when c.closed_at is null then 'open' else 'closed' end as stored,
      case when a.kind = 'plans.commitment-closed' then 'closed' else 'open' end as said
    from plan_commitments c left join lateral (
      select kind from plan_acts
      where subject_type = 'commitment' and subject = c.id::text
        and kind in ('plans.commitment-closed', 'plans.commitment-reopened')
      order by at desc, entry desc limit 1
    ) a on true
    where a.kind is not null or c.loaded_version is null order by c.id`);
  return rowsOf<Pair>(found);
}

/** The hash of each file beside the one it was sent with; of evidence, the one that its act says. */
async function filePairs(orm: Orm): Promise<Pair[]> {
  const found = await orm.execute(sql`
    select e.id::text as name, encode(sha256(e.file), 'hex') as stored, a.act->>'sha256' as said
    from plan_evidence e left join plan_acts a on a.entry = e.entry where e.file is not null
    union all
    select f.id::text, encode(sha256(f.file), 'hex'), f.sha256 from plan_files f order by name`);
  return rowsOf<Pair>(found);
}

/** Holds what is stored of plans, commitments and secretariats against what was said and done. */
export const verifyPlans: NonNullable<Module['verify']> = async ({ orm }) => [
  compared('plans: commitments as their officers left them', await commitmentPairs(orm)),
  compared('plans: milestones as their officers left them', await milestonePairs(orm)),
  compared('plans: stages as they were entered', await stagePairs(orm)),
  compared('plans: secretariats as they were moved', await statusPairs(orm)),
  compared('plans: commitments as they were closed', await closingPairs(orm)),
  compared('plans: files as they were sent', await filePairs(orm)),
];
