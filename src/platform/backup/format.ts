import { z } from 'zod';
import { formatFile, recordsFolder } from '../database/embedded.ts';

/*
 * A backup is a gzip-compressed tar that any tool opens: first `backup.json`, which says what it is; then FORMAT,
 * `records/`, `lake/` and, if asked for, `keys/`, as they lie in a data directory; last `SHA256SUMS`, which
 * `sha256sum -c` checks. A file that was cut off lacks the last.
 */

/** The version of this layout. */
export const layout = 1;

export const headerName = 'backup.json';
export const sumsName = 'SHA256SUMS';
export const lakeFolder = 'lake';
export const keysFolder = 'keys';

/** The names of the keys in a backup, wherever the settings say that they lie. */
export const keyNames = {
  secret: `${keysFolder}/secret.key`,
  ledger: `${keysFolder}/ledger.key`,
  /** The last checkpoint that was signed with the key of the ledger. */
  signed: `${keysFolder}/ledger.key.signed`,
} as const;

/** What `backup.json` says. */
export const headerSchema = z.object({
  tequioBackup: z.literal(layout),
  /** The version of Tequio that made it. */
  version: z.string(),
  time: z.iso.datetime(),
  /** Whether the keys are in it. */
  keys: z.boolean(),
  /** How many entries of the ledger have their place, and the newest checkpoint; null before there was a ledger. */
  ledger: z.object({ entries: z.number().int().min(0), checkpoint: z.string().nullable() }).nullable(),
});

export type BackupHeader = z.output<typeof headerSchema>;

/** Whether a name may stand in a backup: below one of its folders, and never a way out of them. */
export function isBackupName(name: string): boolean {
  if ([headerName, sumsName, formatFile].includes(name)) return true;
  const [folder = '', ...rest] = name.split('/');
  return (
    [recordsFolder, lakeFolder, keysFolder].includes(folder) &&
    !/[\\:\0]/.test(name) &&
    rest.every((part) => part !== '' && part !== '.' && part !== '..')
  );
}
