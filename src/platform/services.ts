import type { Logger } from 'pino';
import type { Access } from './access/access.ts';
import type { Changes } from './changes/changes.ts';
import type { Config } from './config/config.ts';
import type { DataVersionWatch } from './database/data-version.ts';
import type { Database, Orm } from './database/types.ts';
import type { Jobs } from './jobs/job.ts';
import type { Mailer } from './mail/mailer.ts';
import type { Secrets } from './secrets/secrets.ts';

/** What the process offers to a request, a command or a job. */
export interface Services {
  config: Config;
  database: Database;
  /** The records; the same as `database.orm`. */
  orm: Orm;
  log: Logger;
  dataVersion: DataVersionWatch;
  /** Who may do what. */
  access: Access;
  /** What can be followed, and who hears of changes. */
  changes: Changes;
  secrets: Secrets;
  /** Work apart from requests. */
  jobs: Jobs;
  /** How letters leave the platform; what writes one calls `queueLetter`. */
  mailer: Mailer;
  /** Why this process signs nothing more into the ledger; undefined while all is well. */
  ledgerFault(): string | undefined;
  /** The time. Nothing else asks the clock, so that tests can. */
  now(): Date;
}
