import type { Config } from '../config/config.ts';
import { openEmbedded } from './embedded.ts';
import { serverDatabase } from './server.ts';
import type { Database } from './types.ts';

/** Opens the database the settings ask for: the server at `DATABASE_URL`, or else the embedded one. */
export async function openDatabase(config: Config, onError: (error: Error) => void): Promise<Database> {
  if (config.databaseUrl) {
    return serverDatabase(config.databaseUrl, config.poolSize, onError, config.requestTimeoutMs);
  }
  return openEmbedded(config.dataDir);
}
