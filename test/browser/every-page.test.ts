import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';

const platform = inject('platform');
const most = 50 * 1000;

/** Every kind of page there is, and the states they can be in. */
const paths = [
  '/',
  '/metrica',
  '/metrica/2017',
  '/metrica/2017?medida=p&incertidumbre=muestra',
  '/metrica/2017?orden_gobierno=municipal',
  '/metrica/2017?tipo=sindicato&medida=tg',
  '/metrica/2017/instituciones',
  '/metrica/2017/instituciones?q=salud&orden=ga&sentido=desc',
  '/metrica/2017/instituciones?q=nadasellamaasi',
  '/metrica/2019',
  '/metrica/2021',
  '/metrica/metodologia',
  '/metrica/verificacion',
  '/metrica/simulador',
  '/metrica/simulador?transparencia=70&participacion=30',
  '/metrica/simulador?transparencia=-1&participacion=x',
  '/entidades',
  '/calendario',
  '/entidades/oaxaca',
  '/entidades/federacion',
  '/entidades/oaxaca/municipios',
  '/instituciones',
  '/instituciones?q=salud&entidad=oaxaca',
  '/instituciones?q=nadasellamaasi',
  '/buscar',
  '/buscar?q=mexico',
  '/buscar?q=nadasellamaasi',
  '/bitacora',
  '/bitacora?tipo=metrica.edition-loaded&institucion=salud',
  '/bitacora?desde=2026-02-10&hasta=2026-02-01',
  '/bitacora/asientos/0',
  '/bitacora/asientos/2/acuse',
  '/bitacora/consistencia',
  '/bitacora/consistencia?desde=1&hasta=4',
  '/bitacora/verificar',
  '/avisos',
  '/avisos/baja?t=x',
  '/comision',
  '/comision/acuerdos',
  '/comision/convenios',
  '/comision/exhortos',
  '/comision/integrantes',
  '/comision/plan',
  '/comision/sesiones',
  '/planes',
  '/planes?orden=compromisos&sentido=desc',
  '/planes/oaxaca',
  '/planes/aguascalientes',
  '/planes/oaxaca/1',
  '/planes/oaxaca/1?tema=salud',
  '/planes/oaxaca/1/informe',
  '/planes/oaxaca/1/informe?trimestre=2026-3',
  '/planes/comparar',
  '/compromisos',
  '/compromisos?q=agua+oaxaca&plazo=sin-fecha',
  '/compromisos?q=nadasellamaasi',
  // The third commitment of Oaxaca's first plan, as it is shipped.
  '/compromisos/30e3b00e-2d29-8001-8d91-7e3f8cfde6ed',
  '/datos',
  '/api',
  '/acerca',
  '/accesibilidad',
  '/privacidad',
  '/registro',
  '/entrar',
  '/recuperar',
  '/no-existe',
  '/metrica/1999',
];
const addresses = paths.flatMap((path) => [path, `/en${path === '/' ? '' : path}`]);

let browser: Browser;
/** Where axe may be put into the page: the page's own policy forbids injected scripts. */
let open: BrowserContext;
let axe: string;
beforeAll(async () => {
  browser = await openBrowser();
  open = await browser.newContext({ bypassCSP: true });
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});
afterAll(() => browser.close());

async function withPage<T>(context: BrowserContext, work: (page: Page) => Promise<T>): Promise<T> {
  const page = await context.newPage();
  try {
    return await work(page);
  } finally {
    await page.close();
  }
}

/** What axe-core, which is in the page, finds wrong: a line each. */
async function accessibilityProblems(page: Page): Promise<string[]> {
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

describe.each(addresses)('%s', (path) => {
  // A page is the same in both languages but for its words: one is looked at on a desk, the other on a phone.
  const screen = path.startsWith('/en') ? { width: 360, height: 740 } : { width: 1280, height: 900 };
  it(`has nothing that axe objects to, ${screen.width} px wide`, async () => {
    await withPage(open, async (page) => {
      await page.setViewportSize(screen);
      await page.goto(platform + path);
      await page.evaluate(axe);
      expect(await accessibilityProblems(page)).toEqual([]);
    });
  });

  it('works without script, fits 320 px, is light, and asks no other host', async () => {
    // One of its own, with nothing in its cache: what is weighed is a first visit.
    const context = await browser.newContext({
      viewport: { width: 320, height: 640 },
      javaScriptEnabled: false,
    });
    await withPage(context, async (page) => {
      const hosts = new Set<string>();
      let transferred = 0;
      page.on('request', (request) => hosts.add(new URL(request.url()).origin));
      const sizes: Promise<void>[] = [];
      page.on('requestfinished', (request) => {
        sizes.push(
          request.sizes().then(({ responseBodySize, responseHeadersSize }) => {
            if (!request.url().endsWith('.woff2')) transferred += responseBodySize + responseHeadersSize;
          }),
        );
      });
      await page.goto(platform + path, { waitUntil: 'load' });
      await Promise.all(sizes);
      expect([...hosts]).toEqual([platform]);
      expect(transferred).toBeGreaterThan(1000);
      expect(transferred).toBeLessThanOrEqual(most);
      expect(await page.locator('main h1').count()).toBe(1);
      const widest = await page.locator('html').evaluate((root) => root.scrollWidth);
      expect(widest, 'nothing scrolls sideways').toBeLessThanOrEqual(320);
    });
    await context.close();
  });
});
