import { and, type SQL, sql } from 'drizzle-orm';
import { everyWordWithState } from '#modules/territory/index.ts';
import { rowsOf } from '#platform/database/migrate.ts';
import type { Orm } from '#platform/database/types.ts';
import type { Clock, Completion, Theme, Urgency } from '../rules/index.ts';
import { commitments } from '../schema.ts';
import { byState, dayIn } from './figures.ts';
import { published } from './published.ts';

/** What is asked of the clock: where a commitment stands on its way to its due date, or that nobody speaks of it. */
export const urgencies = ['overdue', 'soon', 'ahead', 'no-date', 'done', 'silent'] as const satisfies (
  | Urgency['state']
  | 'silent'
)[];
export type UrgencyFilter = (typeof urgencies)[number];

/** What a list of commitments is narrowed by; an absent value narrows nothing. */
export interface CommitmentFilter {
  words?: string | undefined;
  state?: string | undefined;
  plan?: string | undefined;
  theme?: Theme | undefined;
  /** `unknown` asks for those of which nobody has said how far they are. */
  completion?: Completion | 'unknown' | undefined;
  urgency?: UrgencyFilter | undefined;
  /** The slug of an institution that answers for it or helps. */
  institution?: string | undefined;
}

/** What the calendar says of a place today. */
export interface CalendarDay {
  today: string;
  /** What is due earlier is overdue: the day after the last working day before today. */
  openFrom: string;
  /** What is due later is not due soon: the last working day of the days that count as soon. */
  soonUntil: string;
}

/** The calendar by which lists are told: today in each state, and at the centre, which most share. */
export interface Calendar extends Clock {
  todayIn(state: string): string;
  dayIn(state: string): CalendarDay;
  centre: CalendarDay;
}

export const commitmentSorts = ['plan', 'titulo', 'vence', 'avance', 'palabra'] as const;
export type CommitmentSort = (typeof commitmentSorts)[number];

/** A commitment in a list. */
export interface ListedCommitment {
  id: string;
  plan: string;
  state: string;
  edition: number;
  number: string;
  title: string;
  theme: Theme | null;
  lead: string | null;
  counterpart: string | null;
  startsOn: string | null;
  dueOn: string | null;
  completion: Completion | null;
  lastUpdateOn: string | null;
  since: string | null;
  closed: boolean;
  source: string | null;
}

const closed = sql`(plan_commitments.closed_at is not null or p.stage = 'closed')`;
const done = sql`(${closed} or plan_commitments.completion is not distinct from 'complete')`;
const lastDay = dayIn(sql`plan_commitments.last_update`, sql`plan_commitments.state`);
const since = sql`s.since`;

/** Where nothing was ever said, silence counts from the day on which the plan began to be carried out. */
const from = sql`plan_commitments join plans p on p.id = plan_commitments.plan left join (
  select plan, max(entered_on) as since from plan_stages where stage = 'implementation' group by plan
) s on s.plan = plan_commitments.plan`;

/**
 * The same as `urgencyOf` and `silenceOf` say of one commitment, for a query of many. What is due on a day of rest runs
 * out on the next working day: it does so before a day if and only if a working day lies between, which is to say that
 * it is due on or before the last working day before that day.
 */
function urgencyCondition(asked: UrgencyFilter, { dayIn: dayOf, centre, silentDays }: Calendar): SQL {
  const at = (key: keyof CalendarDay) =>
    byState(sql`plan_commitments.state`, (state) => dayOf(state)[key], centre[key], sql`date`);
  const due = sql`plan_commitments.due_on`;
  switch (asked) {
    case 'done':
      return done;
    case 'no-date':
      return sql`(not ${done} and ${due} is null)`;
    case 'overdue':
      return sql`(not ${done} and ${due} < ${at('openFrom')})`;
    case 'soon':
      return sql`(not ${done} and ${due} between ${at('openFrom')} and ${at('soonUntil')})`;
    case 'ahead':
      return sql`(not ${done} and ${due} > ${at('soonUntil')})`;
    case 'silent':
      return sql`(not ${done} and ${at('today')} - coalesce(${lastDay}, ${since}) >= ${silentDays}::int)`;
  }
}

function conditionsOf(filter: CommitmentFilter, calendar: Calendar): SQL {
  const { words, state, plan, theme, completion, urgency, institution } = filter;
  const conditions: (SQL | undefined)[] = [
    published,
    everyWordWithState(commitments.search, commitments.state, words),
    state === undefined ? undefined : sql`plan_commitments.state = ${state}`,
    plan === undefined ? undefined : sql`plan_commitments.plan = ${plan}::uuid`,
    theme === undefined ? undefined : sql`plan_commitments.theme = ${theme}`,
    completion === undefined
      ? undefined
      : completion === 'unknown'
        ? sql`plan_commitments.completion is null`
        : sql`plan_commitments.completion = ${completion}`,
    urgency === undefined ? undefined : urgencyCondition(urgency, calendar),
    institution === undefined
      ? undefined
      : sql`(plan_commitments.lead = ${institution} or ${institution} = any(plan_commitments.supporting))`,
  ];
  return and(...conditions) ?? published;
}

/** How many commitments a filter keeps. */
export async function countCommitments(
  orm: Orm,
  filter: CommitmentFilter,
  calendar: Calendar,
): Promise<number> {
  const found = await orm.execute(
    sql`select count(*)::int as count from ${from} where ${conditionsOf(filter, calendar)}`,
  );
  return rowsOf<{ count: number }>(found)[0]?.count ?? 0;
}

/** By state, plan and number: those beyond the plan after those in it. */
const inPlanOrder = sql`plan_commitments.state, p.edition, plan_commitments.number like 'P%',
  nullif(regexp_replace(plan_commitments.number, '\\D', '', 'g'), '')::int, plan_commitments.number collate "C"`;

const scale = sql`array_position(array['not-started', 'limited', 'substantial', 'complete'], plan_commitments.completion)`;

/** What is not known comes last in both directions. */
function orderOf(sort: CommitmentSort, direction: 'asc' | 'desc'): SQL {
  const sign = direction === 'desc' ? sql`desc nulls last` : sql`asc nulls last`;
  switch (sort) {
    case 'plan':
      return direction === 'desc' ? sql`plan_commitments.state desc, ${inPlanOrder}` : inPlanOrder;
    case 'titulo':
      return sql`plan_commitments.search collate "C" ${sign}, ${inPlanOrder}`;
    case 'vence':
      return sql`plan_commitments.due_on ${sign}, ${inPlanOrder}`;
    case 'avance':
      return sql`${scale} ${sign}, ${inPlanOrder}`;
    case 'palabra':
      return sql`plan_commitments.last_update ${sign}, ${inPlanOrder}`;
  }
}

const columns = sql`plan_commitments.id::text, plan_commitments.plan::text, plan_commitments.state, p.edition,
  plan_commitments.number, plan_commitments.title, plan_commitments.theme, plan_commitments.lead,
  plan_commitments.counterpart, plan_commitments.starts_on::text as "startsOn",
  plan_commitments.due_on::text as "dueOn", plan_commitments.completion, ${lastDay}::text as "lastUpdateOn",
  ${since}::text as since, ${closed} as closed, plan_commitments.source`;

/** A page of a list of commitments. */
export async function listCommitments(
  orm: Orm,
  filter: CommitmentFilter,
  calendar: Calendar,
  page: { sort: CommitmentSort; direction: 'asc' | 'desc'; offset: number; limit: number },
): Promise<ListedCommitment[]> {
  const found = await orm.execute(sql`
    select ${columns} from ${from} where ${conditionsOf(filter, calendar)}
    order by ${orderOf(page.sort, page.direction)} limit ${page.limit}::int offset ${page.offset}::int`);
  return rowsOf<ListedCommitment>(found);
}

/** Commitments in the order of their identifiers, after a given one: the API's cursor. */
export async function commitmentsAfter(
  orm: Orm,
  filter: CommitmentFilter,
  calendar: Calendar,
  after: string | undefined,
  limit: number,
): Promise<ListedCommitment[]> {
  const beyond = after === undefined ? sql`true` : sql`plan_commitments.id > ${after}::uuid`;
  const found = await orm.execute(sql`
    select ${columns} from ${from} where ${conditionsOf(filter, calendar)} and ${beyond}
    order by plan_commitments.id limit ${limit}::int`);
  return rowsOf<ListedCommitment>(found);
}
