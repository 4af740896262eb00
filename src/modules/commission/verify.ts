import { differencesIn } from '#platform/ledger/differences.ts';
import type { Module } from '#platform/module.ts';
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
  return [votes.result(), agreements.result(), sessions.result()];
};
