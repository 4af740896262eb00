import { newId } from '../database/identifier.ts';
import type { Orm } from '../database/types.ts';
import type { JsonObject } from '../ledger/canonical-json.ts';
import { auditEvents } from './schema.ts';

/** What was done, for the audit trail of the staff area. */
export interface AuditEvent {
  at: Date;
  /** The account that acted; left out for the command line and the platform itself. */
  actor?: string;
  /** `page` by default. */
  origin?: 'page' | 'command' | 'platform';
  /** `<module>.<what was done>`: `accounts.password-changed`. */
  action: string;
  /** The account it was done to. */
  person?: string;
  target?: string;
  state?: string;
  institution?: string;
  /** No personal data, no secret. */
  detail?: JsonObject;
}

/** Writes an event into the audit trail. Call it in the transaction of what it tells of. */
export async function recordAudit(orm: Orm, event: AuditEvent): Promise<void> {
  const { at, actor, origin = 'page', action, person, target, state, institution, detail = {} } = event;
  await orm.insert(auditEvents).values({
    id: newId(),
    at,
    origin,
    action,
    detail,
    actor: actor ?? null,
    person: person ?? null,
    target: target ?? null,
    state: state ?? null,
    institution: institution ?? null,
  });
}
