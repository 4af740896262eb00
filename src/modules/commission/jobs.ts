import { z } from 'zod';
import type { Job } from '#platform/jobs/job.ts';
import { remindOfCovenants } from './actions/reminders.ts';

/** Letters to the secretary before covenants end. */
export const remindOfCovenantsJob: Job<Record<string, never>> = {
  name: 'commission.remind-of-covenants',
  title: (t) => t('commission:jobs.covenants'),
  input: z.strictObject({}),
  schedule: '0 9 * * *',
  run: (services) => remindOfCovenants(services),
};
