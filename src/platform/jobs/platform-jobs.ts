import { z } from 'zod';
import { forgetWhole } from '../limits/limit.ts';
import { deliverLetter, tendLetters } from '../mail/deliver.ts';
import { forgetPending } from '../uploads/pending.ts';
import type { Job } from './job.ts';

const forgetLimits: Job<Record<string, never>> = {
  name: 'limits.forget',
  title: (t) => t('mail:jobs.names.limits'),
  input: z.object({}),
  schedule: '7 * * * *',
  run: ({ orm, now }) => forgetWhole(orm, now()),
};

/** The jobs of the platform itself. */
export const platformJobs: readonly Job[] = [deliverLetter, forgetLimits, forgetPending, tendLetters];
