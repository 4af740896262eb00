import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { readMailFolder } from './mail.ts';
import { applicationCode } from './second-factor.ts';
import { goodPassword } from './visitor.ts';

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const heading = (page: Page) => page.locator('main h1').innerText();

/** Presses Tab until the element has the focus, where a person can see that it has it. */
async function tabTo(page: Page, selector: string, most = 200): Promise<void> {
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press('Tab');
    const visible = await page
      .locator(selector)
      .first()
      .evaluate((element) => {
        if (element !== document.activeElement) return undefined;
        const { outlineStyle, boxShadow, backgroundColor } = getComputedStyle(element);
        return outlineStyle !== 'none' || boxShadow !== 'none' || backgroundColor !== 'rgba(0, 0, 0, 0)';
      });
    if (visible === undefined) continue;
    expect(visible, `the focus on ${selector} can be seen`).toBe(true);
    return;
  }
  throw new Error(`${selector} never took the focus at ${page.url()}`);
}

/** Without reloading: a second page with scripts shows what the first one shows, and axe-core looks at that. */
async function problemsOf(page: Page, helper: Page): Promise<string[]> {
  const body = await page.content();
  const address = page.url();
  await helper.route('**/*', (route) =>
    route.request().isNavigationRequest()
      ? route.fulfill({ body, contentType: 'text/html; charset=utf-8' })
      : route.continue(),
  );
  await helper.goto(address);
  await helper.unrouteAll({ behavior: 'wait' });
  await helper.evaluate(await axe);
  const found = await helper.evaluate(async () => {
    const tool = (
      window as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      }
    ).axe;
    const { violations } = await tool.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  });
  const { scrollWidth, clientWidth } = await page
    .locator('html')
    .evaluate(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }));
  return scrollWidth > clientWidth ? [...found, `${scrollWidth} of ${clientWidth} px wide`] : found;
}

/** How a person without scripts walks through the platform that listens at an address, and reads their letters. */
export function createWalk(browser: Browser, platform: string, dataDir: string) {
  const onPlatform = (link: string) => {
    const { pathname, search } = new URL(link);
    return platform + pathname + search;
  };

  async function linkTo(address: string, subject: RegExp): Promise<string | undefined> {
    const letters = await readMailFolder(dataDir);
    return letters.findLast((letter) => letter.to === address && subject.test(letter.subject))?.links[0];
  }

  /** The first link of the last letter to somebody, once it was delivered. */
  async function letter(address: string, subject: RegExp): Promise<string> {
    await expect
      .poll(() => linkTo(address, subject), { timeout: 30_000, interval: 300, message: `${subject}` })
      .toBeTruthy();
    return onPlatform((await linkTo(address, subject)) ?? '');
  }

  /** A browser of somebody, without scripts. Every page is looked at once it is the one to be looked at. */
  async function person(
    work: (person: ReturnType<typeof personWith>) => Promise<void>,
    options: BrowserContextOptions = {},
  ) {
    const size = { viewport: { width: 320, height: 800 } };
    const context = await browser.newContext({ ...size, ...options, javaScriptEnabled: false });
    const helping = await browser.newContext({ ...size, ...options, bypassCSP: true });
    try {
      await work(personWith(await context.newPage(), await helping.newPage()));
    } finally {
      await helping.close();
      await context.close();
    }
  }

  function personWith(page: Page, helper: Page) {
    /** Presses what leads to another page, and waits for that one. */
    const go = async (target: Locator) => {
      await Promise.all([page.waitForEvent('load'), target.click()]);
    };
    const main = page.getByRole('main');
    const press = (name: string | RegExp) => go(main.getByRole('button', { name }));
    const at = () => page.url().slice(platform.length);
    return {
      page,
      press,
      /** The address below the platform's. */
      at,
      text: () => main.innerText(),
      /** Sees that the page is the one with this heading and that axe has nothing against it. */
      async sees(title: string | RegExp) {
        expect(await heading(page)).toMatch(title);
        expect(await problemsOf(page, helper), at()).toEqual([]);
      },
      goto: (path: string) => page.goto(path.startsWith('http') ? path : platform + path),
      follow: (name: string | RegExp) => go(main.getByRole('link', { name }).first()),
      /** Sends the form with this field. */
      send: (field: string) => go(page.locator(`main form:has(#${field}) button`)),
      fill: (fields: Readonly<Record<string, string>>) => fillIn(page, fields),
      tabTo: (selector: string) => tabTo(page, selector),
      /** The letter with a link for them, opened. */
      async opens(address: string, subject: RegExp) {
        await page.goto(await letter(address, subject));
      },
      /** Signs up and confirms, on the pages of a language. */
      async joins(email: string, prefix = '') {
        await page.goto(`${platform}${prefix}/registro`);
        await fillIn(page, { name: 'Persona Ficticia', email, password: goodPassword });
        await page.locator('#privacidad').check();
        await go(page.locator('main form button'));
        await page.goto(await letter(email, /Confirma tu cuenta|Confirm your account/));
        await fillIn(page, { password: goodPassword });
        await go(page.locator('main form button'));
        expect(at()).toMatch(/^(\/en)?\/cuenta/);
      },
      async signsIn(email: string, password: string = goodPassword, prefix = '') {
        await page.goto(`${platform}${prefix}/entrar`);
        await fillIn(page, { email, password });
        await go(page.locator('form:has(#password) button'));
      },
      /** Switches the second factor on from the page where it is offered. */
      async setsUpFactor(words: { password: string; begin: string; code: string; on: string }) {
        await page.getByLabel(words.password).fill(goodPassword);
        await press(words.begin);
        const secret = (await page.locator('.tq-code code').innerText()).replaceAll(' ', '');
        await page.getByLabel(words.code, { exact: true }).fill(applicationCode(secret));
        await press(words.on);
        expect(await page.locator('.tq-codes code').count()).toBe(10);
      },
    };
  }

  return { person, letter };
}

async function fillIn(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await page.locator(`#${name}`).fill(value);
}
