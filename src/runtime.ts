import { join } from 'node:path';
import { dataSets, jobs, modules } from './app.ts';
import { controlHandlers } from './commands.ts';
import { createAccess } from './platform/access/access.ts';
import { createChanges } from './platform/changes/changes.ts';
import type { Config } from './platform/config/config.ts';
import { type Control, openControl } from './platform/control/control.ts';
import type { LoadReport } from './platform/data-sets/data-set.ts';
import { loadShipped } from './platform/data-sets/load.ts';
import { recordEarlierLoads } from './platform/data-sets/load-act.ts';
import { watchDataVersion } from './platform/database/data-version.ts';
import { prepareDirectory } from './platform/database/directory.ts';
import { openDatabase } from './platform/database/open.ts';
import { isUnreachable } from './platform/database/server.ts';
import { createApplication, type Handle } from './platform/http/application.ts';
import { listen } from './platform/http/server.ts';
import { readBuiltAssets, readStaticFiles } from './platform/http/static-files.ts';
import { createJobs } from './platform/jobs/jobs.ts';
import { type Runner, startRunnerSoon } from './platform/jobs/runner.ts';
import { openLedgerKey } from './platform/ledger/key.ts';
import { type Publisher, startPublisher } from './platform/ledger/publisher.ts';
import { createLog } from './platform/log.ts';
import { createMailer } from './platform/mail/mailer.ts';
import { holdSecret, openSecrets } from './platform/secrets/open.ts';
import type { Services } from './platform/services.ts';

/** What opening the stores tells the terminal while it goes on. */
export type Tell = (message: string) => void;

/** Opens the stores of a configuration. The schema may still be an older one. */
export async function openServices(config: Config): Promise<Services> {
  const log = createLog(config.logLevel);
  // Before the keys, which lie in it: whoever cannot use the directory is told of that, and not of a key.
  if (!config.databaseUrl) await prepareDirectory(config.dataDir);
  const secrets = await openSecrets(config);
  const database = await openDatabase(config, (error) =>
    log.warn({ err: error }, 'database connection lost'),
  );
  return {
    config,
    log,
    database,
    orm: database.orm,
    dataVersion: watchDataVersion(database),
    access: createAccess(modules.flatMap(({ policies = [] }) => policies)),
    changes: createChanges(modules),
    secrets,
    jobs: createJobs(database, jobs, log),
    mailer: createMailer(config, log),
    ledgerFault: () => undefined,
    now: () => new Date(),
  };
}

export async function closeServices(services: Services): Promise<void> {
  services.dataVersion.stop();
  await services.mailer.close();
  await services.jobs.close();
  await services.database.close();
}

/** Brings the stores up to date: schema first, then the data the platform ships with. */
export async function prepare(services: Services, onLoaded: (report: LoadReport) => void): Promise<void> {
  await services.database.migrate();
  await services.jobs.open();
  await holdSecret(services.orm, services.secrets, services.config);
  await loadShipped(services, dataSets, onLoaded);
  await recordEarlierLoads(services, dataSets);
  await services.dataVersion.refresh();
}

/** A platform that answers requests. */
export interface Running {
  address: string;
  /** False while the database does not answer; it goes on by itself when it does. */
  ready: boolean;
  handle: Handle;
  close(): Promise<void>;
}

const firstRetryMs = 1000;
const longestRetryMs = 15_000;

/** A port that another program has is told at once, before minutes may go into opening and loading stores. */
async function refuseTakenPort({ host, port }: Config): Promise<void> {
  if (port === 0) return;
  const probe = await listen(() => new Response(null, { status: 503 }), host, port);
  await probe.close();
}

/**
 * Opens, prepares and serves. A PostgreSQL server that does not answer does not stop the start: requests
 * get a 503 with a page, and the platform goes on by itself as soon as the server is there.
 * @throws StartError when the stores or the port cannot be used
 */
export async function serve(config: Config, tell: Tell): Promise<Running> {
  await refuseTakenPort(config);
  const services = await openServices(config);
  let ready = false;
  let closed = false;
  // The built site lies beside the bundle that this module is part of.
  const site = join(import.meta.dirname, '..', 'client');
  const handle = createApplication({
    modules,
    services,
    assets: readBuiltAssets(site),
    files: readStaticFiles(site),
    ready: () => ready,
  });
  let publisher: Publisher | undefined;
  let runner: Runner | undefined;
  services.ledgerFault = () => publisher?.fault();
  const attempt = async () => {
    await prepare(services, ({ dataSet, rows }) => tell(`Loaded ${dataSet}: ${rows} rows`));
    const key = await openLedgerKey(services.orm, config, new Date());
    publisher = await startPublisher({ database: services.database, key, log: services.log });
    ready = true;
    if (config.jobs && !closed) runner = startRunnerSoon(services, jobs);
  };
  const retry = async (wait: number) => {
    await new Promise((resolve) => setTimeout(resolve, wait));
    if (closed) return;
    try {
      await attempt();
      tell('The database answers; the platform is ready.');
    } catch (error) {
      if (!isUnreachable(error)) {
        services.log.error({ err: error }, 'start failed');
        tell(`The start failed: ${(error as Error).message}`);
        process.exitCode = 1;
        process.kill(process.pid, 'SIGTERM');
        return;
      }
      retry(Math.min(wait * 2, longestRetryMs));
    }
  };
  let control: Control | undefined;
  try {
    // Only an embedded database is held by this process alone; a server takes commands from anybody who may.
    if (services.database.holdStill) {
      control = await openControl({
        directory: config.dataDir,
        handlers: controlHandlers(services),
        ready: () => ready,
        log: services.log,
      });
    }
    const server = await listen(handle, config.host, config.port);
    try {
      await attempt();
    } catch (error) {
      if (!isUnreachable(error)) {
        await server.close();
        throw error;
      }
      tell(
        'The database does not answer; trying again until it does. Requests get "503 Service unavailable" meanwhile.',
      );
      retry(firstRetryMs);
    }
    return {
      ready,
      address:
        config.publicUrl ??
        `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${server.port}`,
      handle,
      async close() {
        closed = true;
        await Promise.all([server.close(), runner?.stop()]);
        await control?.close();
        await publisher?.stop();
        await closeServices(services);
      },
    };
  } catch (error) {
    await control?.close();
    await closeServices(services);
    throw error;
  }
}
