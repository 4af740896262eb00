import { join, resolve } from 'node:path';
import { z } from 'zod';
import { StartError } from '../errors/start-error.ts';
import { isWitnessKey } from '../ledger/cosignature.ts';
import { isKeyName } from '../ledger/note.ts';
import { projectRoot } from './project.ts';

const integer = (min: number, max: number, fallback: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`))
    .default(fallback);

/** Whether an address is that of a site and nothing below it: the platform's own addresses begin at the root. */
function isOrigin(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { origin, href } = new URL(address);
  return href.replace(/\/+$/, '') === origin;
}

const settings = z.object({
  PORT: integer(0, 65535, 3000),
  DATABASE_URL: z
    .string()
    .regex(
      /^(postgres|postgresql):\/\/\S+$/,
      'must be empty or an address like postgres://user@host/database',
    )
    .refine(
      URL.canParse,
      'is not a valid address (special characters in a password have to be percent-encoded)',
    )
    .optional(),
  // An IPv6 address may stand in the brackets that it has in an address of the web.
  TEQUIO_HOST: z
    .string()
    .transform((host) => host.replace(/^\[(.+)\]$/, '$1'))
    .default('127.0.0.1'),
  TEQUIO_DATA_DIR: z.string().min(1).default(join(projectRoot, 'var')),
  TEQUIO_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address', abort: true })
    .refine(isOrigin, 'must be an address without path, such as https://tequio.example')
    .transform((address) => new URL(address).origin)
    .optional(),
  TEQUIO_LOG_LEVEL: z
    .enum(['silent', 'error', 'warn', 'info', 'debug'], {
      error: 'must be silent, error, warn, info or debug',
    })
    .default('info'),
  TEQUIO_POOL_SIZE: integer(1, 1000, 10),
  TEQUIO_CACHE_MB: integer(0, 65536, 64),
  TEQUIO_MAX_BODY_KB: integer(1, 1048576, 64),
  TEQUIO_REQUEST_TIMEOUT_MS: integer(100, 600000, 30000),
  TEQUIO_LEDGER_KEY_FILE: z
    .string()
    .transform((path) => resolve(path))
    .optional(),
  TEQUIO_LEDGER_ORIGIN: z
    .string()
    .refine(isKeyName, 'must be a name without white space and +, such as tequio.example.mx/bitacora')
    .optional(),
  TEQUIO_LEDGER_WITNESSES: z
    .string()
    .transform((list) => list.split(',').map((key) => key.trim()))
    .refine(
      (keys) => keys.every(isWitnessKey),
      'must be public keys of witnesses in the form name+id+base64, separated by commas',
    )
    .optional(),
});

/** The names of all settings, for messages and documentation. */
export const settingNames: readonly string[] = Object.keys(settings.shape);

/** How this process is set up. Made once at start and passed on; nothing else reads the environment. */
export interface Config {
  host: string;
  port: number;
  /** Absolute path of the directory that holds what the process writes. */
  dataDir: string;
  /** Address of a PostgreSQL server; absent means the embedded database in `dataDir`. */
  databaseUrl: string | undefined;
  /** Where people reach the platform, without trailing slash; absent means `http://host:port`. */
  publicUrl: string | undefined;
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  poolSize: number;
  cacheBytes: number;
  maxBodyBytes: number;
  requestTimeoutMs: number;
  /** Absolute path of the ledger's signing key; absent means `keys/ledger.key` in `dataDir`. */
  ledgerKeyFile: string | undefined;
  /** The name a new ledger is begun under; absent means one made of `publicUrl`. */
  ledgerOrigin: string | undefined;
  /** The public keys of the witnesses whose cosignatures are taken. */
  ledgerWitnesses: readonly string[];
}

/** Where people reach the platform, without trailing slash: for links that stand outside its own pages. */
export function publicOrigin({ publicUrl, host, port }: Config): string {
  return publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function nearest(name: string): string | undefined {
  const letters = (text: string) => new Set(text.replace(/^TEQUIO_/, '').split(''));
  const wanted = letters(name);
  const likeness = (other: string) => {
    const theirs = letters(other);
    const shared = [...wanted].filter((letter) => theirs.has(letter)).length;
    return shared / Math.max(wanted.size, theirs.size) - Math.abs(other.length - name.length) / 20;
  };
  const best = settingNames
    .filter((other) => other.startsWith('TEQUIO_'))
    .sort((a, b) => likeness(b) - likeness(a))[0];
  return best && likeness(best) > 0.7 ? best : undefined;
}

/**
 * Reads the settings from environment variables. An empty value counts as not set.
 * @throws StartError naming every variable that is unknown (`TEQUIO_*` only) or has a value that cannot be used.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const problems: string[] = [];
  for (const name of Object.keys(given)) {
    if (!name.startsWith('TEQUIO_') || settingNames.includes(name)) continue;
    const guess = nearest(name);
    problems.push(`${name} is not a setting of Tequio${guess ? `; did you mean ${guess}?` : ''}`);
  }
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    // The value of DATABASE_URL may hold a password: it is never repeated.
    for (const issue of parsed.error.issues) {
      const name = String(issue.path[0]);
      const shown = name === 'DATABASE_URL' ? '' : ` (it is "${given[name]}")`;
      problems.push(`${name} ${issue.message}${shown}`);
    }
  }
  if (problems.length > 0 || !parsed.success) throw new StartError(`Settings: ${problems.join('; ')}.`, 2);
  const values = parsed.data;
  return {
    host: values.TEQUIO_HOST,
    port: values.PORT,
    dataDir: resolve(values.TEQUIO_DATA_DIR),
    databaseUrl: values.DATABASE_URL,
    publicUrl: values.TEQUIO_PUBLIC_URL,
    logLevel: values.TEQUIO_LOG_LEVEL,
    poolSize: values.TEQUIO_POOL_SIZE,
    cacheBytes: values.TEQUIO_CACHE_MB * 1024 * 1024,
    maxBodyBytes: values.TEQUIO_MAX_BODY_KB * 1024,
    requestTimeoutMs: values.TEQUIO_REQUEST_TIMEOUT_MS,
    ledgerKeyFile: values.TEQUIO_LEDGER_KEY_FILE,
    ledgerOrigin: values.TEQUIO_LEDGER_ORIGIN,
    ledgerWitnesses: values.TEQUIO_LEDGER_WITNESSES ?? [],
  };
}
