import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';

const platform = inject('platform');

let browser: Browser;
let receipt: string;
/** How many entries the ledger that was signed has. */
let size: number;
beforeAll(async () => {
  browser = await openBrowser();
  receipt = await (await fetch(`${platform}/bitacora/asientos/2/acuse.json`)).text();
  size = Number((JSON.parse(receipt) as { checkpoint: string }).checkpoint.split('\n')[1]);
});
afterAll(() => browser.close());

/** Opens the page, lets the work be done, and sees that meanwhile nothing was asked of any server. */
async function onPage(path: string, work: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.goto(platform + path, { waitUntil: 'networkidle' });
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await work(page);
    expect(requests).toEqual([]);
    expect(errors).toEqual([]);
  } finally {
    await context.close();
  }
}

const result = (page: Page) => page.getByRole('status').filter({ hasText: /./ });

describe('a receipt checked on the page', () => {
  it('is found genuine when it is pasted, and nothing is sent', async () => {
    await onPage('/bitacora/verificar', async (page) => {
      await page.getByLabel('O pega aquí su contenido').fill(receipt);
      await page.getByRole('button', { name: 'Comprobar' }).click();
      const told = await result(page).innerText();
      expect(told).toContain('El acuse es auténtico');
      expect(told).toContain('metrica.edition-loaded');
      expect(told).toContain(`2 de ${size}`);
      expect(told).toContain('No lo hizo una persona');
      expect(told).not.toContain('Una persona.');
    });
  });

  it('is found genuine when its file is chosen', async () => {
    await onPage('/en/bitacora/verificar', async (page) => {
      await page.getByLabel('The file of the receipt').setInputFiles({
        name: 'acuse.json',
        mimeType: 'application/json',
        buffer: Buffer.from(receipt),
      });
      await page.getByRole('button', { name: 'Check' }).click();
      expect(await result(page).innerText()).toContain('The receipt is genuine');
    });
  });

  it.each([
    ['changed', () => receipt.replace('908', '909'), 'no es el que está en ese lugar'],
    ['moved', () => receipt.replace('"index":2', '"index":1'), 'no es el que está en ese lugar'],
    [
      'signed anew',
      () => receipt.replace(`\\n${size}\\n`, `\\n${size + 1}\\n`),
      'no está firmado por esta bitácora',
    ],
    ['of another ledger', () => receipt.replace('"key":"', '"key":"x'), 'es de otra bitácora'],
    ['something else', () => '{}', 'no tiene la forma de un acuse'],
    ['nothing', () => '', 'Falta el acuse'],
  ])('that was %s is refused, with the reason', async (_, text, reason) => {
    await onPage('/bitacora/verificar', async (page) => {
      await page.getByLabel('O pega aquí su contenido').fill(text());
      await page.getByRole('button', { name: 'Comprobar' }).click();
      const told = await result(page).innerText();
      expect(told).toContain(reason);
      expect(told).not.toContain('El acuse es auténtico');
    });
  });

  it('is checked against the key that the reader knows', async () => {
    await onPage('/bitacora/verificar', async (page) => {
      await page.getByLabel('O pega aquí su contenido').fill(receipt);
      await page.getByLabel('La llave pública de la bitácora').fill('other.example+00000000+AQ==');
      await page.getByRole('button', { name: 'Comprobar' }).click();
      expect(await result(page).innerText()).toContain('es de otra bitácora');
    });
  });
});

it('without script the page takes no receipt and names the verifier', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${platform}/bitacora/verificar`);
  expect(await page.getByRole('button', { name: 'Comprobar' }).count()).toBe(0);
  expect(await page.locator('main').innerText()).toContain('no ejecuta scripts');
  expect(await page.getByRole('link', { name: 'Descargar verify-receipt.mjs' }).count()).toBe(1);
  await context.close();
});
