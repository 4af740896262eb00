import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A letter as the mail server took it. */
export interface Received {
  /** The message as it came over the network. */
  raw: string;
  parsed: ParsedMail;
  /** Whom the envelope names. */
  recipients: string[];
  /** Whether the connection was encrypted, and who had signed in. */
  secure: boolean;
  user: string | undefined;
}

export interface MailServerOptions {
  /** Answers a message with this code instead of taking it; undefined takes it. Asked for each. */
  refuse?(recipients: string[]): { code: number; message: string } | undefined;
  /** The same for a recipient, before the message is sent. */
  refuseRecipient?(recipient: string): { code: number; message: string } | undefined;
  /** Waited for before a message is answered. */
  before?(): Promise<void>;
  /** Takes letters only from who signs in with this. */
  account?: { user: string; password: string };
  /** Offers STARTTLS, with a certificate that nobody has signed. */
  startTls?: boolean;
  port?: number;
}

/** A real mail server on this machine, which keeps what it takes. */
export interface MailServer {
  port: number;
  url: string;
  received: Received[];
  /** How many messages were sent to it, taken or not. */
  asked: number;
  close(): Promise<void>;
}

function refusal({ code, message }: { code: number; message: string }): Error {
  return Object.assign(new Error(message), { responseCode: code });
}

async function text(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

export async function startMailServer(options: MailServerOptions = {}): Promise<MailServer> {
  const { account, startTls = false } = options;
  const received: Received[] = [];
  const state = { asked: 0 };
  const settings: SMTPServerOptions = {
    logger: false,
    disableReverseLookup: true,
    authOptional: !account,
    hideSTARTTLS: !startTls,
    allowInsecureAuth: !startTls,
    onAuth(auth, _session, done) {
      const known = account && auth.username === account.user && auth.password === account.password;
      if (known) done(null, { user: auth.username });
      else done(refusal({ code: 535, message: 'Invalid credentials' }));
    },
    onRcptTo({ address }, _session, done) {
      const said = options.refuseRecipient?.(address);
      done(said ? refusal(said) : null);
    },
    async onData(stream, session, done) {
      const raw = await text(stream);
      state.asked += 1;
      await options.before?.();
      const recipients = session.envelope.rcptTo.map(({ address }) => address);
      const said = options.refuse?.(recipients);
      if (said) return done(refusal(said));
      const user = typeof session.user === 'string' ? session.user : undefined;
      received.push({ raw, parsed: await simpleParser(raw), recipients, secure: session.secure, user });
      return done();
    },
  };
  const server = new SMTPServer(settings);
  // Clients that go away in the middle of something are part of the tests.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const login = account ? `${account.user}:${account.password}@` : '';
  return {
    port,
    url: `smtp://${login}127.0.0.1:${port}`,
    received,
    get asked() {
      return state.asked;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
