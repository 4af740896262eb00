import { accounts } from '#modules/accounts/index.ts';
import { administration } from '#modules/administration/index.ts';
import { catalog } from '#modules/catalog/index.ts';
import { commission } from '#modules/commission/index.ts';
import { home } from '#modules/home/index.ts';
import { ledger } from '#modules/ledger/index.ts';
import { metrica } from '#modules/metrica/index.ts';
import { outreach } from '#modules/outreach/index.ts';
import { plans } from '#modules/plans/index.ts';
import { subscriptions } from '#modules/subscriptions/index.ts';
import { territory } from '#modules/territory/index.ts';
import type { DataSet } from '#platform/data-sets/data-set.ts';
import type { Job } from '#platform/jobs/job.ts';
import { platformJobs } from '#platform/jobs/platform-jobs.ts';
import type { Module } from '#platform/module.ts';

/** The capabilities of the platform, in the order in which their data build on each other. */
export const modules: readonly Module[] = [
  territory,
  accounts,
  metrica,
  plans,
  commission,
  catalog,
  ledger,
  subscriptions,
  outreach,
  administration,
  home,
];

/** All work apart from requests. */
export const jobs: readonly Job[] = [...platformJobs, ...modules.flatMap(({ jobs = [] }) => jobs)];

/** All data sets, in the order in which they build on each other. */
export const dataSets: readonly DataSet[] = modules.flatMap((module) => module.dataSets);
