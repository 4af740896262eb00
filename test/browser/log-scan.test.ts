import { randomBytes } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { readRecord } from '../support/log-record.ts';
import { findLeaks, type SecretKind } from '../support/log-scan.ts';

const platform = inject('platform');

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const eventually = { timeout: 20_000, interval: 200 };
const random = () => randomBytes(12).toString('hex');

// What all servers of the browser tests wrote is scanned when the last test has ended (serve-for-browser.ts).
describe('the scan of the logs of all browser tests', () => {
  it('reads what the platform writes, and would find a secret in it', async () => {
    const marker = `marca-${random()}`;
    await fetch(`${platform}/no-existe/${marker}`);
    const leaks = async () => findLeaks((await readRecord()).log, [{ kind: 'token', value: marker }]);
    await expect.poll(async () => (await leaks()).length, eventually).toBeGreaterThan(0);
    expect((await leaks())[0]?.line).toContain('"path":"/no-existe/<token>"');
  });

  it('knows what is typed, what letters lead to and which cookies are sent, and finds none of it', async () => {
    const email = `${random()}@ejemplo.test`;
    const token = random();
    const cookie = random();
    const password = `clave ${random()}`;
    const context = await browser.newContext({ javaScriptEnabled: false });
    await context.addCookies([{ name: 'session', value: cookie, url: platform }]);
    const page = await context.newPage();
    await page.goto(`${platform}/recuperar/nueva?token=${token}`);
    await page.goto(`${platform}/entrar`);
    await page.locator('#email').fill(email);
    await page.locator('#password').fill(password);
    await page.locator('form:has(#password) button').click();
    await page.locator('.govuk-error-summary').waitFor();
    await context.close();

    const kindOf = async (value: string): Promise<SecretKind | undefined> =>
      (await readRecord()).secrets.find((secret) => secret.value === value)?.kind;
    await expect.poll(() => kindOf(cookie), eventually).toBe('cookie');
    expect(await kindOf(email)).toBe('e-mail');
    expect(await kindOf(password)).toBe('password');
    expect(await kindOf(token)).toBe('token');
    const posted = /"method":"POST","path":"\/entrar"/;
    await expect.poll(async () => posted.test((await readRecord()).log), eventually).toBe(true);
    const { log, secrets } = await readRecord();
    expect(findLeaks(log, secrets)).toEqual([]);
  });
});
