import { administerHere } from '#modules/administration/index.ts';
import { censusHere } from './census-command.ts';
import { backUpHere } from './platform/backup/command.ts';
import type { ControlHandler, ControlRequest } from './platform/control/protocol.ts';
import type { Services } from './platform/services.ts';

/** A command that needs the open database: the running process carries it out, or else the command itself. */
export type StoreCommand = (services: Services, request: ControlRequest) => Promise<unknown>;

/** The commands that a running process carries out for others, by name. */
export const storeCommands: Readonly<Record<string, StoreCommand>> = {
  admin: administerHere,
  backup: backUpHere,
  census: censusHere,
};

/** The same, over the stores of a process. */
export function controlHandlers(services: Services): Record<string, ControlHandler> {
  return Object.fromEntries(
    Object.entries(storeCommands).map(([name, command]) => [
      name,
      (request: ControlRequest) => command(services, request),
    ]),
  );
}
