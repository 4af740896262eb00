import { z } from 'zod';
import { forgetAuditBefore } from '#platform/audit/trail.ts';
import type { Job } from '#platform/jobs/job.ts';

/** How long the audit trail is kept: it holds who did what, which nobody needs for ever. The public ledger stays. */
export const auditYears = 2;

/** Forgets what the audit trail has held for long enough. */
export const forgetAudit: Job<Record<string, never>> = {
  name: 'administration.forget-audit',
  title: (t) => t('administration:audit.forget', { years: auditYears }),
  input: z.object({}),
  schedule: '23 3 * * *',
  async run({ orm, now }) {
    const before = new Date(now());
    before.setUTCFullYear(before.getUTCFullYear() - auditYears);
    await forgetAuditBefore(orm, before);
  },
};
