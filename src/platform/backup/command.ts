import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Config } from '../config/config.ts';
import type { ControlRequest } from '../control/protocol.ts';
import { recordsFolder } from '../database/embedded.ts';
import { StartError } from '../errors/start-error.ts';
import { keyFile } from '../ledger/key.ts';
import { secretFile } from '../secrets/open.ts';
import type { Services } from '../services.ts';
import { type BackupReport, writeBackup } from './write.ts';

const argsSchema = z.strictObject({ file: z.string().min(1), withKeys: z.boolean() });

/** The part of the command that needs the open database. */
export async function backUpHere(
  services: Services,
  { args, signal }: ControlRequest,
): Promise<BackupReport> {
  const given = argsSchema.safeParse(args);
  if (!given.success) throw new StartError('"backup" takes a file.', 2);
  if (services.config.databaseUrl) throw serverHasThem();
  return writeBackup(services, { ...given.data, signal });
}

/** Commands of PostgreSQL do for a server what these do for an embedded database. */
export function serverHasThem(): StartError {
  return new StartError(
    'The records are on the server at DATABASE_URL: back them up with pg_dump and restore them with pg_restore, and ' +
      'copy the keys and the lake apart. docs/operations.md has the commands.',
    2,
  );
}

/** Arguments of a command line as `parseArgs` takes them; what it does not know is told in words. */
export function parseCommand<const Options extends Record<string, { type: 'string' | 'boolean' }>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new StartError(`${(error as Error).message.split('\n', 1)[0]}. See --help.`.replace('..', '.'), 2);
  }
}

const resultSchema = z.object({
  bytes: z.number(),
  heldMs: z.number(),
  entries: z.number(),
  keys: z.boolean(),
});

/** Carries out a command by the process that has the database open. */
export type CarryOut = (command: string, args: unknown) => Promise<unknown>;

/** `tequio backup <file> [--with-keys]` */
export async function runBackup(
  args: readonly string[],
  config: Config,
  carryOut: CarryOut,
  say: (line: string) => void,
): Promise<void> {
  const { positionals, values } = parseCommand(args, { 'with-keys': { type: 'boolean' } });
  const [named, ...rest] = positionals;
  if (!named || rest.length > 0)
    throw new StartError('"backup" takes one file, which it makes. See --help.', 2);
  if (config.databaseUrl) throw serverHasThem();
  if (!existsSync(join(config.dataDir, recordsFolder))) {
    throw new StartError(`There are no records in ${config.dataDir}: nothing to back up.`);
  }
  const file = resolve(named);
  const result = await carryOut('backup', { file, withKeys: values['with-keys'] ?? false });
  const { bytes, heldMs, entries, keys } = resultSchema.parse(result);
  const seconds = (heldMs / 1000).toFixed(1);
  say(
    `Backed up to ${file}: ${(bytes / 1e6).toFixed(1)} MB, ${entries} entries of the ledger; the records stood still for ${seconds} s.`,
  );
  if (!existsSync(file)) say('The file is where the running process sees that path, which is not here.');
  if (keys) {
    say('The keys are in it: whoever has the file can sign as this platform. Keep it as safe as the keys.');
  } else {
    say(
      `The keys are not in it. Without them it cannot be used in full: keep copies of ${secretFile(config)} and ` +
        `${keyFile(config)} in another place, or use --with-keys.`,
    );
  }
}
