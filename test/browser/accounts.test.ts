import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';

const platform = inject('platform');
const mail = join(inject('platformData'), 'mail');
const password = 'lluvia sobre el comal';

let browser: Browser;
let axe: string;
beforeAll(async () => {
  browser = await openBrowser();
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});
afterAll(() => browser.close());

async function withContext(
  options: Parameters<Browser['newContext']>[0],
  work: (page: Page, context: BrowserContext) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext(options);
  try {
    await work(await context.newPage(), context);
  } finally {
    await context.close();
  }
}

/** The first link of the last letter to an address, once it has been delivered. */
async function linkInLetterTo(address: string, subject: RegExp): Promise<string> {
  for (;;) {
    const names = await readdir(mail).catch(() => []);
    for (const name of names
      .filter((each) => each.endsWith('.eml'))
      .sort()
      .reverse()) {
      const letter = await simpleParser(await readFile(join(mail, name)));
      const to = Array.isArray(letter.to) ? letter.to[0] : letter.to;
      if (to?.value[0]?.address !== address || !subject.test(letter.subject ?? '')) continue;
      const [link] = /https?:\/\/\S+/.exec(letter.text ?? '') ?? [];
      if (link) return platform + new URL(link).pathname + new URL(link).search;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function openAccount(page: Page, email: string, prefix = ''): Promise<void> {
  await page.goto(`${platform}${prefix}/registro`);
  await page.fill('#name', 'Ana Ficticia');
  await page.fill('#email', email);
  await page.fill('#password', password);
  await page.check('#privacidad');
  await page.click('main button');
  await page.goto(await linkInLetterTo(email, /Confirma tu cuenta|Confirm your account/));
  await page.fill('#password', password);
  await page.click('main button');
}

/** What axe-core finds wrong, a line each. */
async function problemsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const tool = (
      window as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      }
    ).axe;
    const { violations } = await tool.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  });
}

describe('somebody without JavaScript, on a small phone', () => {
  it('opens an account, sees who is signed in where, and gets back in by password and by letter', async () => {
    const phone = { viewport: { width: 320, height: 640 }, javaScriptEnabled: false };
    await withContext(phone, async (page) => {
      const email = 'telefono@ejemplo.test';
      await page.goto(`${platform}/cuenta/sesiones`);
      expect(new URL(page.url()).pathname).toBe('/entrar');
      await page.click('text=Abre una aquí');
      await page.fill('#name', 'Ana <b>Ficticia</b>');
      await page.fill('#email', email);
      await page.fill('#password', 'breve-9');
      await page.check('#privacidad');
      await page.click('main button');
      expect(await page.textContent('#password-error')).toContain('al menos 12');
      expect(await page.inputValue('#name')).toBe('Ana <b>Ficticia</b>');
      expect(await page.isChecked('#privacidad')).toBe(true);
      expect(await page.inputValue('#password')).toBe('');
      await page.fill('#password', password);
      await page.click('main button');
      expect(await page.textContent('h1')).toBe('Revisa tu correo');

      await page.goto(await linkInLetterTo(email, /Confirma tu cuenta/));
      await page.fill('#password', password);
      await page.click('main button');
      // Where they wanted to go in the first place.
      expect(new URL(page.url()).pathname).toBe('/cuenta/sesiones');
      expect(await page.textContent('main')).toContain('este navegador');
      await page.goto(`${platform}/cuenta`);
      expect(await page.textContent('main')).toContain('Ana <b>Ficticia</b>');
      await page.click('main form button');
      expect(await page.textContent('main')).toContain('Saliste de tu cuenta');

      await page.fill('#email', email);
      await page.fill('#password', password);
      await page.click('form[action="/entrar"] button');
      expect(await page.textContent('h1')).toBe('Mi cuenta');
      await page.click('main form button');
      await page.fill('#linkEmail', email);
      await page.click('form[action="/entrar/carta"] button');
      await page.goto(await linkInLetterTo(email, /enlace para entrar/));
      await page.click('main button');
      expect(await page.textContent('h1')).toBe('Mi cuenta');
    });
  });

  it('sets a new password with a letter, and is out everywhere else', async () => {
    await withContext({ javaScriptEnabled: false }, async (home) => {
      const email = 'recupera@ejemplo.test';
      await openAccount(home, email);
      await withContext({ javaScriptEnabled: false }, async (page) => {
        await page.goto(`${platform}/recuperar`);
        await page.fill('#email', email);
        await page.click('main button');
        await page.goto(await linkInLetterTo(email, /contraseña nueva/));
        await page.fill('#newPassword', 'tres nopales y un colibri');
        await page.click('main button');
        expect(await page.textContent('main')).toContain('Tu contraseña nueva quedó guardada');
        await home.goto(`${platform}/cuenta`);
        expect(new URL(home.url()).pathname).toBe('/entrar');
      });
    });
  });
});

const forEverybody = ['/registro', '/registro/carta', '/entrar', '/entrar/carta', '/recuperar', '/confirmar'];
const own = ['/cuenta', '/cuenta/nombre', '/cuenta/correo', '/cuenta/contrasena', '/cuenta/sesiones'];

describe.each(['', '/en'])('the pages of accounts under "%s"', (prefix) => {
  it('have nothing that axe objects to and fit 320 px, with errors and without', async () => {
    for (const width of [320, 1280]) {
      await withContext({ viewport: { width, height: 800 }, bypassCSP: true }, async (page) => {
        const look = async (what: string) => {
          expect(await problemsOf(page), `${what}, ${width} px`).toEqual([]);
          expect(await page.locator('main h1').count()).toBe(1);
          const widest = await page.locator('html').evaluate((root) => root.scrollWidth);
          expect(widest, `${what} scrolls sideways`).toBeLessThanOrEqual(width);
        };
        for (const path of forEverybody) {
          await page.goto(platform + prefix + path);
          await look(path);
        }
        for (const path of ['/registro', '/entrar', '/recuperar']) {
          await page.goto(platform + prefix + path);
          await page.locator('main button').first().click();
          expect(await page.locator('.govuk-error-summary').count()).toBe(1);
          await look(`${path} with errors`);
        }
        await openAccount(page, `axe-${prefix.slice(1)}${width}@ejemplo.test`, prefix);
        for (const path of own) {
          await page.goto(platform + prefix + path);
          expect(new URL(page.url()).pathname).toBe(prefix + path);
          await look(path);
        }
      });
    }
  });
});
