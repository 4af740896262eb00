import type { Person } from '#platform/access/subject.ts';
import { recordAudit } from '#platform/audit/audit.ts';
import { givenUpJob } from '#platform/jobs/store.ts';
import { deliverLetter } from '#platform/mail/deliver.ts';
import { reviveLetter } from '#platform/mail/store.ts';
import type { Services } from '#platform/services.ts';

/** Seeing what the platform does apart from requests, and the letters it sends. */
export const seeJobs = 'administration.see-jobs';
/** Having something tried again, or forgotten. */
export const retryJob = 'administration.retry-job';

/** Lets a run that was given up go on, or forgets it. False where it is no longer there: somebody was faster. */
export async function decideRun(
  services: Services,
  person: Person,
  id: string,
  decision: 'retry' | 'discard',
): Promise<boolean> {
  const { access, orm, jobs, now } = services;
  access.require(person, retryJob, {});
  return orm.transaction(async (tx) => {
    const job = await givenUpJob(tx, id);
    if (job === undefined) return false;
    const done = await jobs[decision](tx, id);
    if (!done) return false;
    await recordAudit(tx, {
      ...{ at: now(), actor: person.id, target: job, detail: { run: id } },
      action: decision === 'retry' ? 'administration.job-retried' : 'administration.job-discarded',
    });
    return true;
  });
}

/** Lets a letter that was given up be sent. False where it is not there or its words are gone. */
export async function retryLetter(services: Services, person: Person, id: string): Promise<boolean> {
  const { access, orm, jobs, now } = services;
  access.require(person, retryJob, {});
  return orm.transaction(async (tx) => {
    if (!(await reviveLetter(tx, id, now()))) return false;
    await jobs.enqueue(tx, deliverLetter, { letter: id }, { key: id });
    await recordAudit(tx, {
      ...{ at: now(), actor: person.id, target: id },
      action: 'administration.letter-retried',
    });
    return true;
  });
}
