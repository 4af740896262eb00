import { storeCommands } from './commands.ts';
import { loadLines } from './load-command.ts';
import type { Config } from './platform/config/config.ts';
import { askRunning } from './platform/control/ask.ts';
import { closeServices, openServices, prepare } from './runtime.ts';

/**
 * Carries out one of the commands that need the open database: by the running process that has it, or else here.
 * @param tell what is told of the work while it goes on
 * @returns the command's result, as JSON gives it
 * @throws StartError when it is refused
 */
export async function carryOut(
  config: Config,
  command: string,
  args: unknown,
  tell: (line: string) => void,
): Promise<unknown> {
  const work = storeCommands[command];
  if (!work) throw new Error(`There is no command "${command}" to carry out`);
  const answer = await askRunning(config, command, args, tell);
  if (answer) return answer.result;
  const services = await openServices({ ...config, logLevel: 'warn' });
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  try {
    if (work.prepared) await prepare(services, (report) => loadLines(report).forEach(tell));
    return await work.run(services, { args, tell, signal: stop.signal });
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
    await closeServices(services);
  }
}
