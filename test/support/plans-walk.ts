import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { expect } from 'vitest';
import type { Grant } from '#platform/access/subject.ts';
import { addDays, dayAt } from '#platform/calendar/days.ts';
import { zoneOf } from '#platform/calendar/zones.ts';
import { readConfig } from '#platform/config/config.ts';
import type { Services } from '#platform/services.ts';
import { closeServices, openServices, prepare } from '../../src/runtime.ts';
import { openBrowser } from './browser.ts';
import { createPerson } from './people.ts';
import { startTelling } from './program.ts';
import { createWalk } from './walk.ts';

/** The state whose exercise is walked through: of its secretariat nothing is known at first. */
export const state = '01';
export const slug = 'aguascalientes';
export const institution = 'aguascalientes-secretaria-de-salud';
export const institutionName = 'Secretaría de Salud';

export const roles = {
  facilitator: { role: 'facilitator', scope: { kind: 'state', state } },
  /** Works beside the facilitator, in the same state. */
  colleague: { role: 'facilitator', scope: { kind: 'state', state } },
  /** Facilitates another state. */
  neighbour: { role: 'facilitator', scope: { kind: 'state', state: '20' } },
  officer: { role: 'officer', scope: { kind: 'institution', institution } },
  reviewer: { role: 'reviewer', scope: { kind: 'state', state } },
} as const satisfies Record<string, Grant>;
export type Role = keyof typeof roles;

/** A day counted from today's in the state, as fields for days take it. */
export const dayFromNow = (days: number) => addDays(dayAt(new Date(), zoneOf(state)), days);

export const pdf = (name: string) => ({
  ...{ name, mimeType: 'application/pdf' },
  buffer: Buffer.from('%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n'),
});

/**
 * A platform of its own with people of every role, who are signed in with their second factor: how they come to that
 * is walked elsewhere.
 * @param furnish writes more into the stores before the platform starts
 */
export async function openExercise(furnish: (services: Services) => Promise<void> = async () => undefined) {
  const data = await mkdtemp(join(tmpdir(), 'tequio-plans-'));
  const services = await openServices(readConfig({ TEQUIO_DATA_DIR: data, TEQUIO_LOG_LEVEL: 'silent' }));
  const cookies = new Map<string, string>();
  try {
    await prepare(services, () => undefined);
    for (const [name, grant] of Object.entries(roles))
      cookies.set(name, (await createPerson(services, { grants: [grant] })).cookie);
    await furnish(services);
  } finally {
    await closeServices(services);
  }
  const platform = await startTelling({ TEQUIO_DATA_DIR: data });
  const browser = await openBrowser();
  const walk = createWalk(browser, platform.address, data);

  function signedIn(role: Role): Pick<BrowserContextOptions, 'storageState'> {
    const [name = '', value = ''] = (cookies.get(role) ?? '').split('=', 2);
    const { hostname: domain } = new URL(platform.address);
    const cookie = { ...{ name, value, domain, path: '/', expires: -1 }, httpOnly: true, secure: false };
    return { storageState: { cookies: [{ ...cookie, sameSite: 'Lax' }], origins: [] } };
  }

  return {
    walk,
    /** Somebody of a role at their browser, narrow unless it says otherwise. */
    as: (role: Role, work: (me: Walker) => Promise<void>, options: BrowserContextOptions = {}) =>
      walk.person(work, { ...signedIn(role), ...options }),
    async close() {
      await browser.close();
      await platform.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

export type Exercise = Awaited<ReturnType<typeof openExercise>>;
export type Walker = Parameters<Parameters<ReturnType<typeof createWalk>['person']>[0]>[0];

export const wide: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };

/** Chooses of some that stand in sight. */
export const choose = (me: Walker, name: string, value: string) =>
  me.page.locator(`main input[name="${name}"][value="${value}"]`).check();

/** Sends a file with a form. */
export const attach = (me: Walker, file: ReturnType<typeof pdf>) =>
  me.page.locator('#archivo').setInputFiles(file);

/** Sees what the page says is wrong, above a form that keeps what was typed, and that axe finds nothing. */
export async function seesErrors(me: Walker, ...messages: readonly RegExp[]): Promise<void> {
  const summary = await me.page.locator('#errores').innerText();
  for (const message of messages) expect(summary).toMatch(message);
  await me.sees(/./);
}
