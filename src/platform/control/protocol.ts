import { z } from 'zod';

/** What a command asks of the process that holds the data directory: one line of JSON. */
export const requestSchema = z.strictObject({
  command: z.string().max(40),
  args: z.unknown(),
});

/** What it is told, line by line: how far the work has come, and at the end how it went. */
export const messageSchema = z.union([
  z.object({ said: z.string() }),
  z.object({ result: z.unknown(), done: z.literal(true) }),
  z.object({ failed: z.string(), exitCode: z.union([z.literal(1), z.literal(2)]) }),
]);

export type ControlMessage = z.output<typeof messageSchema>;

/** A command as the process that carries it out sees it. */
export interface ControlRequest {
  /** As they came over the socket: to be checked before use. */
  args: unknown;
  /** Tells the terminal of whoever asked. */
  tell(line: string): void;
  /** Ends when whoever asked has gone, or the process stops. */
  signal: AbortSignal;
}

/**
 * Carries out a command with the open database and gives its result, which has to be JSON.
 * A `StartError` is told to whoever asked; other errors are faults and are logged.
 */
export type ControlHandler = (request: ControlRequest) => Promise<unknown>;

/** The largest request: the arguments of a command line. */
export const largestRequest = 64 * 1024;
