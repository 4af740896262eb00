import { z } from 'zod';
import type { Job } from '#platform/jobs/job.ts';
import { forgetMissing } from './store/erasure.ts';

/**
 * Takes erased accounts out of what requests still wrote that were already going on when the account was erased. What
 * belongs to an account by a foreign key cannot be written then; letters and the audit trail could.
 */
export const forgetErasedJob: Job<Record<string, never>> = {
  name: 'accounts.forget-erased',
  title: (t) => t('accounts:jobs.forgetErased'),
  input: z.strictObject({}),
  schedule: '*/10 * * * *',
  run: ({ orm }) => orm.transaction((tx) => forgetMissing(tx)),
};
