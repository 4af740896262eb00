import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { Config } from '#platform/config/config.ts';
import { type Runner, startRunner } from '#platform/jobs/runner.ts';
import { deliverLetter } from '#platform/mail/deliver.ts';
import type { Letter } from '#platform/mail/letter.ts';
import { createMailer } from '#platform/mail/mailer.ts';
import type { Services } from '#platform/services.ts';
import { lettersOf, type QueuedLetter } from './mail.ts';
import { type MailServer, type MailServerOptions, type Received, startMailServer } from './smtp.ts';
import { openTestServices } from './stores.ts';

export const publicUrl = 'https://tequio.ejemplo.mx';

/** Waits for what the queue does in its own time. */
export function eventually(check: () => unknown): Promise<unknown> {
  return vi.waitFor(check, { timeout: 30_000, interval: 50 });
}

/** A letter to a fictional person. */
export function letter(more: Partial<Letter> = {}): Letter {
  return {
    ...{ kind: 'test.letter', to: 'persona@ejemplo.test', lang: 'es-MX', subject: 'Confirma tu correo' },
    body: [
      'Alguien abrió una cuenta con esta dirección.',
      { link: '/confirmar?codigo=abc', label: 'Confirmar mi correo' },
      { code: '123456' },
      { items: [{ text: 'Una acción nueva', link: '/metrica' }, { text: 'Otra cosa' }] },
    ],
    ...more,
  };
}

export interface SendingOptions {
  /** How many attempts a letter has. */
  most?: number;
  sendMs?: number;
}

/**
 * A platform that sends letters and a mail server that takes them, for the tests of a file: opened before each of
 * them and closed after it. To be called where hooks may be.
 */
export function mailStation() {
  let services: Services;
  let server: MailServer | undefined;
  let dataDir: string;
  const closing: (() => Promise<unknown>)[] = [];

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tequio-mail-'));
    const mailFrom = 'Tequio <avisos@tequio.ejemplo.mx>';
    services = await openTestServices({ prepared: true, config: { publicUrl, mailFrom, dataDir } });
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
    await server?.close();
    server = undefined;
    await services.jobs.close();
    await services.database.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  /** Services that send letters as the settings say, trying again without a pause. */
  const sending = (
    config: Partial<Config>,
    { most = 10, sendMs = 10_000 }: SendingOptions = {},
  ): Services => {
    const pauseAfter = (attempts: number) => (attempts >= most ? undefined : 0);
    const mailer = createMailer({ ...services.config, ...config }, services.log, { pauseAfter, sendMs });
    closing.push(() => mailer.close());
    return { ...services, mailer };
  };
  const listen = async (options: MailServerOptions = {}): Promise<MailServer> => {
    server = await startMailServer(options);
    return server;
  };
  const received = (): readonly Received[] => server?.received ?? [];
  return {
    sending,
    /** Starts the mail server. */
    listen,
    /** Starts the mail server, and gives services that send letters to it. */
    async withServer(options: MailServerOptions = {}, more: SendingOptions = {}): Promise<Services> {
      const { url } = await listen(options);
      return sending({ smtpUrl: url }, more);
    },
    /** Starts a process that delivers letters. */
    async work(some: Services): Promise<Runner> {
      const runner = await startRunner(some, [deliverLetter], { pollSeconds: 0.5, drainMs: 1500 });
      closing.push(() => runner.stop());
      return runner;
    },
    received,
    /** The first of so many letters that the mail server takes. */
    async arrived(count = 1): Promise<Received> {
      await eventually(() => expect(received()).toHaveLength(count));
      return received()[0] as Received;
    },
    /** The only letter as it stands in the queue. */
    async state(): Promise<QueuedLetter | undefined> {
      const [only] = await lettersOf(services);
      return only;
    },
    get server(): MailServer | undefined {
      return server;
    },
    get services(): Services {
      return services;
    },
    get dataDir(): string {
      return dataDir;
    },
  };
}
