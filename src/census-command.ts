import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import {
  type CensusProblem,
  censusFile,
  confirmCensus,
  hashCensus,
  listImports,
  receiveCensus,
  withdrawCensus,
} from '#modules/accounts/index.ts';
import type { CarryOut } from './platform/backup/command.ts';
import type { Config } from './platform/config/config.ts';
import { projectRoot } from './platform/config/project.ts';
import type { ControlRequest } from './platform/control/protocol.ts';
import { readTable } from './platform/data-sets/table.ts';
import { isId } from './platform/database/identifier.ts';
import { StartError } from './platform/errors/start-error.ts';
import { translator } from './platform/i18n/i18n.ts';
import { openSecrets, secretFile } from './platform/secrets/open.ts';
import type { Services } from './platform/services.ts';

const requestSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('import'), file: z.string().min(1) }),
  z.strictObject({ action: z.literal('list') }),
  z.strictObject({ action: z.literal('withdraw'), id: z.string().refine(isId) }),
]);

/** What is wrong with a file, a line for each place. */
function faultyFile(file: string, problems: readonly CensusProblem[], more: number): StartError {
  const t = translator('en');
  const count = problems.length + more;
  const lines = problems.map(({ row, column, code }) => {
    const place = column ? `row ${row}, column ${column}` : `row ${row}`;
    return `  ${place}: ${t(`identity:census.problem.${code}`)}`;
  });
  const rest = more > 0 ? [`  and ${more} more.`] : [];
  const head = `${basename(file)}: ${count} ${count === 1 ? 'problem' : 'problems'}; nothing was kept.`;
  return new StartError([head, ...lines, ...rest].join('\n'));
}

const unreadable: Record<string, string> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a directory',
  EACCES: 'this user may not read or write it',
  EEXIST: 'it is there already',
};

/** @throws StartError for what the file system refuses */
async function withFiles<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code = '', path, message } = error as NodeJS.ErrnoException;
    const reason = unreadable[code];
    if (reason === undefined) throw error;
    throw new StartError(path ? `${path} cannot be used: ${reason}.` : `${message}.`);
  }
}

async function importHere(services: Services, file: string): Promise<string[]> {
  return withFiles(async () => {
    if ((await stat(file)).isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR', path: file });
    const read = await censusFile(services.orm, basename(file), createReadStream(file));
    const outcome = await receiveCensus(services, 'command', read);
    if (!outcome.ok) throw faultyFile(file, outcome.problems, outcome.more);
    await confirmCensus(services, 'command', outcome.id);
    return [`${basename(file)}: ${outcome.rows} persons, in force as ${outcome.id}.`];
  });
}

async function listHere({ orm }: Services): Promise<string[]> {
  const imports = await listImports(orm);
  if (imports.length === 0) return ['There are no census files.'];
  return imports.map(({ id, source, rows, importedAt, confirmedAt, withdrawnAt }) => {
    const state = withdrawnAt ? 'withdrawn' : confirmedAt ? 'in force' : 'to be confirmed';
    return `${id}  ${importedAt.toISOString().slice(0, 10)}  ${state.padEnd(15)} ${String(rows).padStart(9)}  ${source}`;
  });
}

/** The part of the command that needs the open database. @returns what the terminal is told */
export async function censusHere(
  services: Services,
  { args }: Pick<ControlRequest, 'args'>,
): Promise<string[]> {
  const request = requestSchema.safeParse(args);
  if (!request.success) throw new StartError('"census" does not take this. See --help.', 2);
  switch (request.data.action) {
    case 'import':
      return importHere(services, request.data.file);
    case 'list':
      return listHere(services);
    case 'withdraw': {
      const { id } = request.data;
      if (await withdrawCensus(services, 'command', id)) return [`${id} is withdrawn.`];
      throw new StartError(`${id} is not a census file in force; "census list" shows which are.`);
    }
  }
}

/** The state of each municipality, from the catalogue that the platform ships with: hashing needs no database. */
async function shippedMunicipalities(): Promise<Map<string, string>> {
  const bytes = await readFile(join(projectRoot, 'data', 'territory', 'municipalities.csv'));
  const rows = readTable('municipalities', bytes, ['clave', 'state']);
  return new Map(rows.map(({ values }) => [values.clave ?? '', values.state ?? '']));
}

async function hash(
  config: Config,
  input: string,
  output: string,
  say: (line: string) => void,
): Promise<void> {
  const key = secretFile(config);
  // A secret made now would be none that the records were written under, and nobody would be found by these hashes.
  if (!(await stat(key).catch(() => undefined))) {
    throw new StartError(
      `There is no secret at ${key}: hash where the platform's secret lies, after its first start, or say where it is with TEQUIO_SECRET_FILE.`,
    );
  }
  const secrets = await openSecrets(config);
  const states = await shippedMunicipalities();
  const today = new Date().toISOString().slice(0, 10);
  const report = await withFiles(() =>
    hashCensus(secrets, input, output, (municipality) => states.get(municipality), today),
  );
  if (report.problems.length > 0) throw faultyFile(input, report.problems, report.more);
  say(
    `${basename(output)}: ${report.rows} persons. Delete ${basename(input)} where it is not needed any more.`,
  );
}

/** `tequio census hash <in.csv> <out.csv>`, `import <file>`, `list`, `withdraw <id>` */
export async function runCensus(
  args: readonly string[],
  config: Config,
  carryOut: CarryOut,
  say: (line: string) => void,
): Promise<void> {
  const [action, first = '', second = '', ...rest] = args;
  const takes = (count: number) => [first, second].filter(Boolean).length === count && rest.length === 0;
  const tell = async (request: z.input<typeof requestSchema>) => {
    for (const line of z.array(z.string()).parse(await carryOut('census', request))) say(line);
  };
  if (action === 'hash' && takes(2)) return hash(config, first, second, say);
  if (action === 'import' && takes(1)) return tell({ action, file: resolve(first) });
  if (action === 'list' && takes(0)) return tell({ action });
  if (action === 'withdraw' && takes(1)) {
    if (isId(first)) return tell({ action, id: first });
    throw new StartError(`"${first}" is not the identifier of a census file; "census list" shows them.`, 2);
  }
  throw new StartError(
    '"census" takes: hash <in.csv> <out.csv>, import <file>, list, withdraw <identifier>. See --help.',
    2,
  );
}
