import pino, { type Logger } from 'pino';
import type { Config } from './config/config.ts';

/** Structured log lines on the standard error stream; never personal data, never a secret. */
export function createLog(level: Config['logLevel']): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: false }),
  );
}
