import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { fictionalCurp } from '../support/census.ts';
import { type RunningProgram, root, runProgram, runScript, startTelling } from '../support/program.ts';
import { goodPassword } from '../support/visitor.ts';
import { createWalk } from '../support/walk.ts';

const [firstCurp, secondCurp] = [fictionalCurp(811), fictionalCurp(812)];

// A platform of its own: what is done here stands in its ledger, which other tests look at.
let platform: RunningProgram;
let data: string;
let browser: Browser;
let walk: ReturnType<typeof createWalk>;
let folder: string;

/** A municipality hands in its census, and the operator brings it into force while the platform runs. */
async function importCensus(): Promise<void> {
  const list = join(folder, 'lista.csv');
  const census = join(folder, 'padron.csv');
  await writeFile(list, `curp,state,municipality\n${firstCurp},20,20067\n${secondCurp},20,20067\n`);
  const env = { TEQUIO_DATA_DIR: data };
  for (const args of [
    ['hash', list, census],
    ['import', census],
  ]) {
    const { code, stderr } = await runProgram(['census', ...args], env);
    expect(stderr).toBe('');
    expect(code).toBe(0);
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tequio-walk-'));
  data = join(folder, 'data');
  platform = await startTelling({ TEQUIO_DATA_DIR: data });
  browser = await openBrowser();
  walk = createWalk(browser, platform.address, data);
  await importCensus();
});
afterAll(async () => {
  await browser?.close();
  await platform?.stop();
  await rm(folder, { recursive: true, force: true });
});

type Walker = Parameters<Parameters<typeof walk.person>[0]>[0];

/** Shows by the census who they are. */
async function verify(me: Walker, curp: string): Promise<void> {
  await me.goto('/cuenta/identidad');
  await me.fill({ curp });
  await me.press('Comprobar mi identidad');
  expect(await me.text()).toContain('Listo: eres una persona verificada.');
}

/** Goes from their acts to the receipt of the newest one, once it has its place. */
async function openReceipt(me: Walker): Promise<void> {
  const link = me.page.locator('main a[href$="/acuse.json"]');
  await expect
    .poll(
      async () => {
        await me.goto('/cuenta/actos');
        await me.follow(/Una persona más|Está por recibir su lugar/);
        return link.count();
      },
      { timeout: 30_000, interval: 500 },
    )
    .toBe(1);
}

/** What the verifier without the platform says of a receipt. */
async function judge(receipt: string): Promise<{ code: number | null; stdout: string }> {
  const file = join(folder, 'acuse.json');
  await writeFile(file, receipt);
  const key = (await (await fetch(`${platform.address}/bitacora/llave`)).text()).trim();
  return runScript([join(root, 'docs', 'verify-receipt.mjs'), file, '--key', key]);
}

describe('somebody without scripts, on a small phone', () => {
  it('signs up, says where they live and who they are, and takes home a receipt that others can check', async () => {
    await walk.person(async (me) => {
      const email = 'camino@ejemplo.test';
      await me.goto('/registro');
      await me.sees('Abre tu cuenta');
      await me.fill({ name: 'Persona Ficticia', email, password: goodPassword });
      await me.page.locator('#privacidad').check();
      await me.send('password');
      await me.sees('Revisa tu correo');
      await me.opens(email, /Confirma tu cuenta/);
      await me.sees('Confirma tu correo');
      await me.fill({ password: goodPassword });
      await me.send('password');
      await me.sees('Mi cuenta');
      await me.press('Salir');
      await me.sees('Entra a tu cuenta');
      await me.signsIn(email);
      await me.sees('Mi cuenta');

      await me.goto('/cuenta/residencia');
      await me.sees('Residencia');
      await me.press('Seguir al municipio');
      expect(await me.text()).toContain('Elige el estado donde vives.');
      await me.sees('Residencia');
      await me.page.locator('#estado').selectOption('20');
      await me.press('Seguir al municipio');
      await me.sees('Residencia');
      await me.page.locator('#municipio').selectOption('20385');
      await me.press('Guardar residencia');
      expect(await me.text()).toContain('Se guardó tu residencia.');
      await me.sees('Residencia');

      await me.goto('/cuenta/identidad');
      await me.sees('Identidad');
      await me.fill({ curp: `${firstCurp.slice(0, 17)}${(Number(firstCurp[17]) + 1) % 10}` });
      await me.press('Comprobar mi identidad');
      expect(await me.text()).toContain('El último número no corresponde');
      expect(await me.page.inputValue('#curp')).toBe('');
      await me.sees('Identidad');
      await verify(me, firstCurp);
      expect(await me.text()).toContain('Oaxaca de Juárez');
      await me.sees('Identidad');

      await me.goto('/cuenta/actos');
      await me.sees('Tus actos públicos');
      await openReceipt(me);
      await me.sees('Una persona más de Oaxaca, verificada con el padrón');
      const [file] = await Promise.all([
        me.page.waitForEvent('download'),
        me.page.locator('main a[href$="/acuse.json"]').click(),
      ]);
      const receipt = await readFile(await file.path(), 'utf8');
      const good = await judge(receipt);
      expect(good.stdout).toContain('VÁLIDO: este acto está en la bitácora');
      expect(good.stdout).toContain('accounts.person-verified');
      expect(good.code).toBe(0);
      expect(receipt).not.toContain(firstCurp);
      const other = await judge(receipt.replace('"salt":"', '"salt":"A'));
      expect(other.stdout).toContain('NO VÁLIDO');
      expect(other.code).toBe(1);
    });
  });

  it('has forgotten the password, sets another, and whoever was in is out', async () => {
    const email = 'olvido@ejemplo.test';
    const password = 'tres nopales y un colibri';
    await walk.person(async (old) => {
      await old.joins(email, '/en');
      await walk.person(async (me) => {
        await me.signsIn(email, 'not the right password', '/en');
        expect(await me.text()).toContain('The e-mail address or the password is not right.');
        await me.sees('Sign in to your account');
        await me.follow('I forgot my password');
        await me.sees('Recover your password');
        await me.fill({ email });
        await me.press('Send me the link');
        await me.sees('Check your e-mail');
        await me.opens(email, /Set a new password/);
        await me.sees('Set a new password');
        await me.fill({ newPassword: 'short-7' });
        await me.press('Save password');
        await me.sees('Set a new password');
        await me.fill({ newPassword: password });
        await me.press('Save password');
        await me.sees('Sign in to your account');
        await old.goto('/en/cuenta');
        expect(old.at()).toMatch(/^\/en\/entrar/);
        await me.signsIn(email, goodPassword, '/en');
        expect(await me.text()).toContain('The e-mail address or the password is not right.');
        await me.signsIn(email, password, '/en');
        await me.sees('My account');
        await me.opens(email, /Set a new password/);
        await me.sees('This link no longer works');
      });
    });
  });

  it('signs in and erases the account with the keyboard alone; what was public stays', async () => {
    const email = 'adios@ejemplo.test';
    await walk.person(async (me) => {
      const { keyboard } = me.page;
      await me.joins(email);
      await verify(me, secondCurp);
      await openReceipt(me);
      const shown = await me.page.locator('main a[href*="/bitacora/asientos/"]').first().getAttribute('href');
      const entry = /\/bitacora\/asientos\/\d+/.exec(shown ?? '')?.[0] ?? '';
      expect(entry).not.toBe('');
      await me.page.context().clearCookies();

      await me.goto('/cuenta/datos');
      await me.tabTo('#email');
      await keyboard.type(email);
      await me.tabTo('#password');
      await keyboard.type(goodPassword);
      await keyboard.press('Enter');
      await me.page.waitForURL('**/cuenta/datos');
      await me.sees('Tus datos');
      await me.tabTo('main a[href="/cuenta/datos/borrar"]');
      await keyboard.press('Enter');
      await me.page.waitForURL('**/cuenta/datos/borrar');
      await me.sees('Borrar tu cuenta');
      const told = await me.text();
      expect(told).toContain('Tu nombre, tu correo y tu idioma.');
      expect(told).toContain('Persona verificada');
      expect(told).toContain('Se agrega un asiento que dice que hay una persona verificada menos');
      await me.tabTo('#password');
      await keyboard.type('otra cosa distinta');
      await keyboard.press('Enter');
      await me.page.locator('.govuk-error-summary').waitFor();
      expect(await me.text()).toContain('No se borró nada');
      await me.sees('Borrar tu cuenta');
      await me.tabTo('#password');
      await keyboard.type(goodPassword);
      await me.tabTo('main form:has(#password) button');
      await keyboard.press('Enter');
      await me.page.waitForURL('**/cuenta/borrada');
      await me.sees('Tu cuenta se borró');

      await me.signsIn(email);
      expect(await me.text()).toContain('El correo o la contraseña no son correctos.');
      await me.goto(entry);
      await me.sees(/Una persona más de .+, verificada con el padrón/);
      await expect
        .poll(
          async () => {
            await me.goto('/bitacora');
            return me.text();
          },
          { timeout: 30_000, interval: 500 },
        )
        .toContain('Una persona verificada menos: borró su cuenta');
      await me.sees(/./);
    });
  });
});
