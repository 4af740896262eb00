import { and, desc, eq, isNotNull, not, or, type SQL, sql } from 'drizzle-orm';
import type { Access } from '#platform/access/access.ts';
import { type GrantRow, holdsAt } from '#platform/access/grants.ts';
import { within } from '#platform/access/reach.ts';
import { grantAction, type Office, officeRules, offices } from '#platform/access/roles.ts';
import { accessGrants } from '#platform/access/schema.ts';
import type { Subject } from '#platform/access/subject.ts';
import type { Orm } from '#platform/database/types.ts';

function ofOffice(office: Office): SQL | undefined {
  const { role, scope } = officeRules[office];
  return and(eq(accessGrants.role, role), eq(accessGrants.scopeKind, scope));
}

/** The condition of the grants that a subject may give and withdraw: of each office those within its policy's reach. */
function manageable(access: Access, subject: Subject): SQL {
  const { state, institution, edition } = accessGrants;
  const conditions = offices.map((office) =>
    and(
      ofOffice(office),
      within(access.reach(subject, grantAction(office)), { state, institution, edition }),
    ),
  );
  return or(...conditions) ?? sql`false`;
}

/** What the list of grants is narrowed by. */
export interface GrantFilter {
  office?: Office | undefined;
  state?: string | undefined;
  /** Only those that hold, or only those that have ended. */
  holding: boolean;
}

function conditionsOf(access: Access, subject: Subject, filter: GrantFilter, now: Date): SQL | undefined {
  const holds = holdsAt(now) ?? sql`true`;
  return and(
    isNotNull(accessGrants.person),
    manageable(access, subject),
    filter.office && ofOffice(filter.office),
    filter.state === undefined ? undefined : eq(accessGrants.state, filter.state),
    filter.holding ? holds : not(holds),
  );
}

export async function countGrants(
  orm: Orm,
  access: Access,
  subject: Subject,
  filter: GrantFilter,
  now: Date,
): Promise<number> {
  const [row] = await orm
    .select({ count: sql<number>`count(*)::int` })
    .from(accessGrants)
    .where(conditionsOf(access, subject, filter, now));
  return row?.count ?? 0;
}

/** The grants that a subject may give and withdraw, those given last first. */
export function listGrants(
  orm: Orm,
  access: Access,
  subject: Subject,
  filter: GrantFilter,
  now: Date,
  { offset, limit }: { offset: number; limit: number },
): Promise<GrantRow[]> {
  return orm
    .select()
    .from(accessGrants)
    .where(conditionsOf(access, subject, filter, now))
    .orderBy(desc(accessGrants.givenAt), desc(accessGrants.id))
    .offset(offset)
    .limit(limit);
}

/** The grants of one person, also the ended ones, that a subject may give and withdraw. */
export function grantsOfPerson(
  orm: Orm,
  access: Access,
  subject: Subject,
  person: string,
): Promise<GrantRow[]> {
  return orm
    .select()
    .from(accessGrants)
    .where(and(eq(accessGrants.person, person), manageable(access, subject)))
    .orderBy(desc(accessGrants.givenAt), desc(accessGrants.id));
}

/** A grant that a subject may withdraw; undefined where there is none, whether it exists or not. */
export async function findGrant(
  orm: Orm,
  access: Access,
  subject: Subject,
  id: string,
): Promise<GrantRow | undefined> {
  const [row] = await orm
    .select()
    .from(accessGrants)
    .where(and(eq(accessGrants.id, id), manageable(access, subject)));
  return row;
}
