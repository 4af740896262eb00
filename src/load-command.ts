import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { z } from 'zod';
import { dataSets } from './app.ts';
import type { CarryOut } from './platform/backup/command.ts';
import type { ControlRequest } from './platform/control/protocol.ts';
import { type DataSet, LoadError, type LoadReport } from './platform/data-sets/data-set.ts';
import { loadDataSet } from './platform/data-sets/load.ts';
import { StartError } from './platform/errors/start-error.ts';
import type { Services } from './platform/services.ts';

const requestSchema = z.strictObject({
  dataSet: z.string(),
  file: z.string().min(1),
  options: z.record(z.string(), z.string()),
});

/** What a load did, as lines for the terminal. */
export function loadLines({ dataSet, outcome, rows, notes }: LoadReport): string[] {
  const state = outcome === 'loaded' ? 'loaded' : 'this file was loaded before; nothing changed';
  return [`${dataSet}: ${rows} rows, ${state}.`, ...notes.map((note) => `  ${note}`)];
}

/** Everything that is wrong with a file, a line for each place. */
export function faultLines({ message, problems }: LoadError): string[] {
  return [
    message,
    ...problems.map(
      ({ row, column, message }) => `  row ${row}${column ? `, column ${column}` : ''}: ${message}`,
    ),
  ];
}

/** A file is checked as a whole, and its rows take some fifteen times its size in memory. */
const largestFileMB = 64;

const unreadable: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory',
  EACCES: 'this user may not read it',
};

async function readInput(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    if (size <= largestFileMB * 1024 * 1024) return await readFile(file);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new StartError(`${file} cannot be read: ${unreadable[code] ?? message}.`);
  }
  throw new StartError(`${file} is too large: at most ${largestFileMB} MB are loaded from one file.`);
}

function dataSetOf(name: string | undefined): DataSet {
  const found = dataSets.find((candidate) => candidate.name === name);
  if (found) return found;
  const known = dataSets.map((candidate) => candidate.name).join(', ');
  const message = name
    ? `There is no data set "${name}"; there are: ${known}.`
    : `Name a data set: ${known}.`;
  throw new StartError(`${message} See --help.`, 2);
}

function checkOptions({ name, options: known }: DataSet, options: Readonly<Record<string, string>>): void {
  for (const option of Object.keys(options)) {
    if (!Object.hasOwn(known, option))
      throw new StartError(`"load ${name}" has no option --${option}. See --help.`, 2);
  }
}

/** The part of the command that needs the open database. @returns what the terminal is told */
export async function loadHere(
  services: Services,
  { args }: Pick<ControlRequest, 'args'>,
): Promise<string[]> {
  const request = requestSchema.safeParse(args);
  if (!request.success) throw new StartError('"load" does not take this. See --help.', 2);
  const { file, options } = request.data;
  const dataSet = dataSetOf(request.data.dataSet);
  checkOptions(dataSet, options);
  const bytes = await readInput(file);
  try {
    const report = await loadDataSet(services, dataSet, { bytes, source: basename(file), options });
    await services.dataVersion.refresh();
    return loadLines(report);
  } catch (error) {
    if (error instanceof LoadError) throw new StartError(faultLines(error).join('\n'));
    throw error;
  }
}

function listDataSets(say: (line: string) => void): void {
  for (const { name, summary, options } of dataSets) {
    say(`${name.padEnd(20)} ${summary}`);
    for (const [option, meaning] of Object.entries(options)) say(`  --${option.padEnd(16)} ${meaning}`);
  }
}

/** `tequio load <data set> <file> [--<option> <value>]`, `load --list` */
export async function runLoad(
  args: readonly string[],
  splitOptions: (args: readonly string[]) => { positional: string[]; options: Record<string, string> },
  carryOut: CarryOut,
  say: (line: string) => void,
): Promise<void> {
  if (args[0] === '--list') return listDataSets(say);
  const { positional, options } = splitOptions(args);
  const [name, file, ...rest] = positional;
  const dataSet = dataSetOf(name);
  if (!file || rest.length > 0) throw new StartError(`"load ${dataSet.name}" takes one file. See --help.`, 2);
  checkOptions(dataSet, options);
  // Read here too, so that a file that cannot be used is told before a database is made for it.
  await readInput(file);
  const request: z.input<typeof requestSchema> = { dataSet: dataSet.name, file: resolve(file), options };
  for (const line of z.array(z.string()).parse(await carryOut('load', request))) say(line);
}
