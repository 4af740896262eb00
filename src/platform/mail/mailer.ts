import { mkdir, rename } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import type { SendMailOptions, Transporter } from 'nodemailer';
import type { Logger } from 'pino';
import { type Config, publicOrigin } from '../config/config.ts';
import { writeWhole } from '../files/whole.ts';

/** A letter as it goes out. */
export type Message = SendMailOptions;

/** How letters leave the platform. */
export interface Mailer {
  /** Whom letters come from. */
  readonly from: { name: string; address: string };
  /**
   * Gives a letter to the mail server; without one, writes it as `<id>.eml` into the data directory.
   * @throws what the mail server or the network says; see `refusalOf`
   */
  send(id: string, message: Message): Promise<void>;
  /** How long to wait after the given number of attempts, in seconds; undefined when it is enough. */
  pauseAfter(attempts: number): number | undefined;
  close(): Promise<void>;
}

/** Ten attempts in some thirty hours: after 1 minute, 2.5, 6, 16, 39 …, at most 12 hours. */
const mostAttempts = 10;
export function usualPause(attempts: number): number | undefined {
  if (attempts >= mostAttempts) return undefined;
  return Math.min(12 * 3600, Math.round(60 * 2.5 ** (attempts - 1)));
}

/** How many letters are under way to the mail server at once. */
export const mailConnections = 3;

export interface MailerOptions {
  /** See `Mailer.pauseAfter`. */
  pauseAfter?(attempts: number): number | undefined;
  /** The longest a letter may be under way, whatever the mail server does. */
  sendMs?: number;
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The mail server's address as nodemailer takes it. A password goes over the network only when it is encrypted, unless
 * the address itself says otherwise (`?requireTLS=false`).
 */
export function smtpAddress(address: string): string {
  const url = new URL(address);
  const wantsTls = url.username !== '' && !loopback.has(url.hostname) && url.protocol === 'smtp:';
  if (wantsTls && !url.searchParams.has('requireTLS')) url.searchParams.set('requireTLS', 'true');
  return url.href;
}

async function openTransport(smtpUrl: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  return createTransport({
    url: smtpAddress(smtpUrl),
    pool: true,
    maxConnections: mailConnections,
    maxMessages: 100,
    // Once, for a connection that the server closed while it was idle; more is for the queue of letters.
    maxRequeues: 1,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    dnsTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** The whole message as a file of its own, which mail programs open. */
async function asFile(message: Message): Promise<string> {
  const { createTransport } = await import('nodemailer');
  const writer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  const { message: bytes } = await writer.sendMail(message);
  return bytes.toString();
}

function fromOf(config: Config): { name: string; address: string } {
  const host = new URL(publicOrigin(config)).hostname.replace(/^\[|\]$/g, '');
  const fallback = `tequio@${isIP(host) ? 'localhost' : host}`;
  const parts = /^\s*"?([^<>"]*?)"?\s*<?([^<>@\s]+@[^<>@\s]+)>?$/.exec(config.mailFrom ?? fallback);
  const [, name = '', address = fallback] = parts ?? [];
  return { name: name || 'Tequio', address };
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('Took too long'), { code: 'ETIMEDOUT' })), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What sends letters as the settings say. The mail server is spoken to with the first one. */
export function createMailer(
  config: Config,
  log: Logger,
  { pauseAfter = usualPause, sendMs = 60_000 }: MailerOptions = {},
): Mailer {
  const folder = join(config.dataDir, 'mail');
  const from = fromOf(config);
  let opening: Promise<Transporter> | undefined;
  let told = false;
  const write = async (id: string, message: Message) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeWhole(join(folder, `${id}.eml`), await asFile(message), rename);
    if (told) return;
    told = true;
    log.warn({ folder }, 'no mail server is set (TEQUIO_SMTP_URL): letters are written into a folder');
  };
  return {
    from,
    pauseAfter,
    async send(id, message) {
      if (!config.smtpUrl) return write(id, message);
      opening ??= openTransport(config.smtpUrl);
      const transport = await opening;
      await within(sendMs, transport.sendMail(message));
    },
    async close() {
      (await opening)?.close();
    },
  };
}

/** Why a letter did not leave, without what the server said in words: that may name the person. */
export interface Refusal {
  /** `550 5.1.1`, `ECONNREFUSED`. */
  fault: string;
  /** The server will never take this letter. */
  final: boolean;
}

interface SmtpError {
  code?: string;
  responseCode?: number;
  response?: string;
  command?: string;
}

/** Commands whose refusal is about this letter, not about who we are or how we connect. */
const aboutTheLetter = /^(RCPT TO|DATA)$/;

export function refusalOf(error: unknown): Refusal {
  const { code, responseCode, response, command } = error as SmtpError;
  // Without an answer of the server: the network, or an address that cannot be written to.
  if (responseCode === undefined) return { fault: code ?? 'Error', final: code === 'EENVELOPE' };
  const [, detail] = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '') ?? [];
  return {
    fault: detail ? `${responseCode} ${detail}` : `${responseCode}`,
    final: responseCode >= 500 && aboutTheLetter.test(command ?? ''),
  };
}
