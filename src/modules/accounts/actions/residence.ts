import { findMunicipality } from '#modules/territory/index.ts';
import type { Person } from '#platform/access/subject.ts';
import { recordAudit } from '#platform/audit/audit.ts';
import type { Services } from '#platform/services.ts';
import { changeableSince, isSameResidence, nextChange, type Residence } from '../rules/residence.ts';
import { holdPerson } from '../store/holding.ts';
import { declareResidenceUnless, findResidence } from '../store/residence.ts';

export type ResidenceOutcome =
  | { done: true; changed: boolean }
  | { done: false; fault: 'unknown-municipality' }
  /** Another one may be declared from this instant on. */
  | { done: false; fault: 'waiting'; from: Date };

/**
 * Declares where a person lives. The first time at once; from then on when the waiting period since the last change is
 * over. To declare the same again changes nothing and begins no new period.
 * @throws Problem 403 for anybody else than the person
 */
export async function declareResidence(
  services: Services,
  subject: Person,
  residence: Residence,
): Promise<ResidenceOutcome> {
  const { access, orm, config } = services;
  access.require(subject, 'accounts.declare-residence', { person: subject.id });
  const now = services.now();
  const since = changeableSince(now, config.residenceWaitDays);
  return orm.transaction(async (tx): Promise<ResidenceOutcome> => {
    await holdPerson(tx, subject.id);
    const municipality = await findMunicipality(tx, residence.municipality);
    if (municipality?.state !== residence.state) return { done: false, fault: 'unknown-municipality' };
    const before = await findResidence(tx, subject.id);
    if (before && isSameResidence(before, residence)) return { done: true, changed: false };
    if (!(await declareResidenceUnless(tx, subject.id, residence, now, since))) {
      const standing = await findResidence(tx, subject.id);
      const from = nextChange(standing?.declaredAt ?? now, config.residenceWaitDays);
      return { done: false, fault: 'waiting', from };
    }
    await recordAudit(tx, {
      at: now,
      actor: subject.id,
      action: 'accounts.residence-declared',
      person: subject.id,
      detail: { first: before === undefined },
    });
    return { done: true, changed: true };
  });
}
