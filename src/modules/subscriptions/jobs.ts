import { z } from 'zod';
import type { Change } from '#platform/changes/change.ts';
import type { Orm } from '#platform/database/types.ts';
import type { Job } from '#platform/jobs/job.ts';
import type { Services } from '#platform/services.ts';
import { sendDigests } from './actions/digest.ts';
import { tellFollowers } from './actions/fan-out.ts';
import { beginRound } from './store/rounds.ts';

/** Tells those who follow something of one change. A hundred thousand people take minutes. */
export const tellFollowersJob: Job<{ change: string }> = {
  name: 'subscriptions.tell-followers',
  title: (t) => t('subscriptions:jobs.tell'),
  input: z.object({ change: z.uuid() }),
  expireSeconds: 3600,
  run: (services, { change }) => tellFollowers(services, change),
};

/** Letters of days and, on Mondays, of weeks. */
export const sendDigestsJob: Job<Record<string, never>> = {
  name: 'subscriptions.send-digests',
  title: (t) => t('subscriptions:jobs.digests'),
  input: z.object({}),
  schedule: '0 8 * * *',
  expireSeconds: 3600,
  run: (services) => sendDigests(services),
};

/** Asks for a change to be told, where anybody follows it. Called in the transaction of the change. */
export async function followersHear({ jobs }: Services, orm: Orm, { id }: Change): Promise<void> {
  if (await beginRound(orm, id)) await jobs.enqueue(orm, tellFollowersJob, { change: id }, { key: id });
}
