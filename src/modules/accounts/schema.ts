import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
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
    /** The browser and the system it runs on, `Firefox / Android`; null where they are not known. */
    userAgent: text('user_agent'),
    /** Whether it was begun or confirmed with a second factor. */
    secondFactor: boolean('second_factor').notNull().default(false),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [
    index('person_sessions_person').on(table.userId),
    check('person_sessions_no_address', sql`${table.ipAddress} is null`),
    check('person_sessions_short_agent', sql`length(${table.userAgent}) <= 40`),
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
  (table) => [
    index('person_credentials_person').on(table.userId),
    uniqueIndex('person_credentials_subject').on(table.providerId, table.accountId),
  ],
);

/** Tokens that wait to be used once: challenges of second factors and passkeys, states of the single sign-on. */
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

/** Links in letters that wait to be opened once. The link itself is in the letter only. */
export const personLinks = pgTable(
  'person_links',
  {
    /** Keyed hash of what the link holds. */
    tokenHash: text('token_hash').primaryKey(),
    purpose: text().$type<'sign-up' | 'sign-in' | 'recovery' | 'email' | 'erasure'>().notNull(),
    /** The account that it is for; null for one that begins with it. */
    person: uuid().references(() => people.id, { onDelete: 'cascade' }),
    /** The address that opening it proves, in lower case. */
    email: text().notNull(),
    /** The account that begins with it: of nobody until they show that they can read the letter. */
    signUp: jsonb('sign_up').$type<{ name: string; lang: Lang; password: string }>(),
    /** Where the person wanted to go. */
    back: text(),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [
    index('person_links_email').on(table.email),
    index('person_links_person').on(table.person),
    index('person_links_expires_at').on(table.expiresAt),
  ],
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
    /** The time step of the last code that was taken: neither it nor an earlier one is taken again. */
    usedStep: integer('used_step').notNull().default(0),
  },
  (table) => [uniqueIndex('person_second_factors_person').on(table.userId)],
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

/** Where people live: as they say, or as the census that verified them does. */
export const personResidences = pgTable('person_residences', {
  person: personKey().primaryKey(),
  state: text().notNull(),
  municipality: text().notNull(),
  source: text().$type<'person' | 'census'>().notNull().default('person'),
  /** When it was set: from here the waiting period for another one runs. */
  declaredAt: moment('declared_at').notNull(),
});

/** People whose identity was verified. Of a CURP only a keyed hash is kept, and it belongs to one account. */
export const personIdentities = pgTable('person_identities', {
  person: personKey().primaryKey(),
  curpHash: text('curp_hash').notNull().unique(),
  provider: text().$type<'census' | 'oidc'>().notNull(),
  verifiedAt: moment('verified_at').notNull(),
  /** The state they lived in then, as the ledger's entry says; null where that was not known. */
  state: text(),
  /** The ledger's entry of the verification. */
  entry: uuid().notNull().unique(),
});

/** Verifications that have ended because the account was erased. Nothing here says whose they were. */
export const endedVerifications = pgTable('ended_verifications', {
  /** The ledger's entry of the verification. */
  entry: uuid().primaryKey(),
  /** The ledger's entry of its end. */
  endedEntry: uuid('ended_entry').notNull().unique(),
  endedAt: moment('ended_at').notNull(),
});

/** Files of the census. One counts from its confirmation until it is withdrawn; of two that name a person, the later one. */
export const censusImports = pgTable('census_imports', {
  id: uuid().primaryKey(),
  /** The name of the file. */
  source: text().notNull(),
  sha256: text().notNull(),
  rows: integer().notNull(),
  /** Whether everybody in it needs the code that the municipality gave them. */
  withCodes: boolean('with_codes').notNull(),
  importedAt: moment('imported_at').notNull(),
  /** The account that sent it; null for the command line and for accounts since erased. */
  importedBy: uuid('imported_by'),
  confirmedAt: moment('confirmed_at'),
  withdrawnAt: moment('withdrawn_at'),
  /** The ledger's entries of the confirmation and of the withdrawal. */
  entry: uuid(),
  withdrawnEntry: uuid('withdrawn_entry'),
});

/** Who is in the census, by keyed hashes: neither names nor CURPs. */
export const censusPeople = pgTable(
  'census_people',
  {
    curpHash: text('curp_hash').notNull(),
    import: uuid()
      .notNull()
      .references(() => censusImports.id, { onDelete: 'cascade' }),
    /** Keyed hash of CURP and personal code; null where the import has no codes. */
    codeHash: text('code_hash'),
    state: text().notNull(),
    municipality: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.curpHash, table.import] }),
    index('census_people_import').on(table.import),
  ],
);

export const placements: Placements = {
  people: 'local',
  person_sessions: 'local',
  person_credentials: 'local',
  person_tokens: 'local',
  person_links: 'local',
  person_second_factors: 'local',
  person_passkeys: 'local',
  person_residences: 'local',
  person_identities: 'local',
  ended_verifications: 'local',
  census_imports: 'local',
  census_people: 'local',
};
