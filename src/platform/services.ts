import type { Logger } from 'pino';
import type { Config } from './config/config.ts';
import type { DataVersionWatch } from './database/data-version.ts';
import type { Database, Orm } from './database/types.ts';

/** What the process offers to a request, a command or a job. */
export interface Services {
  config: Config;
  database: Database;
  /** The records; the same as `database.orm`. */
  orm: Orm;
  log: Logger;
  dataVersion: DataVersionWatch;
}
