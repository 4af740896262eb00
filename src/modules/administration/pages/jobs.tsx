import { z } from 'zod';
import { personOf } from '#platform/access/access.ts';
import { badRequest } from '#platform/errors/problem.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { Job } from '#platform/jobs/job.ts';
import { givenUpRuns, type QueueCounts, queueCounts, waitingSince } from '#platform/jobs/store.ts';
import type { FormRequest, FormRoute, PageRequest, PageRoute, StaffItem } from '#platform/module.ts';
import { Notice, tableProblem, tableState } from '#platform/ui/index.ts';
import { decideRun, retryJob, seeJobs } from '../actions/jobs.ts';
import { GivenUpTable, JobsTable } from '../views/jobs.tsx';
import { StaffPage } from '../views/staff-page.tsx';

const jobsPath = '/gestion/trabajos';
const pageSize = 25;

/** After this time it seems that nothing runs jobs. */
const patienceMs = 10 * 60 * 1000;

const noRuns: QueueCounts = { waiting: 0, again: 0, active: 0, done: 0, failed: 0 };

const outcomes = ['reintentado', 'descartado', 'ya-no'] as const;

function Outcome({ request: { page, query } }: { request: PageRequest }) {
  const done = outcomes.find((outcome) => outcome === query.get('hecho'));
  if (!done) return null;
  return (
    <Notice kind={done === 'ya-no' ? 'info' : 'done'} live title={page.t(`mail:jobs.outcome.${done}.title`)}>
      <p>{page.t(`mail:jobs.outcome.${done}.text`)}</p>
    </Notice>
  );
}

/** Runs that have waited for long: perhaps no process takes them. */
function Idle({ request, since }: { request: PageRequest; since: Date | undefined }) {
  const { services, page } = request;
  if (!since || services.now().getTime() - since.getTime() < patienceMs) return null;
  return (
    <Notice kind="warning">
      <p>{page.t('mail:jobs.idle', { since: page.format.minute(since) })}</p>
    </Notice>
  );
}

async function jobsPage(request: PageRequest): Promise<PageResult> {
  const { services, page, query } = request;
  const { t, href } = page;
  const { orm, jobs, now } = services;
  const counts = await queueCounts(orm);
  const { total } = await givenUpRuns(orm, { limit: 0 });
  const state = tableState<'cuando'>(query, {
    ...{ sorts: [], initial: { sort: 'cuando', direction: 'desc' }, pageSize, total },
  });
  const problem = tableProblem(state);
  if (problem) throw problem;
  const { runs } = await givenUpRuns(orm, state);
  const since = await waitingSince(orm);
  const titleOf = (job: Job | undefined) => job?.title?.(t);
  const rows = jobs.all.map((job) => ({
    name: job.name,
    title: titleOf(job) ?? job.name,
    counts: counts.get(job.name) ?? noRuns,
    next: job.schedule ? jobs.nextTurn(job.schedule, now()) : undefined,
  }));
  const given = runs.map((run) => ({
    ...run,
    title: titleOf(jobs.all.find(({ name }) => name === run.job)) ?? run.job,
  }));
  const title = t('mail:jobs.title');
  return {
    ...{ kind: 'html', title, description: t('mail:jobs.lead'), indexed: false },
    main: (
      <StaffPage request={request} title={title} lead={t('mail:jobs.lead')}>
        <Outcome request={request} />
        <Idle request={request} since={since} />
        <GivenUpTable rows={given} state={state} action={href(jobsPath)} />
        <JobsTable rows={rows} />
      </StaffPage>
    ),
  };
}

const decision = z.object({ corrida: z.uuid(), decision: z.enum(['reintentar', 'descartar']) });

async function decide(request: FormRequest): Promise<PageResult> {
  const { services, form } = request;
  const asked = decision.safeParse({ corrida: form.text('corrida'), decision: form.text('decision') });
  if (!asked.success) {
    throw badRequest(
      'No se entiende qué trabajo se quiere reintentar o descartar. Vuelve a la lista y elige uno.',
      'It is not clear which job is to be tried again or discarded. Go back to the list and choose one.',
    );
  }
  const retry = asked.data.decision === 'reintentar';
  const done = await decideRun(services, personOf(request), asked.data.corrida, retry ? 'retry' : 'discard');
  const outcome = !done ? 'ya-no' : retry ? 'reintentado' : 'descartado';
  return { kind: 'redirect', status: 303, path: `${jobsPath}?hecho=${outcome}` };
}

export const jobsPages: readonly PageRoute[] = [
  { path: jobsPath, access: seeJobs, cache: 'none', handle: jobsPage },
];
export const jobsForms: readonly FormRoute[] = [{ path: jobsPath, access: retryJob, handle: decide }];

export const jobsStaff: StaffItem = {
  path: jobsPath,
  label: (t) => t('mail:jobs.title'),
  summary: (t) => t('mail:jobs.lead'),
  order: 70,
  action: seeJobs,
};
