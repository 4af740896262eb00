import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { recordAudit } from '../audit/audit.ts';
import { oncePerDataVersion } from '../database/data-memo.ts';
import { bumpDataVersion } from '../database/data-version.ts';
import type { Orm } from '../database/types.ts';
import type { Services } from '../services.ts';
import { platformSettings } from './schema.ts';

/** A notice above every page. */
const bannerSchema = z.strictObject({
  tone: z.enum(['info', 'warning']),
  /** In Spanish; what English readers see where there is no English text. */
  es: z.string().min(1).max(500),
  en: z.string().max(500),
});

export type Banner = z.output<typeof bannerSchema>;

/** What can be set while the platform runs, each as it must be; null: not set. */
export const settingSchemas = {
  /** The e-mail address under which people reach those who run the platform. */
  contact: z.email().max(254).nullable(),
  /** Where errors are reported: an e-mail address, or the address of a page. */
  'error-reports': z.union([z.email().max(254), z.url({ protocol: /^https$/ }).max(500)]).nullable(),
  banner: bannerSchema.nullable(),
  /** How many days before a session of the Commission its call has to be published. */
  'session-notice': z
    .strictObject({ ordinary: z.int().min(0).max(90), extraordinary: z.int().min(0).max(90) })
    .nullable(),
} as const;

export type SettingName = keyof typeof settingSchemas;
export type PlatformSettings = { [Name in SettingName]: z.output<(typeof settingSchemas)[Name]> };

export const settingKeys = Object.keys(settingSchemas) as SettingName[];

const noSettings: PlatformSettings = {
  ...{ contact: null, 'error-reports': null, banner: null },
  'session-notice': null,
};

/** A setting with what an editor has to know of it. Version 0: it was never set. */
export interface StoredSetting<Name extends SettingName> {
  value: PlatformSettings[Name];
  version: number;
  changedAt: Date | null;
  changedBy: string | null;
}

/** The value of a row; one that a later version of the program wrote otherwise counts as not set. */
function readValue<Name extends SettingName>(name: Name, value: unknown): PlatformSettings[Name] {
  const parsed = settingSchemas[name].safeParse(value);
  return (parsed.success ? parsed.data : null) as PlatformSettings[Name];
}

async function readSettings(orm: Orm): Promise<PlatformSettings> {
  const rows = await orm.select().from(platformSettings);
  const known = rows.filter(({ name }) => Object.hasOwn(settingSchemas, name));
  return {
    ...noSettings,
    ...Object.fromEntries(known.map(({ name, value }) => [name, readValue(name as SettingName, value)])),
  };
}

/** All settings. They change with the data version, so that pages that are kept show the ones they were made with. */
export function currentSettings(services: Services): Promise<PlatformSettings> {
  return oncePerDataVersion(services, 'platform-settings', () => readSettings(services.orm));
}

/** A setting as it is stored now. */
export async function findSetting<Name extends SettingName>(
  orm: Orm,
  name: Name,
): Promise<StoredSetting<Name>> {
  const [row] = await orm.select().from(platformSettings).where(eq(platformSettings.name, name));
  if (!row) return { value: noSettings[name], version: 0, changedAt: null, changedBy: null };
  const { version, changedAt, changedBy } = row;
  return { value: readValue(name, row.value), version, changedAt, changedBy };
}

/**
 * Changes a setting where it still is the version its editor saw; call it in a transaction.
 * @returns false where somebody else has changed it meanwhile: nothing is done then
 */
export async function changeSetting<Name extends SettingName>(
  orm: Orm,
  change: { name: Name; value: PlatformSettings[Name]; seen: number; by: string },
  now: Date,
): Promise<boolean> {
  const { name, value, seen, by } = change;
  const row = { value, version: seen + 1, changedAt: now, changedBy: by };
  const changed =
    seen === 0
      ? await orm
          .insert(platformSettings)
          .values({ name, ...row })
          .onConflictDoNothing()
          .returning()
      : await orm
          .update(platformSettings)
          .set(row)
          .where(and(eq(platformSettings.name, name), eq(platformSettings.version, seen)))
          .returning();
  if (changed.length === 0) return false;
  await recordAudit(orm, {
    ...{ at: now, actor: by, action: 'administration.setting-changed', target: name },
    detail: { value, version: seen + 1 },
  });
  await bumpDataVersion(orm);
  return true;
}

/** Takes an erased account out of the settings it changed. */
export async function forgetInSettings(orm: Orm, person: string): Promise<void> {
  await orm.update(platformSettings).set({ changedBy: null }).where(eq(platformSettings.changedBy, person));
}
