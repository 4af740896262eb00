import { randomInt } from 'node:crypto';
import { drizzleAdapter } from '@better-auth/drizzle-adapter';
import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { twoFactor } from 'better-auth/plugins';
import { isSecure, publicOrigin } from '#platform/config/config.ts';
import { newId } from '#platform/database/identifier.ts';
import { cookieName } from '#platform/http/cookies.ts';
import type { Services } from '#platform/services.ts';
import { keptBrowserName } from './rules/browser-name.ts';
import { longestPassword } from './rules/password.ts';
import { newRecoveryCodes } from './rules/recovery-codes.ts';
import { sessionSeconds } from './rules/session.ts';
import * as schema from './schema.ts';
import { sessionPlugin } from './session-plugin.ts';

const tables = {
  user: schema.people,
  session: schema.personSessions,
  account: schema.personCredentials,
  verification: schema.personTokens,
  twoFactor: schema.personSecondFactors,
  passkey: schema.personPasskeys,
};

/** @throws APIError where the device did not see to it that its owner is using it */
async function userVerified(verified: boolean | undefined): Promise<void> {
  if (!verified) throw new APIError('UNAUTHORIZED', { code: 'USER_NOT_VERIFIED' });
}

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
    // Passwords are set by our own actions; the library counts other units than people do.
    emailAndPassword: { enabled: true, autoSignIn: false, maxPasswordLength: 4 * longestPassword },
    user: { additionalFields: { lang: { type: 'string', required: true } } },
    session: {
      expiresIn: sessionSeconds,
      // A session ends when it ends, however much it is used: whoever took it must not keep it for ever.
      disableSessionRefresh: true,
      // What needs a recent proof of who somebody is asks for it itself.
      freshAge: 0,
      additionalFields: {
        secondFactor: { type: 'boolean', required: false, defaultValue: false, input: false },
      },
    },
    plugins: [
      twoFactor({
        issuer: 'Tequio',
        // Who has no password was asked for another proof before.
        allowPasswordless: true,
        backupCodeOptions: { customBackupCodesGenerate: () => newRecoveryCodes(randomInt) },
      }),
      passkey({
        ...{ rpName: 'Tequio', rpID: new URL(publicOrigin(config)).hostname, origin: publicOrigin(config) },
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        // A key that was used without finger, face or code says only that somebody has the device.
        registration: {
          afterVerification: ({ verification }) => userVerified(verification.registrationInfo?.userVerified),
        },
        authentication: {
          afterVerification: ({ verification }) => userVerified(verification.authenticationInfo.userVerified),
        },
      }),
      sessionPlugin({ orm }),
    ],
    databaseHooks: {
      session: {
        create: {
          before: async (session) => ({
            data: { ...session, ipAddress: null, userAgent: keptBrowserName(session.userAgent) },
          }),
        },
      },
      user: {
        create: { before: async (user) => ({ data: { ...user, image: null } }) },
        update: { before: async (user) => ({ data: { ...user, image: null } }) },
      },
    },
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
