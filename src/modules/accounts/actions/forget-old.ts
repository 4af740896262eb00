import { z } from 'zod';
import type { Job } from '#platform/jobs/job.ts';
import { forgetOldLinks } from '../store/links.ts';
import { forgetEnded } from '../store/sessions.ts';

/** Forgets each night what has ended: sessions, links that nobody opened, and sign-ups that nobody confirmed. */
export const forgetOld: Job<Record<string, never>> = {
  name: 'accounts.forget-old',
  title: (t) => t('accounts:jobs.forgetOld'),
  input: z.object({}).strict(),
  schedule: '20 3 * * *',
  async run({ orm, now }) {
    await forgetEnded(orm, now());
    await forgetOldLinks(orm, now());
  },
};
