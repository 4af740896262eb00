import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { readMailFolder } from '../support/mail.ts';
import { startProvider, type TestProvider } from '../support/oidc.ts';
import { type RunningProgram, startTelling } from '../support/program.ts';
import { applicationCode } from '../support/second-factor.ts';
import { goodPassword } from '../support/visitor.ts';

let browser: Browser;
let axe: string;
let data: string;
let platform: RunningProgram;
let provider: TestProvider;
let origin: string;

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}

// Passkeys belong to a name: the platform is reached as `localhost` here, not by an IP address.
beforeAll(async () => {
  const port = await freePort();
  origin = `http://localhost:${port}`;
  data = await mkdtemp(join(tmpdir(), 'tequio-factors-'));
  provider = await startProvider(origin);
  const { issuer, clientId, clientSecret, name } = provider.config;
  platform = await startTelling({
    ...{ PORT: String(port), TEQUIO_DATA_DIR: data, TEQUIO_PUBLIC_URL: origin },
    ...{ TEQUIO_OIDC_ISSUER: issuer, TEQUIO_OIDC_CLIENT_ID: clientId },
    ...{ TEQUIO_OIDC_CLIENT_SECRET: clientSecret, TEQUIO_OIDC_NAME: name },
  });
  browser = await openBrowser();
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});
afterAll(async () => {
  await browser?.close();
  await platform?.stop();
  await provider?.stop();
  await rm(data, { recursive: true, force: true });
});

async function withPage(work: (page: Page) => Promise<void>, options?: BrowserContextOptions): Promise<void> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) errors.push(message.text());
    });
    await work(page);
    expect(errors).toEqual([]);
  } finally {
    await context.close();
  }
}

/** What axe-core finds wrong on a page, a line each, on a desk and on the narrowest phone. */
async function problemsOf(page: Page): Promise<string[]> {
  const problems: string[] = [];
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 800 });
    await page.evaluate(axe);
    const found = await page.evaluate(async () => {
      const tool = (
        window as unknown as {
          axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        }
      ).axe;
      const { violations } = await tool.run();
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
    });
    problems.push(...found.map((problem) => `${width} px: ${problem}`));
    const widest = await page.locator('html').evaluate((root) => root.scrollWidth);
    if (widest > width) problems.push(`${width} px: ${widest} px wide`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  return problems;
}

const heading = (page: Page) => page.locator('h1').innerText();
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

/** Opens an account with the pages and the letter that comes of them. */
async function openAccount(page: Page, email: string): Promise<void> {
  await page.goto(`${origin}/registro`);
  await page.locator('#name').fill('Persona Ficticia');
  await page.locator('#email').fill(email);
  await page.locator('#password').fill(goodPassword);
  await page.locator('#privacidad').check();
  await page.locator('main form button').click();
  const link = async () => (await readMailFolder(data)).find(({ to }) => to === email)?.links[0];
  await expect.poll(link, { timeout: 30_000, interval: 300 }).toBeTruthy();
  await page.goto((await link()) ?? '');
  await page.locator('#password').fill(goodPassword);
  await page.locator('main form button').click();
  await page.waitForURL(/\/cuenta/);
}

async function signOut(page: Page): Promise<void> {
  await page.goto(`${origin}/cuenta`);
  await press(page, 'Salir');
  await page.waitForURL(/\/entrar/);
}

async function givePassword(page: Page, email: string): Promise<void> {
  await page.goto(`${origin}/entrar`);
  await page.locator('#email').fill(email);
  await page.locator('#password').fill(goodPassword);
  await page.locator('form:has(#password) button').click();
}

/** A device with a fingerprint reader, as browsers have it for tests. */
async function withAuthenticator(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true },
      ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
  return {
    credentials: async () =>
      (await devtools.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
    knowsItsOwner: (isUserVerified: boolean) =>
      devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  };
}

describe('a second factor', () => {
  it('is set up and signed in with, without any script', async () => {
    const work = async (page: Page) => {
      const email = 'factor@ejemplo.test';
      await openAccount(page, email);
      await page.goto(`${origin}/cuenta/segundo-factor`);
      await page.getByRole('link', { name: 'Activar el segundo factor' }).click();
      await page.getByLabel('Contraseña actual').fill(goodPassword);
      await press(page, 'Empezar');
      const secret = (await page.locator('.tq-code code').innerText()).replaceAll(' ', '');
      await page.getByLabel('Código', { exact: true }).fill(applicationCode(secret));
      await press(page, 'Activar');
      expect(await heading(page)).toBe('El segundo factor está activo');
      const codes = await page.locator('.tq-codes code').allInnerTexts();
      expect(codes).toHaveLength(10);
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Descargar como texto' }).click(),
      ]);
      const text = await readFile(await file.path(), 'utf8');
      expect(text.split('\r\n').filter((line) => /^[a-z2-9]{5}-[a-z2-9]{5}$/.test(line))).toEqual(codes);
      await signOut(page);
      await givePassword(page, email);
      expect(await heading(page)).toBe('Escribe tu código');
      await page.getByLabel('Código', { exact: true }).fill(codes[0] ?? '');
      await press(page, 'Continuar');
      expect(await page.locator('main').innerText()).toContain('te quedan 9');
    };
    await withPage(work, { javaScriptEnabled: false });
  });

  it('has nothing on its pages that axe objects to, on a desk and on a phone, in both languages', async () => {
    await withPage(async (page) => {
      const email = 'paginas@ejemplo.test';
      await openAccount(page, email);
      const check = async (name: string) => expect(await problemsOf(page), name).toEqual([]);
      for (const lang of ['', '/en']) {
        await page.goto(`${origin}${lang}/cuenta/segundo-factor`);
        await check('off');
        await page.goto(`${origin}${lang}/cuenta/segundo-factor/nuevo`);
        await check('new');
        await page.locator('main form button').click();
        await check('wrong password');
      }
      await page.goto(`${origin}/cuenta/segundo-factor/nuevo`);
      await page.getByLabel('Contraseña actual').fill(goodPassword);
      await press(page, 'Empezar');
      await page.goto(`${origin}/en/cuenta/segundo-factor/activar`);
      await check('activate, English');
      await page.goto(`${origin}/cuenta/segundo-factor/activar`);
      await check('activate');
      const secret = (await page.locator('.tq-code code').innerText()).replaceAll(' ', '');
      await page.getByLabel('Código', { exact: true }).fill(applicationCode(secret));
      await press(page, 'Activar');
      await check('codes');
      for (const lang of ['', '/en']) {
        for (const path of ['', '/codigos', '/quitar']) {
          await page.goto(`${origin}${lang}/cuenta/segundo-factor${path}`);
          await check(lang + path);
        }
      }
      await signOut(page);
      await givePassword(page, email);
      await check('challenge');
      await page.goto(`${origin}/en/entrar/segundo-factor`);
      await check('challenge, English');
      await page.getByLabel('Code', { exact: true }).fill('x');
      await press(page, 'Continue');
      await check('wrong code');
    });
  });
});

describe('a passkey', () => {
  it('is added, named, signed in with and removed', async () => {
    await withPage(async (page) => {
      const device = await withAuthenticator(page);
      await openAccount(page, 'llave@ejemplo.test');
      await page.goto(`${origin}/cuenta/llaves`);
      expect(await problemsOf(page)).toEqual([]);
      await press(page, 'Agregar');
      await expect.poll(() => page.getByRole('status').innerText()).toContain('Escribe un nombre');
      await page.getByLabel('Nombre de la llave').fill('Mi teléfono');
      await press(page, 'Agregar');
      await page.waitForURL(/hecho=agregada/);
      expect(await page.locator('main').innerText()).toContain('Mi teléfono');
      expect(await device.credentials()).toBe(1);
      expect(await problemsOf(page)).toEqual([]);
      await page.getByLabel('Nombre de la llave').fill('Otra vez');
      await press(page, 'Agregar');
      await expect
        .poll(() => page.getByRole('status').allInnerTexts())
        .toContainEqual(expect.stringContaining('ya tiene una llave de acceso'));
      await signOut(page);
      expect(await problemsOf(page)).toEqual([]);
      await device.knowsItsOwner(false);
      await press(page, 'Entrar con llave de acceso');
      await expect
        .poll(() => page.locator('passkey-form [role=status]').innerText())
        .toContain('Puedes intentar otra vez');
      await device.knowsItsOwner(true);
      await page.goto(`${origin}/en/entrar?volver=%2Fcuenta%2Fllaves`);
      await press(page, 'Sign in with a passkey');
      await page.waitForURL(`${origin}/en/cuenta/llaves`);
      await page.getByRole('link', { name: /Change/ }).click();
      expect(await problemsOf(page)).toEqual([]);
      await page.getByLabel('Name of the passkey').fill('My phone');
      await press(page, 'Save the name');
      await page.getByRole('link', { name: 'Change My phone' }).click();
      await press(page, 'Remove the passkey');
      await page.waitForURL(/hecho=quitada/);
      expect(await page.locator('main').innerText()).toContain('You have no passkeys yet');
      await page.goto(`${origin}/cuenta`);
      await press(page, 'Salir');
      await page.waitForURL(/\/entrar/);
      await press(page, 'Entrar con llave de acceso');
      await page.waitForURL(/\/entrar\/llave$/);
      expect(await heading(page)).toBe('La llave de acceso no sirvió');
      expect(await problemsOf(page)).toEqual([]);
    });
  });

  it('counts as the second factor: nothing else is asked for', async () => {
    await withPage(async (page) => {
      await withAuthenticator(page);
      const email = 'ambos@ejemplo.test';
      await openAccount(page, email);
      await page.goto(`${origin}/cuenta/segundo-factor/nuevo`);
      await page.getByLabel('Contraseña actual').fill(goodPassword);
      await press(page, 'Empezar');
      const secret = (await page.locator('.tq-code code').innerText()).replaceAll(' ', '');
      await page.getByLabel('Código', { exact: true }).fill(applicationCode(secret));
      await press(page, 'Activar');
      await page.goto(`${origin}/cuenta/llaves`);
      await page.getByLabel('Nombre de la llave').fill('Mi teléfono');
      await press(page, 'Agregar');
      await page.waitForURL(/hecho=agregada/);
      await signOut(page);
      await press(page, 'Entrar con llave de acceso');
      await page.waitForURL(`${origin}/cuenta`);
      await page.goto(`${origin}/cuenta/segundo-factor`);
      expect(await page.locator('main').innerText()).toContain('Te quedan 10 sin usar');
    });
  });

  it('is not offered without script, and everything else is', async () => {
    const work = async (page: Page) => {
      await page.goto(`${origin}/entrar`);
      expect(await page.getByRole('button', { name: 'Entrar con llave de acceso' }).count()).toBe(0);
      expect(await page.getByRole('link', { name: 'Entrar con Acceso de Prueba' }).count()).toBe(1);
      await openAccount(page, 'sinscript@ejemplo.test');
      await page.goto(`${origin}/cuenta/llaves`);
      expect(await page.getByRole('button', { name: 'Agregar' }).count()).toBe(0);
      expect(await page.locator('main').innerText()).toContain('tiene que ejecutar scripts');
    };
    await withPage(work, { javaScriptEnabled: false });
  });
});

describe('the single sign-on', () => {
  it('opens an account, signs in to it, and is tied and untied, with the pages as they are', async () => {
    await withPage(async (page) => {
      const email = 'unico@ejemplo.test';
      provider.person = { subject: 'uno', claims: { email, email_verified: true, name: 'Única' } };
      await page.goto(`${origin}/entrar?volver=%2Fmetrica`);
      await page.getByRole('link', { name: 'Entrar con Acceso de Prueba' }).click();
      await page.waitForURL(`${origin}/entrar/unico/nuevo`);
      expect(await problemsOf(page)).toEqual([]);
      await page.locator('#privacidad').check();
      await press(page, 'Continuar');
      await page.waitForURL(`${origin}/metrica`);
      await page.goto(`${origin}/cuenta/acceso-unico`);
      expect(await problemsOf(page)).toEqual([]);
      await press(page, 'Quitar Acceso de Prueba');
      await page.waitForURL(/hecho=desligado/);
      await press(page, 'Ligar con Acceso de Prueba');
      expect(await problemsOf(page)).toEqual([]);
      await page.getByRole('link', { name: 'Ir a Acceso de Prueba' }).click();
      await page.waitForURL(/hecho=enlazado/);
      await signOut(page);
      await page.getByRole('link', { name: 'Entrar con Acceso de Prueba' }).click();
      await page.waitForURL(`${origin}/cuenta`);
      await signOut(page);
      // The provider forgets who they were, and they cancel there.
      await page.context().clearCookies();
      provider.person = undefined;
      await page.goto(`${origin}/en/entrar`);
      await page.getByRole('link', { name: 'Sign in with Acceso de Prueba' }).click();
      await page.waitForURL(/\/en\/entrar\/unico\/fallo/);
      expect(await problemsOf(page)).toEqual([]);
    });
  });
});
