import { join, resolve } from 'node:path';
import { z } from 'zod';
import { StartError } from '../errors/start-error.ts';
import { parseProxies, type TrustedProxies } from '../http/client-address.ts';
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

function areNetworks(list: readonly string[]): boolean {
  try {
    parseProxies(list);
    return true;
  } catch {
    return false;
  }
}

/** Settings whose values nobody is shown. */
export const secretSettings: readonly string[] = [
  'DATABASE_URL',
  'TEQUIO_SMTP_URL',
  'TEQUIO_OIDC_CLIENT_SECRET',
];

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
  TEQUIO_TRUSTED_PROXIES: z
    .string()
    .transform((list) => list.split(',').map((part) => part.trim()))
    .refine(areNetworks, 'must be addresses or networks such as 10.0.0.0/8, separated by commas')
    .optional(),
  TEQUIO_JOBS: z
    .enum(['on', 'off'], { error: 'must be on or off' })
    .default('on')
    .transform((value) => value === 'on'),
  TEQUIO_SECRET_FILE: z
    .string()
    .transform((path) => resolve(path))
    .optional(),
  TEQUIO_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/\S+$/, 'must be an address like smtp://user:password@host:587')
    .refine(URL.canParse, 'is not a valid address (special characters have to be percent-encoded)')
    .optional(),
  TEQUIO_MAIL_FROM: z
    .string()
    .regex(/^[^<>\r\n]*<?[^<>@\s]+@[^<>@\s]+>?$/, 'must be an address such as Tequio <avisos@tequio.example>')
    .optional(),
  TEQUIO_OIDC_ISSUER: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
  TEQUIO_OIDC_CLIENT_ID: z.string().optional(),
  TEQUIO_OIDC_CLIENT_SECRET: z.string().optional(),
  TEQUIO_OIDC_NAME: z.string().max(60, 'must have at most 60 characters').optional(),
  TEQUIO_OIDC_CURP_CLAIM: z.string().optional(),
  TEQUIO_RESIDENCE_WAIT_DAYS: integer(0, 3650, 180),
  TEQUIO_COMMITMENT_SOON_DAYS: integer(0, 365, 30),
  TEQUIO_COMMITMENT_SILENT_DAYS: integer(1, 3650, 90),
  TEQUIO_MAX_UPLOAD_MB: integer(1, 1024, 20),
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
  /** Proxies whose word on who asks is taken. */
  trustedProxies: TrustedProxies;
  /** Absolute path of the platform's secret; absent means `keys/secret.key` in `dataDir`. */
  secretFile: string | undefined;
  /** Whether this process runs jobs; another one has to where it does not. */
  jobs: boolean;
  /** The mail server; absent means that letters are written into `mail` in `dataDir`. */
  smtpUrl: string | undefined;
  /** Whom letters come from; absent means `tequio@` and the host of `publicUrl`. */
  mailFrom: string | undefined;
  /** A government's single sign-on (OpenID Connect), where there is one. */
  oidc: OidcConfig | undefined;
  /** How long after declaring a residence a person may declare another one. */
  residenceWaitDays: number;
  /** From how many days before its date a commitment is due soon, and after how many without a word it is silent. */
  commitmentClock: { soonDays: number; silentDays: number };
  /** The largest file that staff may send, in bytes. */
  maxUploadBytes: number;
  /** Absolute path of the ledger's signing key; absent means `keys/ledger.key` in `dataDir`. */
  ledgerKeyFile: string | undefined;
  /** The name a new ledger is begun under; absent means one made of `publicUrl`. */
  ledgerOrigin: string | undefined;
  /** The public keys of the witnesses whose cosignatures are taken. */
  ledgerWitnesses: readonly string[];
  /** All settings as they stand, to be looked at. */
  effective: readonly EffectiveSetting[];
}

/** A setting, its value and where that comes from. */
export interface EffectiveSetting {
  name: string;
  /** As the process uses it; null where nothing is set, and for what is secret. */
  value: string | null;
  source: 'environment' | 'default';
  secret: boolean;
}

/** How to reach a government's single sign-on. */
export interface OidcConfig {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What people know it as: `Llave MX`. */
  name: string;
  /** The claim that holds a verified person's CURP; absent where it says nothing of who they are. */
  curpClaim: string | undefined;
}

/** Whether people reach the platform over TLS: then cookies are tied to it. */
export function isSecure({ publicUrl }: Pick<Config, 'publicUrl'>): boolean {
  return publicUrl?.startsWith('https://') ?? false;
}

/** Where people reach the platform, without trailing slash: for links that stand outside its own pages. */
export function publicOrigin({ publicUrl, host, port }: Config): string {
  return publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function oidcOf(values: z.output<typeof settings>): OidcConfig | undefined {
  const { TEQUIO_OIDC_ISSUER: issuer, TEQUIO_OIDC_CLIENT_ID: clientId } = values;
  const { TEQUIO_OIDC_CLIENT_SECRET: clientSecret } = values;
  if (!issuer || !clientId || !clientSecret) return undefined;
  const { TEQUIO_OIDC_NAME: name = new URL(issuer).host, TEQUIO_OIDC_CURP_CLAIM: curpClaim } = values;
  return { issuer, clientId, clientSecret, name, curpClaim };
}

function effectiveOf(
  given: Readonly<Record<string, unknown>>,
  values: Readonly<Record<string, unknown>>,
): EffectiveSetting[] {
  return settingNames.map((name) => {
    const secret = secretSettings.includes(name);
    const used = given[name] ?? values[name];
    const value = typeof used === 'boolean' ? (used ? 'on' : 'off') : used;
    return {
      ...{ name, secret, value: secret || value === undefined ? null : String(value) },
      source: given[name] === undefined ? 'default' : 'environment',
    };
  });
}

/** The single sign-on needs all three of its settings or none. */
function oidcProblem(given: Readonly<Record<string, unknown>>): string[] {
  const names = ['TEQUIO_OIDC_ISSUER', 'TEQUIO_OIDC_CLIENT_ID', 'TEQUIO_OIDC_CLIENT_SECRET'];
  const missing = names.filter((name) => given[name] === undefined);
  if (missing.length === 0 || missing.length === names.length) return [];
  return [`${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing for the single sign-on`];
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
  problems.push(...oidcProblem(given));
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    // What may hold a password is never repeated.
    for (const issue of parsed.error.issues) {
      const name = String(issue.path[0]);
      const shown = secretSettings.includes(name) ? '' : ` (it is "${given[name]}")`;
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
    trustedProxies: parseProxies(values.TEQUIO_TRUSTED_PROXIES ?? []),
    secretFile: values.TEQUIO_SECRET_FILE,
    jobs: values.TEQUIO_JOBS,
    smtpUrl: values.TEQUIO_SMTP_URL,
    mailFrom: values.TEQUIO_MAIL_FROM,
    oidc: oidcOf(values),
    residenceWaitDays: values.TEQUIO_RESIDENCE_WAIT_DAYS,
    commitmentClock: {
      soonDays: values.TEQUIO_COMMITMENT_SOON_DAYS,
      silentDays: values.TEQUIO_COMMITMENT_SILENT_DAYS,
    },
    maxUploadBytes: values.TEQUIO_MAX_UPLOAD_MB * 1_000_000,
    ledgerKeyFile: values.TEQUIO_LEDGER_KEY_FILE,
    ledgerOrigin: values.TEQUIO_LEDGER_ORIGIN,
    ledgerWitnesses: values.TEQUIO_LEDGER_WITNESSES ?? [],
    effective: effectiveOf(given, values),
  };
}
