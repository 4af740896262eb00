import { administerHere } from '#modules/administration/index.ts';
import { censusHere } from './census-command.ts';
import { loadHere } from './load-command.ts';
import { backUpHere } from './platform/backup/command.ts';
import type { ControlHandler, ControlRequest } from './platform/control/protocol.ts';
import type { Services } from './platform/services.ts';

/** A command that needs the open database: the running process carries it out, or else the command itself. */
interface StoreCommand {
  /** Whether it works on stores as this version prepares them; a copy is taken of what is there. */
  prepared: boolean;
  run(services: Services, request: ControlRequest): Promise<unknown>;
}

/** The commands that a running process carries out for others, by name. */
export const storeCommands: Readonly<Record<string, StoreCommand>> = {
  admin: { prepared: true, run: administerHere },
  backup: { prepared: false, run: backUpHere },
  census: { prepared: true, run: censusHere },
  load: { prepared: true, run: loadHere },
};

/** The same, over the stores of a process. */
export function controlHandlers(services: Services): Record<string, ControlHandler> {
  return Object.fromEntries(
    Object.entries(storeCommands).map(([name, { run }]) => [
      name,
      (request: ControlRequest) => run(services, request),
    ]),
  );
}
