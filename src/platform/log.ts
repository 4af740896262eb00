import pino, { type Logger } from 'pino';
import type { Config } from './config/config.ts';

/**
 * An error as the log keeps it. The values of a failed query are left out: they may be what a person searched for.
 */
export function loggedError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: error.message.replace(/\nparams: [\s\S]*$/, ''),
    ...(code === undefined ? {} : { code }),
    at: error.stack?.match(/^ {4}at .+$/gm)?.map((line) => line.trim()) ?? [],
    ...(error.cause === undefined ? {} : { cause: loggedError(error.cause) }),
  };
}

/** Structured log lines, on the standard error stream by default; never personal data, never a secret. */
export function createLog(level: Config['logLevel'], stream?: pino.DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: loggedError },
    },
    stream ?? pino.destination({ dest: 2, sync: false }),
  );
}
