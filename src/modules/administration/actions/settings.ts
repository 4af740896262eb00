import type { Person } from '#platform/access/subject.ts';
import { canonicalJson } from '#platform/ledger/canonical-json.ts';
import type { Services } from '#platform/services.ts';
import {
  changeSetting,
  findSetting,
  type PlatformSettings,
  type SettingName,
  type StoredSetting,
} from '#platform/settings/settings.ts';

/** Who may see how the platform is set up and change what can be changed. */
export const settingsAction = 'administration.settings';

export type SettingOutcome<Name extends SettingName> =
  | { kind: 'saved' }
  /** Somebody else changed it since the editor saw it. */
  | { kind: 'changed-meanwhile'; now: StoredSetting<Name> };

/**
 * Changes a setting that its editor saw in a version.
 * @throws Problem 403 where they may not
 */
export async function saveSetting<Name extends SettingName>(
  services: Services,
  subject: Person,
  change: { name: Name; value: PlatformSettings[Name]; seen: number },
): Promise<SettingOutcome<Name>> {
  const { access, orm, now, dataVersion } = services;
  access.require(subject, settingsAction, {});
  const outcome = await orm.transaction(async (tx): Promise<SettingOutcome<Name>> => {
    const stored = await findSetting(tx, change.name);
    // Two who want the same are of one mind.
    if (canonicalJson(stored.value) === canonicalJson(change.value)) return { kind: 'saved' };
    const done = await changeSetting(tx, { ...change, by: subject.id }, now());
    return done ? { kind: 'saved' } : { kind: 'changed-meanwhile', now: await findSetting(tx, change.name) };
  });
  await dataVersion.refresh();
  return outcome;
}
