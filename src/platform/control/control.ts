import { rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { StartError } from '../errors/start-error.ts';
import { controlAddress, makeOwnFolder } from './address.ts';
import { type ControlHandler, type ControlMessage, largestRequest, requestSchema } from './protocol.ts';

/** What a running process does for commands that are started beside it. */
export interface Control {
  /** Stops taking commands and ends those that run. */
  close(): Promise<void>;
}

export interface ControlOptions {
  /** The data directory, which this process holds. */
  directory: string;
  handlers: Readonly<Record<string, ControlHandler>>;
  /** False while the process is starting: commands are then refused. */
  ready: () => boolean;
  log: Logger;
}

/** How long a stop waits for commands to end after they were told to. */
const patienceMs = 10_000;

/** Reads the one line of a request; undefined when the other side goes away or sends more than it may. */
function readLine(socket: Socket, stopping: AbortSignal): Promise<string | undefined> {
  return new Promise((resolve) => {
    let text = '';
    const read = (part: string) => {
      text += part;
      const end = text.indexOf('\n');
      if (end < 0 && text.length <= largestRequest) return;
      socket.off('data', read);
      // What else may come is passed over, so that the end of the connection is noticed.
      socket.resume();
      resolve(end < 0 ? undefined : text.slice(0, end));
    };
    socket.setEncoding('utf8');
    socket.on('data', read);
    socket.once('close', () => resolve(undefined));
    stopping.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Carries out one request and gives the last message of its answer. */
async function carryOut(
  { handlers, ready, log }: ControlOptions,
  line: string,
  tell: (line: string) => void,
  signal: AbortSignal,
): Promise<ControlMessage> {
  const request = requestSchema.safeParse(parse(line));
  if (!request.success) return { failed: 'The running process does not understand this.', exitCode: 2 };
  const { command, args } = request.data;
  const handler = Object.hasOwn(handlers, command) ? handlers[command] : undefined;
  if (!handler) {
    return {
      failed: `The running process does not know "${command}"; is it of another version? Restart it first.`,
      exitCode: 1,
    };
  }
  if (!ready())
    return { failed: 'The running process is still starting. Try again in a moment.', exitCode: 1 };
  try {
    return { result: (await handler({ args, tell, signal })) ?? null, done: true };
  } catch (error) {
    if (error instanceof StartError) return { failed: error.message, exitCode: error.exitCode };
    log.error({ err: error, command }, 'a command failed');
    return { failed: `The running process failed: ${(error as Error).message}`, exitCode: 1 };
  }
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/**
 * Takes commands from others of this user's processes while this one has the database open. The data directory has to
 * be held by this process: a socket that is there already was left by one that was killed.
 */
export async function openControl(options: ControlOptions): Promise<Control> {
  const { folder, socket: path } = await controlAddress(options.directory);
  if (folder) {
    await makeOwnFolder(folder);
    await rm(path, { force: true });
  }
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  const sockets = new Set<Socket>();
  const serve = async (socket: Socket) => {
    const gone = new AbortController();
    socket.once('close', () => gone.abort());
    const send = (message: ControlMessage) => socket.writable && socket.write(`${JSON.stringify(message)}\n`);
    const line = await readLine(socket, stopping.signal);
    if (line !== undefined) {
      const signal = AbortSignal.any([gone.signal, stopping.signal]);
      send(await carryOut(options, line, (said) => send({ said }), signal));
    }
    socket.end();
  };
  const server = createServer((socket) => {
    // Whoever asked may go away at any time; `close` follows.
    socket.on('error', () => undefined);
    sockets.add(socket);
    const work = serve(socket).finally(() => {
      running.delete(work);
      sockets.delete(socket);
    });
    running.add(work);
  });
  await listen(server, path);
  return {
    async close() {
      stopping.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.race([Promise.all(running), pause(patienceMs, undefined, { ref: false })]);
      for (const socket of sockets) socket.destroy();
      await closed;
      if (folder) await rm(path, { force: true });
    },
  };
}
