import { z } from 'zod';
import { readAdminCommand } from '#modules/administration/index.ts';
import { modules } from './app.ts';
import { carryOut } from './carry-out.ts';
import { runCensus } from './census-command.ts';
import { faultLines, runLoad } from './load-command.ts';
import { type CarryOut, runBackup } from './platform/backup/command.ts';
import { runRestore } from './platform/backup/restore-command.ts';
import { readConfig } from './platform/config/config.ts';
import { version } from './platform/config/project.ts';
import { LoadError } from './platform/data-sets/data-set.ts';
import { databaseRefusal } from './platform/database/server.ts';
import { StartError } from './platform/errors/start-error.ts';
import { closeServices, openServices, prepare, serve } from './runtime.ts';

const help = `Tequio ${version}

Usage: npm run tequio -- <command> [arguments]

Commands
  serve                       run the platform
  migrate                     bring the records to this version's schema
  load <data set> <file>      check a file and load it, all or nothing
       [--<option> <value>]
  load --list                 the data sets, and the options each takes
  backup <file>               copy everything into a file, also while the platform runs
       [--with-keys]          with the keys: keep that file as safe as them
  restore <file>              put a backup into an empty data directory
       [--keys-from <folder>] [--accept-older-ledger <reason>]
  admin create <e-mail>       name an administrator, with an account if there is none
       [--name <name>]
  admin list                  who administers the platform
  admin withdraw <e-mail>     withdraw that from somebody; never from the last one
  census hash <in> <out>      turn a list of CURPs (curp,state,municipality[,code]) into keyed hashes
  census import <file>        put a census file of hashes in force, all or nothing
  census list                 the census files there are
  census withdraw <id>        take one out of force
  verify                      recompute what is derived and compare it with what is stored
  --help, --version

Settings are environment variables; README.md lists them.
`;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function badUsage(message: string): StartError {
  return new StartError(`${message} See --help.`, 2);
}

function noArguments(command: string, rest: readonly string[]): void {
  if (rest.length > 0) throw badUsage(`"${command}" takes no arguments, but got "${rest.join(' ')}".`);
}

async function runServe(): Promise<void> {
  const started = performance.now();
  const config = readConfig(process.env);
  // An interactive terminal is for the person who started the program; the access log would bury its messages.
  if (process.stdout.isTTY && !process.env.TEQUIO_LOG_LEVEL) config.logLevel = 'warn';
  // Heard from the first moment: a stop during the start lets it come to an end, so that nothing is left half done.
  const stop = new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  const running = await serve(config, say);
  const took = `${((performance.now() - started) / 1000).toFixed(1)} s`;
  if (running.ready) say(`Tequio ${version} is ready at ${running.address} (${took})`);
  else say(`Tequio ${version} listens at ${running.address} and waits for its database.`);
  await stop;
  say('Stopping: requests in flight finish first.');
  await running.close();
}

async function withServices<T>(
  work: (services: Awaited<ReturnType<typeof openServices>>) => Promise<T>,
): Promise<T> {
  const config = readConfig(process.env);
  const services = await openServices({ ...config, logLevel: 'warn' });
  try {
    return await work(services);
  } finally {
    await closeServices(services);
  }
}

async function runMigrate(): Promise<void> {
  await withServices((services) => services.database.migrate());
  say('The records have the schema of this version.');
}

/** Splits `--name value` pairs from the other arguments. */
function splitOptions(args: readonly string[]): { positional: string[]; options: Record<string, string> } {
  const positional: string[] = [];
  const options: Record<string, string> = {};
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (!arg.startsWith('--')) {
      positional.push(arg);
      continue;
    }
    const sign = arg.indexOf('=');
    const name = arg.slice(2, sign < 0 ? undefined : sign);
    const value = sign < 0 ? args[at + 1] : arg.slice(sign + 1);
    if (sign < 0) at += 1;
    if (!value || (sign < 0 && value.startsWith('--'))) throw badUsage(`Option --${name} needs a value.`);
    if (Object.hasOwn(options, name)) throw badUsage(`Option --${name} is given twice.`);
    Object.defineProperty(options, name, { value, enumerable: true });
  }
  return { positional, options };
}

/** Carries out a command by the process that has the database, or else here. */
const byWhoHasThem: CarryOut = (command, given) => carryOut(readConfig(process.env), command, given, say);

async function runAdmin(args: readonly string[]): Promise<void> {
  const { positional, options } = splitOptions(args);
  const lines = await byWhoHasThem('admin', readAdminCommand(positional, options));
  for (const line of z.array(z.string()).parse(lines)) say(line);
}

async function runVerify(): Promise<void> {
  const failed = await withServices(async (services) => {
    await prepare(services, () => undefined);
    let differences = 0;
    for (const module of modules) {
      for (const result of (await module.verify?.(services, modules)) ?? []) {
        differences += result.differences.length;
        say(`${result.differences.length === 0 ? 'ok  ' : 'FAIL'} ${result.name}: ${result.checked} checked`);
        for (const difference of result.differences) say(`     ${difference}`);
      }
    }
    return differences;
  });
  if (failed > 0) throw new StartError(`${failed} ${failed === 1 ? 'difference' : 'differences'} found.`);
  say('Everything agrees.');
}

async function runCommand(args: readonly string[]): Promise<void> {
  const [command, ...rest] = args;
  switch (command) {
    case undefined:
    case '--help':
    case '-h':
    case 'help':
      process.stdout.write(help);
      return;
    case '--version':
    case '-v':
      say(version);
      return;
    case 'serve':
      noArguments(command, rest);
      return runServe();
    case 'migrate':
      noArguments(command, rest);
      return runMigrate();
    case 'load':
      return runLoad(rest, splitOptions, byWhoHasThem, say);
    case 'admin':
      return runAdmin(rest);
    case 'backup':
      return runBackup(rest, readConfig(process.env), byWhoHasThem, say);
    case 'census':
      return runCensus(rest, readConfig(process.env), byWhoHasThem, say);
    case 'restore':
      return runRestore(rest, readConfig(process.env), withServices, say);
    case 'verify':
      noArguments(command, rest);
      return runVerify();
    default:
      throw badUsage(`There is no command "${command}".`);
  }
}

/** What the terminal is told of an error: one line for what a person can mend, everything for a fault of ours. */
function report(error: unknown): number {
  if (error instanceof LoadError) {
    process.stderr.write(`tequio: ${faultLines(error).join('\n')}\n`);
    return 1;
  }
  if (error instanceof StartError) {
    process.stderr.write(`tequio: ${error.message}\n`);
    return error.exitCode;
  }
  const refusal = databaseRefusal(error);
  if (refusal) {
    process.stderr.write(`tequio: ${refusal}\n`);
    return 1;
  }
  process.stderr.write(
    `tequio: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return 1;
}

// Whoever read along may have gone (`npm start | head`); the platform goes on without its messages.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

runCommand(process.argv.slice(2)).then(
  () => process.exit(process.exitCode ?? 0),
  (error: unknown) => process.exit(report(error)),
);
