import type { Person } from '#platform/access/subject.ts';
import { recordAudit } from '#platform/audit/audit.ts';
import type { Module } from '#platform/module.ts';
import type { Services } from '#platform/services.ts';
import { holdPerson } from '../store/holding.ts';

/** Everything the platform keeps of a person, by module: read in one transaction, so that it fits together. */
export interface PersonalData {
  format: 'tequio-personal-data/1';
  exportedAt: string;
  data: Readonly<Record<string, unknown>>;
}

/** @throws Problem 403 for anybody else than the person */
export async function exportPersonalData(
  services: Services,
  modules: readonly Module[],
  subject: Person,
): Promise<PersonalData> {
  const { access, orm } = services;
  access.require(subject, 'accounts.manage-own-data', { person: subject.id });
  const now = services.now();
  return orm.transaction(async (tx) => {
    await holdPerson(tx, subject.id);
    await recordAudit(tx, {
      ...{ at: now, actor: subject.id, person: subject.id },
      action: 'accounts.personal-data-exported',
    });
    const data: Record<string, unknown> = {};
    for (const { name, personalData } of modules) {
      if (personalData) data[name] = await personalData(tx, subject.id);
    }
    return { format: 'tequio-personal-data/1', exportedAt: now.toISOString(), data };
  });
}
