import { drizzleAdapter } from '@better-auth/drizzle-adapter';
import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins';
import { isSecure, publicOrigin } from '#platform/config/config.ts';
import { newId } from '#platform/database/identifier.ts';
import { cookieName } from '#platform/http/cookies.ts';
import type { Services } from '#platform/services.ts';
import * as schema from './schema.ts';

const tables = {
  user: schema.people,
  session: schema.personSessions,
  account: schema.personCredentials,
  verification: schema.personTokens,
  twoFactor: schema.personSecondFactors,
  passkey: schema.personPasskeys,
};

const sessionDays = 30;

function createAuth(services: Pick<Services, 'config' | 'orm' | 'secrets'>) {
  const { config, orm, secrets } = services;
  const secure = isSecure(config);
  const cookie = (name: string) => ({
    name: cookieName(name, secure),
    attributes: { secure, httpOnly: true, sameSite: 'lax' as const, path: '/' },
  });
  return betterAuth({
    appName: 'Tequio',
    baseURL: publicOrigin(config),
    basePath: '/cuenta/auth',
    secret: secrets.key('sessions'),
    database: drizzleAdapter(orm, { provider: 'pg', schema: tables }),
    emailAndPassword: { enabled: true, autoSignIn: false, minPasswordLength: 12, maxPasswordLength: 128 },
    user: { additionalFields: { lang: { type: 'string', required: true } } },
    session: {
      expiresIn: sessionDays * 24 * 3600,
      updateAge: 24 * 3600,
      additionalFields: {
        secondFactor: { type: 'boolean', required: false, defaultValue: false, input: false },
      },
    },
    plugins: [twoFactor({ issuer: 'Tequio' }), passkey({ rpName: 'Tequio' })],
    // Limits are the platform's own: they hold across processes.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      useSecureCookies: false,
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => newId() },
      cookies: {
        session_token: cookie('session'),
        session_data: cookie('session-data'),
        dont_remember: cookie('dont-remember'),
        two_factor: cookie('second-factor'),
        trust_device: cookie('trusted-device'),
        'better-auth-passkey': cookie('passkey'),
        state: cookie('sign-on'),
      },
    },
  });
}

/** The library that keeps accounts, set up for this platform. Nothing of it is reachable from outside but through our routes. */
export type Auth = ReturnType<typeof createAuth>;

const known = new WeakMap<Services['database'], Auth>();

/**
 * The accounts of a platform. Never to be called within a transaction of ours: the embedded database has one
 * connection, and the library asks for it itself.
 */
export function authOf(services: Pick<Services, 'config' | 'database' | 'orm' | 'secrets'>): Auth {
  const made = known.get(services.database) ?? createAuth(services);
  known.set(services.database, made);
  return made;
}
