import { sql } from 'drizzle-orm';
import { rowsOf } from '#platform/database/migrate.ts';
import type { Orm } from '#platform/database/types.ts';
import { differencesIn } from '#platform/ledger/differences.ts';
import type { Module, Verification } from '#platform/module.ts';
import { resultOf, tallyOf } from './rules/index.ts';
import { actsOf } from './store/acts.ts';
import { listAgreements } from './store/agreements.ts';
import { listCalled } from './store/sessions.ts';
import { listAllMotions, listVotes } from './store/votes.ts';

/** What the last act of an agreement says that it became. */
async function lastState(orm: Parameters<typeof actsOf>[0], id: string): Promise<unknown> {
  const acts = await actsOf(orm, 'agreement', id);
  return acts.findLast(({ kind }) => kind === 'commission.agreement-moved')?.act.to ?? 'open';
}

/** The files whose bytes are not those that were sent. */
async function checkFiles(orm: Orm): Promise<Verification> {
  const files = differencesIn('commission: files as they were sent');
  const found = await orm.execute(sql`
    select id::text as name, encode(sha256(bytes), 'hex') = sha256 as same from commission_files
    union all
    select id::text, encode(sha256(minutes_file), 'hex') is not distinct from minutes_sha256
    from commission_sessions where minutes_file is not null order by name`);
  for (const { name, same } of rowsOf<{ name: string; same: boolean }>(found)) {
    files.count();
    if (!same) files.add(`file ${name}: its bytes are not those that were sent`);
  }
  return files.result();
}

/** Recounts every vote, and holds agreements and sessions against the acts that made them what they are. */
export const verifyCommission: NonNullable<Module['verify']> = async ({ orm }) => {
  const votes = differencesIn('commission: votes recounted');
  for (const { id, result, closedAt } of await listAllMotions(orm)) {
    if (closedAt === null) continue;
    votes.count();
    const counted = resultOf(tallyOf((await listVotes(orm, [id])).map(({ ballot }) => ballot)));
    if (counted !== result) votes.add(`motion ${id}: ${result} is stored, ${counted} is counted`);
  }
  const agreements = differencesIn('commission: agreements as their acts left them');
  for (const { id, code, state } of await listAgreements(orm)) {
    agreements.count();
    const said = await lastState(orm, id);
    if (said !== state) agreements.add(`${code}: ${state} is stored, its last act says ${said}`);
  }
  const sessions = differencesIn('commission: sessions as their acts left them');
  for (const { id, state } of await listCalled(orm)) {
    sessions.count();
    const kinds = new Set((await actsOf(orm, 'session', id)).map(({ kind }) => kind));
    const ends = {
      held: 'commission.session-held',
      'no-quorum': 'commission.session-without-quorum',
      cancelled: 'commission.session-cancelled',
      open: 'commission.session-opened',
      called: 'commission.session-called',
      draft: 'commission.session-called',
    } as const;
    if (!kinds.has(ends[state])) sessions.add(`session ${id}: ${state} is stored, no act says so`);
  }
  return [votes.result(), agreements.result(), sessions.result(), await checkFiles(orm)];
};
