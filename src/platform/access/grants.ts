import { and, eq, gt, isNull, or } from 'drizzle-orm';
import type { Orm } from '../database/types.ts';
import { accessGrants } from './schema.ts';
import type { Grant, Scope } from './subject.ts';

type GrantRow = typeof accessGrants.$inferSelect;

/** The scope that a row of `access_grants` says. */
export function scopeOf({ scopeKind, state, institution, edition }: GrantRow): Scope {
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

/** What a person is entrusted with at an instant: grants that are neither withdrawn nor expired. */
export async function grantsOf(orm: Orm, person: string, now: Date): Promise<Grant[]> {
  const rows = await orm
    .select()
    .from(accessGrants)
    .where(
      and(
        eq(accessGrants.person, person),
        isNull(accessGrants.withdrawnAt),
        or(isNull(accessGrants.expiresAt), gt(accessGrants.expiresAt, now)),
      ),
    );
  return rows.map((row) => ({ role: row.role, scope: scopeOf(row) }));
}
