import { and, asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { findPeople, findPersonByEmail, openAccountFor, passwordLink } from '#modules/accounts/index.ts';
import { giveGrant, holdsAt, withdrawGrant } from '#platform/access/grants.ts';
import { accessGrants } from '#platform/access/schema.ts';
import type { Orm } from '#platform/database/types.ts';
import { StartError } from '#platform/errors/start-error.ts';
import { defaultLang } from '#platform/i18n/languages.ts';
import { queueLetter } from '#platform/mail/queue.ts';
import type { Services } from '#platform/services.ts';
import { readPlaceNames } from '../names.ts';
import { givenLetter, withdrawnLetter } from './letters.ts';

/** An address that letters can go to (RFC 5321). */
const addressSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email().regex(/^[^@]{1,64}@/));

/** What `tequio admin` is asked. */
export const adminSchema = z.discriminatedUnion('verb', [
  z.strictObject({
    verb: z.literal('create'),
    email: addressSchema,
    name: z.string().trim().min(1).max(100).optional(),
  }),
  z.strictObject({ verb: z.literal('list') }),
  z.strictObject({
    verb: z.literal('withdraw'),
    email: addressSchema,
  }),
]);

export type AdminRequest = z.output<typeof adminSchema>;

/** What became of it, as lines for the terminal. */
export type AdminAnswer = readonly string[];

function administratorGrants(orm: Orm, now: Date) {
  return orm
    .select()
    .from(accessGrants)
    .where(and(eq(accessGrants.role, 'administrator'), holdsAt(now)))
    .orderBy(asc(accessGrants.givenAt), asc(accessGrants.id));
}

async function grantOf(orm: Orm, person: string, now: Date) {
  return (await administratorGrants(orm, now)).find((row) => row.person === person);
}

/** The person at an address, with an account that is opened where there is none. */
async function recipient(services: Services, tx: Orm, email: string, name: string) {
  const known = await findPersonByEmail(tx, email);
  if (known && known.assurance === 0) {
    throw new StartError(
      `The account of ${email} never confirmed that address, so it may be somebody else's. ` +
        'Nothing was done. Let its owner confirm the address first.',
    );
  }
  if (known) return { person: known, opened: false };
  await openAccountFor(services, tx, { name, email, lang: defaultLang });
  const person = await findPersonByEmail(tx, email);
  if (!person) throw new Error('An account was not opened');
  return { person, opened: true };
}

async function create(services: Services, email: string, name: string): Promise<AdminAnswer> {
  const { orm, now } = services;
  return orm.transaction(async (tx) => {
    const { person, opened } = await recipient(services, tx, email, name);
    if (await grantOf(tx, person.id, now()))
      return [`${email} administers the platform already. Nothing changed.`];
    const gift = {
      person: person.id,
      role: 'administrator',
      scope: { kind: 'platform' },
      expiresAt: null,
    } as const;
    const row = await giveGrant(tx, gift, 'command', now());
    await queueLetter(services, tx, givenLetter(person, row, await readPlaceNames(tx, [])));
    const next =
      'It takes effect in sessions with a second factor, which its owner sets up after signing in.';
    if (!opened) return [`${email} administers the platform now. ${next}`];
    return [
      `An account was opened for ${email}; it administers the platform now.`,
      'Its owner sets the password here, once and within 24 hours:',
      `  ${await passwordLink(services, tx, person)}`,
      next,
    ];
  });
}

async function list({ orm, now }: Services): Promise<AdminAnswer> {
  const grants = await administratorGrants(orm, now());
  const known = await findPeople(
    orm,
    grants.flatMap(({ person }) => person ?? []),
  );
  const lines = grants.map(({ person, givenAt, expiresAt }) => {
    const holder = person === null ? undefined : known.get(person);
    const until = expiresAt ? `, until ${expiresAt.toISOString()}` : '';
    const factor = holder?.secondFactor ? '' : ', no second factor yet';
    return `${holder?.email ?? 'an erased account'}  since ${givenAt.toISOString()}${until}${factor}`;
  });
  return lines.length > 0
    ? lines
    : ['Nobody administers the platform. "tequio admin create <e-mail>" names somebody.'];
}

async function withdrawFrom(services: Services, email: string): Promise<AdminAnswer> {
  const { orm, now } = services;
  return orm.transaction(async (tx) => {
    const person = await findPersonByEmail(tx, email);
    const grant = person && (await grantOf(tx, person.id, now()));
    if (!person || !grant)
      throw new StartError(`${email} does not administer the platform. Nothing changed.`);
    const reason = 'tequio admin withdraw';
    const row = await withdrawGrant(tx, grant.id, 'command', reason, now());
    if (row) {
      const names = await readPlaceNames(tx, []);
      await queueLetter(services, tx, withdrawnLetter(person, row, reason, names));
    }
    return [`${email} administers the platform no more.`];
  });
}

/** Names, lists and withdraws administrators for whoever runs the platform, who needs no permission for it. @throws StartError */
export async function administer(services: Services, request: AdminRequest): Promise<AdminAnswer> {
  switch (request.verb) {
    case 'create':
      return create(services, request.email, request.name ?? request.email.split('@', 1)[0] ?? request.email);
    case 'list':
      return list(services);
    case 'withdraw':
      return withdrawFrom(services, request.email);
  }
}
