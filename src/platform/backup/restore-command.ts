import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from '../config/config.ts';
import { StartError } from '../errors/start-error.ts';
import { keyFile, rememberedCheckpoint } from '../ledger/key.ts';
import { lostCheckpoint, recordRestoration, rememberInstead } from '../ledger/set-back.ts';
import { latestCheckpoint, recordedKey } from '../ledger/store.ts';
import { secretFile } from '../secrets/open.ts';
import type { Services } from '../services.ts';
import { parseCommand, serverHasThem } from './command.ts';
import { restoreBackup } from './restore.ts';

const longestReason = 500;

/** The reason that is published; it stays in the ledger for ever. */
function readReason(given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  const reason = given.trim();
  if (reason.length >= 10 && reason.length <= longestReason) return reason;
  throw new StartError(
    `--accept-older-ledger takes the reason in 10 to ${longestReason} characters. It is published for ever: name nobody in it.`,
    2,
  );
}

/**
 * For records that were put back by other means than a backup file: has the ledger tell that it does not hold
 * everything that was signed, and go on.
 */
export async function acceptOlderLedger(
  { orm, config, database, now }: Services,
  reason: string,
): Promise<string> {
  await database.migrate();
  const file = keyFile(config);
  const lost = await lostCheckpoint(orm, await rememberedCheckpoint(file, await recordedKey(orm)));
  if (!lost) throw new StartError('There is nothing to accept: the records hold everything that was signed.');
  await recordRestoration(orm, { now: now(), givenUp: { checkpoint: lost, reason } });
  await rememberInstead(`${file}.signed`, lost, (await latestCheckpoint(orm))?.note);
  return `The ledger goes on without what was signed up to ${lost.size} entries, and says so.`;
}

/** `tequio restore <file> [--keys-from <folder>] [--accept-older-ledger <reason>]`; without a file for other records. */
export async function runRestore(
  args: readonly string[],
  config: Config,
  withServices: <T>(work: (services: Services) => Promise<T>) => Promise<T>,
  say: (line: string) => void,
): Promise<void> {
  const { positionals, values } = parseCommand(args, {
    'keys-from': { type: 'string' },
    'accept-older-ledger': { type: 'string' },
  });
  const reason = readReason(values['accept-older-ledger']);
  const [file, ...rest] = positionals;
  if (!file && reason !== undefined && values['keys-from'] === undefined) {
    say(await withServices((services) => acceptOlderLedger(services, reason)));
    return;
  }
  if (config.databaseUrl) throw serverHasThem();
  if (!file || rest.length > 0)
    throw new StartError('"restore" takes one file, as "backup" made it. See --help.', 2);
  const keysFrom = values['keys-from'];
  const { header, entries, givenUp } = await restoreBackup({
    ...{ config, file: resolve(file), reason, now: new Date() },
    keysFrom: keysFrom === undefined ? undefined : resolve(keysFrom),
  });
  say(`Restored into ${config.dataDir}: the copy of ${header.time}, with ${entries} entries of the ledger.`);
  if (givenUp)
    say(`The ledger tells that what was signed up to ${givenUp.size} entries is given up, and why.`);
  const missing = [secretFile(config), keyFile(config)].filter((path) => !existsSync(path));
  if (missing.length > 0) say(`Before anything else, put the keys in their place: ${missing.join(', ')}.`);
  say('Now run: npm run tequio -- verify');
}
