import { and, asc, eq, gt, isNotNull, isNull, lte, or, type SQL } from 'drizzle-orm';
import { recordAudit } from '../audit/audit.ts';
import { newId } from '../database/identifier.ts';
import type { Orm } from '../database/types.ts';
import { Problem } from '../errors/problem.ts';
import { appendEntry } from '../ledger/append.ts';
import type { JsonObject } from '../ledger/canonical-json.ts';
import type { NewEntry } from '../ledger/entry.ts';
import { appendPersonAct } from '../ledger/person-acts.ts';
import { accessGrants, type GrantEnd } from './schema.ts';
import type { Grant, Role, Scope } from './subject.ts';

export type GrantRow = typeof accessGrants.$inferSelect;

/** The scope that a row of `access_grants` says. */
export function scopeOf({
  scopeKind,
  state,
  institution,
  edition,
}: Pick<GrantRow, 'scopeKind' | 'state' | 'institution' | 'edition'>): Scope {
  switch (scopeKind) {
    case 'state':
      return { kind: 'state', state: state ?? '' };
    case 'institution':
      return { kind: 'institution', institution: institution ?? '' };
    case 'edition':
      return { kind: 'edition', edition: edition ?? 0 };
    case 'platform':
      return { kind: 'platform' };
  }
}

/** The condition of grants that hold at an instant: neither ended nor expired. */
export function holdsAt(now: Date): SQL | undefined {
  return and(
    isNull(accessGrants.endedAt),
    or(isNull(accessGrants.expiresAt), gt(accessGrants.expiresAt, now)),
  );
}

/** What a person is entrusted with at an instant. */
export async function grantsOf(orm: Orm, person: string, now: Date): Promise<Grant[]> {
  const rows = await orm
    .select()
    .from(accessGrants)
    .where(and(eq(accessGrants.person, person), holdsAt(now)));
  return rows.map((row) => ({ role: row.role, scope: scopeOf(row) }));
}

/** The kinds of the ledger's entries. */
export const grantGiven = 'access.grant-given';
export const grantEnded = 'access.grant-ended';

/** What a grant is, as the ledger says it: nothing of who holds it. */
export function grantAct(row: Pick<GrantRow, 'role' | 'scopeKind' | 'state' | 'institution' | 'edition'>) {
  return { role: row.role, scope: scopeOf(row) } satisfies JsonObject;
}

/** What the entry of giving a grant holds. */
export function givenAct(row: Parameters<typeof grantAct>[0] & Pick<GrantRow, 'expiresAt'>) {
  return { ...grantAct(row), expires: row.expiresAt?.toISOString() ?? null };
}

/** What the entry of ending one holds. */
export function endedAct(row: Parameters<typeof grantAct>[0] & Pick<GrantRow, 'endedHow'>) {
  return { ...grantAct(row), reason: row.endedHow ?? null };
}

function subjectOf({ id, institution }: Pick<GrantRow, 'id' | 'institution'>): NewEntry['subject'] {
  return { type: 'grant', id, ...(institution === null ? {} : { institution }) };
}

/** Who acts: an account, or the command line. */
export type Giver = { person: string } | 'command';

const actorOf = (by: Giver) =>
  by === 'command' ? ({ origin: 'command' } as const) : ({ actor: by.person } as const);

/** 409: the person already has this role there. */
export function alreadyHeld(): Problem {
  return new Problem(
    409,
    {
      es: 'Esa persona ya tiene este permiso. No cambió nada.',
      en: 'That person already has this role. Nothing changed.',
    },
    undefined,
    'alreadyHeld',
  );
}

/** 409: nobody would be left who can name others. */
export function lastAdministrator(): Problem {
  return new Problem(
    409,
    {
      es: 'Es el último permiso de administración: primero dáselo a otra persona. No cambió nada.',
      en: 'This is the last grant of administration: give it to somebody else first. Nothing changed.',
    },
    undefined,
    'lastAdministrator',
  );
}

/** What is given to whom; a role in an institution also names the state it belongs to. */
export interface NewGrant {
  person: string;
  role: Role;
  scope: Scope;
  /** The state of the institution of the scope. */
  state?: string;
  expiresAt: Date | null;
}

/** Takes note that a person's grants of before have expired, so that they can be given again. */
async function closeExpired(orm: Orm, person: string, now: Date): Promise<void> {
  await orm
    .update(accessGrants)
    .set({ endedAt: accessGrants.expiresAt, endedHow: 'expired' })
    .where(
      and(
        eq(accessGrants.person, person),
        isNull(accessGrants.endedAt),
        isNotNull(accessGrants.expiresAt),
        lte(accessGrants.expiresAt, now),
      ),
    );
}

/**
 * Gives a role, with its entry in the ledger and in the audit trail. Whether the giver may is asked before; call it in
 * a transaction, with nothing of it done where this throws.
 * @throws Problem 409 where the person has it already
 */
export async function giveGrant(orm: Orm, grant: NewGrant, by: Giver, now: Date): Promise<GrantRow> {
  const { person, role, scope, expiresAt } = grant;
  await closeExpired(orm, person, now);
  const facts = {
    ...{ id: newId(), role, scopeKind: scope.kind, expiresAt },
    state: scope.kind === 'state' ? scope.state : (grant.state ?? null),
    institution: scope.kind === 'institution' ? scope.institution : null,
    edition: scope.kind === 'edition' ? scope.edition : null,
  };
  const entry = await appendPersonAct(orm, person, {
    kind: grantGiven,
    time: now,
    act: givenAct(facts),
    subject: subjectOf(facts),
  });
  const [row] = await orm
    .insert(accessGrants)
    .values({
      ...facts,
      ...{ person, givenAt: now, givenEntry: entry.id },
      givenBy: by === 'command' ? null : by.person,
    })
    .onConflictDoNothing()
    .returning();
  if (!row) throw alreadyHeld();
  await recordAudit(orm, { ...actorOf(by), ...auditOf(row), at: now, action: grantGiven, person });
  return row;
}

/** What the audit trail says of a grant. */
function auditOf({ id, role, state, institution, edition }: GrantRow) {
  return {
    target: role,
    ...(state === null ? {} : { state }),
    ...(institution === null ? {} : { institution }),
    detail: { grant: id, ...(edition === null ? {} : { edition }) },
  };
}

/**
 * Holds all grants of administration until the transaction ends, so that of two who end one at the same time the
 * second sees what the first has left.
 */
async function lockAdministrators(orm: Orm, now: Date): Promise<GrantRow[]> {
  return orm
    .select()
    .from(accessGrants)
    .where(and(eq(accessGrants.role, 'administrator'), holdsAt(now)))
    .orderBy(asc(accessGrants.id))
    .for('update');
}

/** @throws Problem 409 where ending these would leave nobody who administers the platform */
async function requireAnotherAdministrator(orm: Orm, ending: readonly GrantRow[], now: Date): Promise<void> {
  if (!ending.some(({ role }) => role === 'administrator')) return;
  const ids = ending.map(({ id }) => id);
  const left = (await lockAdministrators(orm, now)).filter(({ id }) => !ids.includes(id));
  if (left.length === 0) throw lastAdministrator();
}

/** A grant that holds, locked until the transaction ends; undefined where there is none. */
async function lockGrant(orm: Orm, id: string, now: Date): Promise<GrantRow | undefined> {
  const [row] = await orm
    .select()
    .from(accessGrants)
    .where(and(eq(accessGrants.id, id), holdsAt(now)))
    .for('update');
  return row;
}

async function markEnded(
  orm: Orm,
  row: GrantRow,
  how: GrantEnd,
  now: Date,
  change: Partial<typeof accessGrants.$inferInsert>,
  append: (entry: NewEntry) => Promise<{ id: string }>,
): Promise<void> {
  const entry = await append({
    kind: grantEnded,
    time: now,
    act: endedAct({ ...row, endedHow: how }),
    subject: subjectOf(row),
  });
  await orm
    .update(accessGrants)
    .set({ ...change, endedAt: now, endedHow: how, endedEntry: entry.id })
    .where(eq(accessGrants.id, row.id));
}

/**
 * Withdraws a grant, with its entry in the ledger and in the audit trail. Whether somebody may is asked before; call it
 * in a transaction.
 * @param reason as it stands in the audit trail
 * @returns the grant as it was; undefined where it does not hold any more: nothing changes then
 * @throws Problem 409 for the last grant of administration
 */
export async function withdrawGrant(
  orm: Orm,
  id: string,
  by: Giver,
  reason: string,
  now: Date,
): Promise<GrantRow | undefined> {
  const [known] = await orm.select().from(accessGrants).where(eq(accessGrants.id, id));
  // The administrators' grants are always locked in the same order, or two who withdraw could wait for each other.
  if (known) await requireAnotherAdministrator(orm, [known], now);
  const row = await lockGrant(orm, id, now);
  if (!row) return undefined;
  const { person } = row;
  const endedBy = by === 'command' ? null : by.person;
  await markEnded(orm, row, 'withdrawn', now, { endedBy }, (entry) =>
    person === null ? appendEntry(orm, entry) : appendPersonAct(orm, person, entry),
  );
  const { detail, ...audit } = auditOf(row);
  await recordAudit(orm, {
    ...{ ...actorOf(by), ...audit, at: now, action: grantEnded },
    ...(person === null ? {} : { person }),
    detail: { ...detail, reason },
  });
  return row;
}

/**
 * Ends all grants of an account that is about to be erased, and takes the account out of those it held, gave and ended.
 * What the ledger says of them stays, without anybody. Call it in the transaction that erases the account.
 * @throws Problem 409 where nobody else administers the platform
 */
export async function endGrantsOf(orm: Orm, person: string, now: Date): Promise<void> {
  const held = await orm
    .select()
    .from(accessGrants)
    .where(and(eq(accessGrants.person, person), holdsAt(now)));
  await requireAnotherAdministrator(orm, held, now);
  await closeExpired(orm, person, now);
  for (const { id } of held) {
    const row = await lockGrant(orm, id, now);
    // No commitment to somebody whom the platform forgets in the same moment.
    if (row) await markEnded(orm, row, 'account-erased', now, {}, (entry) => appendEntry(orm, entry));
  }
  await orm.update(accessGrants).set({ person: null }).where(eq(accessGrants.person, person));
  await orm.update(accessGrants).set({ givenBy: null }).where(eq(accessGrants.givenBy, person));
  await orm.update(accessGrants).set({ endedBy: null }).where(eq(accessGrants.endedBy, person));
}
