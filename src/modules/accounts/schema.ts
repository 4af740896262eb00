import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Placements } from '#platform/database/types.ts';
import type { Lang } from '#platform/i18n/languages.ts';

const moment = (name: string) => timestamp(name, { withTimezone: true });

/** Accounts. The names of the fields are those that better-auth knows. */
export const people = pgTable(
  'people',
  {
    id: uuid().primaryKey(),
    /** What the person wants to be called: shown to themselves and, where they choose so, beside what they publish. */
    name: text().notNull(),
    /** In lower case. */
    email: text().notNull().unique(),
    emailVerified: boolean('email_verified').notNull(),
    /** A field of the library that we keep nothing in. */
    image: text(),
    lang: text().$type<Lang>().notNull(),
    twoFactorEnabled: boolean('two_factor_enabled').notNull().default(false),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [check('people_no_image', sql`${table.image} is null`)],
);

const personKey = () =>
  uuid('person')
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' });

/** Where somebody is signed in. No address is kept, and of the browser only what its owner recognises it by. */
export const personSessions = pgTable(
  'person_sessions',
  {
    id: uuid().primaryKey(),
    userId: personKey(),
    token: text().notNull().unique(),
    expiresAt: moment('expires_at').notNull(),
    /** A field of the library that we keep nothing in. */
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    /** Whether it was begun or confirmed with a second factor. */
    secondFactor: boolean('second_factor').notNull().default(false),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [
    index('person_sessions_person').on(table.userId),
    check('person_sessions_no_address', sql`${table.ipAddress} is null`),
  ],
);

/** By what somebody signs in: a password (hashed), or the identifier that a single sign-on knows them by. */
export const personCredentials = pgTable(
  'person_credentials',
  {
    id: uuid().primaryKey(),
    userId: personKey(),
    providerId: text('provider').notNull(),
    accountId: text('subject').notNull(),
    password: text(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: moment('access_token_expires_at'),
    refreshTokenExpiresAt: moment('refresh_token_expires_at'),
    scope: text(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [index('person_credentials_person').on(table.userId)],
);

/** Tokens that wait to be used once: links in letters, challenges of passkeys, states of the single sign-on. */
export const personTokens = pgTable(
  'person_tokens',
  {
    id: uuid().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: moment('expires_at').notNull(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [index('person_tokens_identifier').on(table.identifier)],
);

/** Codes of an authenticator application (TOTP) and recovery codes, both encrypted. */
export const personSecondFactors = pgTable(
  'person_second_factors',
  {
    id: uuid().primaryKey(),
    userId: personKey(),
    secret: text().notNull(),
    backupCodes: text('backup_codes').notNull(),
    verified: boolean().notNull().default(true),
    failedVerificationCount: integer('failed_verification_count').notNull().default(0),
    lockedUntil: moment('locked_until'),
  },
  (table) => [index('person_second_factors_person').on(table.userId)],
);

export const personPasskeys = pgTable(
  'person_passkeys',
  {
    id: uuid().primaryKey(),
    userId: personKey(),
    name: text(),
    publicKey: text('public_key').notNull(),
    credentialID: text('credential').notNull().unique(),
    counter: integer().notNull(),
    deviceType: text('device_type').notNull(),
    backedUp: boolean('backed_up').notNull(),
    transports: text(),
    aaguid: text(),
    createdAt: moment('created_at'),
  },
  (table) => [index('person_passkeys_person').on(table.userId)],
);

/** Where people say they live. */
export const personResidences = pgTable('person_residences', {
  person: personKey().primaryKey(),
  state: text().notNull(),
  municipality: text().notNull(),
  declaredAt: moment('declared_at').notNull(),
});

/** People whose identity was verified. Of a CURP only a keyed hash is kept, and it belongs to one account. */
export const personIdentities = pgTable('person_identities', {
  person: personKey().primaryKey(),
  curpHash: text('curp_hash').notNull().unique(),
  provider: text().$type<'census' | 'oidc'>().notNull(),
  verifiedAt: moment('verified_at').notNull(),
  /** Opens the commitment to the person in the ledger's entry. */
  salt: text().notNull(),
  entry: uuid().notNull(),
});

export const placements: Placements = {
  people: 'local',
  person_sessions: 'local',
  person_credentials: 'local',
  person_tokens: 'local',
  person_second_factors: 'local',
  person_passkeys: 'local',
  person_residences: 'local',
  person_identities: 'local',
};
