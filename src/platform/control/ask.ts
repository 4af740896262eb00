import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import type { Config } from '../config/config.ts';
import { StartError } from '../errors/start-error.ts';
import { controlAddress, isOwnFolder } from './address.ts';
import { messageSchema } from './protocol.ts';

/** What the running process answered. */
export interface Answer {
  result: unknown;
}

/** What a connection says when nobody listens: the process is not there, or was killed. */
const nobody = ['ENOENT', 'ECONNREFUSED', 'ENOTDIR'];

function readMessage(line: string) {
  try {
    return messageSchema.parse(JSON.parse(line));
  } catch {
    throw new StartError('The running process answers in another way; is it of another version?');
  }
}

/** Sends one request and follows the answer to its end. */
async function follow(
  socketPath: string,
  request: string,
  tell: (line: string) => void,
): Promise<Answer | undefined> {
  const socket = connect(socketPath);
  const connected = await new Promise<boolean>((resolve, reject) => {
    socket.once('connect', () => resolve(true));
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (nobody.includes(error.code ?? '')) resolve(false);
      else reject(new StartError(`The running process cannot be asked: ${error.code ?? error.message}.`));
    });
  });
  if (!connected) return undefined;
  // A process that ends in the middle shows in an answer without an end.
  socket.on('error', () => undefined);
  socket.write(`${request}\n`);
  try {
    for await (const line of createInterface({ input: socket })) {
      const message = readMessage(line);
      if ('said' in message) tell(message.said);
      else if ('failed' in message) throw new StartError(message.failed, message.exitCode);
      else return { result: message.result };
    }
  } finally {
    socket.destroy();
  }
  throw new StartError('The running process ended before it had answered.');
}

/**
 * Has the process that holds the data directory carry out a command, since nobody else can open an embedded database
 * at the same time.
 * @param tell what is told of the work while it goes on
 * @returns what it answered; undefined when no process takes commands there, or the records are on a server
 * @throws StartError with the refusal of that process
 */
export async function askRunning(
  config: Pick<Config, 'dataDir' | 'databaseUrl'>,
  command: string,
  args: unknown,
  tell: (line: string) => void,
): Promise<Answer | undefined> {
  if (config.databaseUrl) return undefined;
  const address = await controlAddress(config.dataDir).catch(() => undefined);
  if (!address) return undefined;
  if (address.folder && !(await isOwnFolder(address.folder))) return undefined;
  return follow(address.socket, JSON.stringify({ command, args }), tell);
}
