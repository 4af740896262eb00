import { z } from 'zod';
import type { Job } from '#platform/jobs/job.ts';
import { sendReminders } from './actions/remind.ts';
import { forgetExpired } from './store/representatives.ts';

/** Reminders of what is due, late or silent; on days of rest they wait for the next working day. */
export const remindJob: Job<Record<string, never>> = {
  name: 'plans.remind',
  title: (t) => t('reminders:job'),
  input: z.object({}),
  schedule: '0 9 * * *',
  expireSeconds: 3600,
  run: (services) => sendReminders(services),
};

/** Whoever did not answer an invitation in time is not kept by their address. */
export const forgetInvitationsJob: Job<Record<string, never>> = {
  name: 'plans.forget-invitations',
  title: (t) => t('secretariats:forgetJob'),
  input: z.object({}),
  schedule: '43 * * * *',
  run: ({ orm, now }) => forgetExpired(orm, now()),
};
