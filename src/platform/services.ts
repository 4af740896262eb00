import type { Logger } from 'pino';
import type { Access } from './access/access.ts';
import type { Config } from './config/config.ts';
import type { DataVersionWatch } from './database/data-version.ts';
import type { Database, Orm } from './database/types.ts';
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
  secrets: Secrets;
  /** The time. Nothing else asks the clock, so that tests can. */
  now(): Date;
}
