import type { Person } from '#platform/access/subject.ts';
import { recordAudit } from '#platform/audit/audit.ts';
import { dayAt } from '#platform/calendar/days.ts';
import { centralZone } from '#platform/calendar/zones.ts';
import { announceChange } from '#platform/changes/announce.ts';
import { inEveryLanguage } from '#platform/changes/change.ts';
import { topicOf } from '#platform/changes/topics.ts';
import { bumpDataVersion } from '#platform/database/data-version.ts';
import type { Orm } from '#platform/database/types.ts';
import type { JsonObject } from '#platform/ledger/canonical-json.ts';
import { appendPersonAct } from '#platform/ledger/person-acts.ts';
import type { Services } from '#platform/services.ts';
import { commissionPath } from '../addresses.ts';
import { actTitle, recordPath } from '../names.ts';
import type { CommissionAction } from '../policies.ts';
import type { ActKind, ActSubject } from '../rules/index.ts';
import { addAct } from '../store/acts.ts';
import { commissionTopics } from '../topics.ts';

/** Who acts, in the transaction of what they do. */
export interface Acting {
  services: Services;
  orm: Orm;
  person: Person;
  now: Date;
  /** The day it is in Mexico City, by which the Commission counts. */
  today: string;
}

/**
 * Carries out what somebody does in the name of the Commission: all of it, or nothing.
 * @throws Problem 403 where they may not
 */
export async function actAs<T>(
  services: Services,
  person: Person,
  action: CommissionAction,
  work: (acting: Acting) => Promise<T>,
): Promise<T> {
  services.access.require(person, action, {});
  const now = services.now();
  const today = dayAt(now, centralZone);
  const done = await services.orm.transaction((orm) => work({ services, orm, person, now, today }));
  await services.dataVersion.refresh();
  return done;
}

/** A public act as an action reports it. */
export interface PublicAct {
  kind: ActKind;
  subject: { type: ActSubject; id: string };
  /** `session` (its address) or `name` says what it was done to, `to` what became of it. */
  act: JsonObject;
  /** The state that it concerns beside the Commission. */
  state?: string | null;
}

/** Records a public act: in the ledger, among the acts of its record, in the audit trail; and tells those who follow it. */
export async function recordAct(
  { services, orm, person, now }: Acting,
  { kind, subject, act, state }: PublicAct,
): Promise<string> {
  const entryKind = `commission.${kind}`;
  const entry = await appendPersonAct(orm, person.id, { kind: entryKind, time: now, act, subject });
  await addAct(orm, {
    ...{ entry: entry.id, kind: entryKind, at: now, act },
    ...{ subjectType: subject.type, subject: subject.id },
  });
  await recordAudit(orm, {
    ...{ at: now, actor: person.id, action: entryKind, target: subject.id },
    ...(state ? { state } : {}),
  });
  await announceChange(services, orm, {
    kind: entryKind,
    topics: [topicOf(commissionTopics), ...(state ? [`state:${state}`] : [])],
    title: inEveryLanguage((t) => actTitle(t, kind, act)),
    path: recordPath(subject, act) ?? commissionPath,
    entry: entry.id,
  });
  await bumpDataVersion(orm);
  return entry.id;
}
