import { recordAudit } from '#platform/audit/audit.ts';
import { publicOrigin } from '#platform/config/config.ts';
import type { Orm } from '#platform/database/types.ts';
import { type Lang, localizedPath } from '#platform/i18n/languages.ts';
import type { Services } from '#platform/services.ts';
import { insertAccount } from '../store/own-account.ts';
import { makeLink } from './letter-links.ts';

/**
 * Opens an account for somebody whom the operator names, whose address counts as verified by that. It has no password
 * until its owner sets one.
 * @param email in lower case
 * @returns its identifier; undefined where the address has an account already
 */
export async function openAccountFor(
  { now }: Pick<Services, 'now'>,
  orm: Orm,
  { name, email, lang }: { name: string; email: string; lang: Lang },
): Promise<string | undefined> {
  const id = await insertAccount(orm, { name, email, lang, password: null, now: now() });
  if (id) await recordAudit(orm, { at: now(), origin: 'command', person: id, action: 'accounts.opened' });
  return id;
}

const day = 24 * 3600 * 1000;

/** The address of a page on which the owner of an account sets its password: once, and within 24 hours. */
export async function passwordLink(
  services: Services,
  orm: Orm,
  { id, email, lang }: { id: string; email: string; lang: Lang },
): Promise<string> {
  const token = await makeLink(services, orm, { purpose: 'recovery', email, person: id }, day);
  return `${publicOrigin(services.config)}${localizedPath('/recuperar/nueva', lang)}?token=${token}`;
}
