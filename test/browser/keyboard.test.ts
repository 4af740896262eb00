import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';

const platform = inject('platform');
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** What has the focus: its text, and whether a person can see that it has it. */
function focused(page: Page) {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const { outlineStyle, outlineWidth, boxShadow, backgroundColor } = getComputedStyle(element);
    const visible =
      (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) ||
      boxShadow !== 'none' ||
      backgroundColor !== 'rgba(0, 0, 0, 0)';
    const href = element.closest('a')?.getAttribute('href') ?? '';
    return { text: element.textContent?.trim() ?? '', href, visible, tag: element.tagName };
  });
}

/** Presses Tab until something that fits has the focus. */
async function tabTo(page: Page, fits: (focus: Awaited<ReturnType<typeof focused>>) => boolean, most = 250) {
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press('Tab');
    const focus = await focused(page);
    if (!fits(focus)) continue;
    expect(focus.visible, `the focus on "${focus.text}" can be seen`).toBe(true);
    return focus;
  }
  throw new Error(`Nothing that fits took the focus in ${most} presses of Tab at ${page.url()}`);
}

it('leads by keyboard alone from the home page to the weakest institution of a state', async () => {
  const page = await browser.newPage();
  await page.goto(platform);
  await page.keyboard.press('Tab');
  expect((await focused(page)).href, 'the first stop skips to the content').toBe('#contenido');
  await page.keyboard.press('Enter');
  await tabTo(page, ({ href }) => href === '/entidades/oaxaca');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/entidades/oaxaca');
  const weakest = await page.locator('[data-weakest] a').first().getAttribute('href');
  expect(weakest).toMatch(/^\/instituciones\//);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await tabTo(page, ({ href }) => href === weakest);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${weakest}`);
  expect(await page.locator('main h1').count()).toBe(1);
  await page.close();
});

it('searches by keyboard', async () => {
  const page = await browser.newPage();
  await page.goto(platform);
  await tabTo(page, ({ tag }) => tag === 'INPUT');
  await page.keyboard.type('michoacan');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/buscar?q=michoacan');
  expect(await page.locator('main').textContent()).toContain('Michoacán');
  await page.close();
});
