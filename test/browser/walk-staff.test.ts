import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { type RunningProgram, root, runProgram, startTelling } from '../support/program.ts';
import { goodPassword } from '../support/visitor.ts';
import { createWalk } from '../support/walk.ts';

// A platform of its own: what is loaded here would change what other tests look at.
let platform: RunningProgram;
let data: string;
let browser: Browser;
let walk: ReturnType<typeof createWalk>;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'tequio-staff-'));
  platform = await startTelling({ TEQUIO_DATA_DIR: data });
  browser = await openBrowser();
  walk = createWalk(browser, platform.address, data);
});
afterAll(async () => {
  await browser?.close();
  await platform?.stop();
  await rm(data, { recursive: true, force: true });
});

/** What the terminal says when whoever runs the platform names an administrator. */
async function nameAdministrator(email: string): Promise<string> {
  const { code, stdout, stderr } = await runProgram(['admin', 'create', email], { TEQUIO_DATA_DIR: data });
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return stdout;
}

const spanish = { password: 'Contraseña actual', begin: 'Empezar', code: 'Código', on: 'Activar' };
const english = { password: 'Current password', begin: 'Begin', code: 'Code', on: 'Switch on' };

const places = { '01': 'Aguascalientes', '20': 'Oaxaca' };

describe('an administrator, without scripts', () => {
  it('comes from the terminal and names a facilitator, who reaches their own state and no more', async () => {
    const [admin, facilitator] = ['administra@ejemplo.test', 'facilita@ejemplo.test'];
    await walk.person(async (person) => person.joins(facilitator));
    const said = await nameAdministrator(admin);
    const link = /https?:\/\/\S+/.exec(said)?.[0] ?? '';
    await walk.person(async (me) => {
      await me.goto(platform.address + new URL(link).pathname + new URL(link).search);
      await me.sees('Pon una contraseña nueva');
      await me.fill({ newPassword: goodPassword });
      await me.press('Guardar contraseña');
      await me.sees('Entra a tu cuenta');
      await me.signsIn(admin);
      await me.goto('/gestion');
      expect(me.at()).toBe('/cuenta/segundo-factor?volver=%2Fgestion');
      expect(await me.text()).toContain('tu cuenta todavía no tiene uno');
      await me.sees('Segundo factor');
      await me.follow('Activar el segundo factor');
      await me.sees('Activar el segundo factor');
      await me.setsUpFactor(spanish);
      await me.sees('El segundo factor está activo');
      await me.follow('Ya los guardé');
      expect(me.at()).toBe('/gestion');
      await me.sees('Gestión');

      await me.follow('Personas y permisos');
      await me.sees('Personas y permisos');
      await me.follow('Dar un permiso');
      await me.sees('Dar un permiso');
      await me.follow('Facilitación de un estado');
      await me.sees('Dar permiso: Facilitación de un estado');
      await me.fill({ correo: 'nadie' });
      await me.press('Dar permiso');
      expect(await me.text()).toContain('Escribe un correo como nombre@ejemplo.mx.');
      expect(await me.text()).toContain('Elige un estado.');
      await me.sees('Dar permiso: Facilitación de un estado');
      await me.fill({ correo: facilitator });
      await me.page.locator('#entidad').selectOption('20');
      await me.press('Dar permiso');
      await me.page.waitForURL(/hecho=dado/);
      await me.sees(/./);
    });

    await walk.person(async (me) => {
      await me.opens(facilitator, /Tienes un nuevo permiso.*Oaxaca/);
      await me.sees('Entra a tu cuenta');
      await me.fill({ email: facilitator, password: goodPassword });
      await me.send('password');
      await me.sees('Segundo factor');
      await me.follow('Activar el segundo factor');
      await me.setsUpFactor(spanish);
      await me.goto('/gestion');
      await me.sees('Gestión');
      const entries = await me.text();
      expect(entries).toContain('Personas y permisos');
      for (const others of ['Datos y sus cargas', 'Ajustes', 'Padrón']) expect(entries).not.toContain(others);
      for (const path of ['/gestion/datos', '/gestion/ajustes', '/gestion/padron']) {
        const answer = await me.goto(path);
        expect([403, 404], path).toContain(answer?.status());
      }
      expect((await me.goto('/gestion/permisos/nuevo?funcion=administrator'))?.status()).toBe(403);
      await me.goto('/gestion/permisos/nuevo?funcion=state-moderator');
      await me.sees('Dar permiso: Moderación de un estado');
      const offered = await me.page.locator('#entidad option').allInnerTexts();
      expect(offered.filter((name) => name !== 'Elige')).toEqual([places['20']]);
    });
  });

  it('sends a file with errors, reads them row by row, sends it again and sees the new data everywhere', async () => {
    const admin = 'data@ejemplo.test';
    const shipped = await readFile(join(root, 'data', 'territory', 'municipalities.csv'), 'utf8');
    const wrong = shipped
      .replace('01002,01,Asientos,51536', '01002,01,,many')
      .replace('01003,01,', '1003,01,');
    const right = shipped.replace('01002,01,Asientos,51536', '01002,01,Asientos de la Prueba,51537');
    expect(new Set([shipped, wrong, right]).size).toBe(3);
    await walk.person(
      async (me) => {
        const send = (text: string) =>
          me.page
            .locator('#archivo')
            .setInputFiles({ name: 'municipios.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
        await me.joins(admin, '/en');
        expect(await nameAdministrator(admin)).toContain('administers the platform now');
        await me.goto('/en/gestion/datos');
        expect(me.at()).toContain('/en/cuenta/segundo-factor?volver=');
        await me.follow('Set up the second factor');
        await me.setsUpFactor(english);
        await me.follow('I have kept them');
        expect(me.at()).toBe('/en/gestion/datos');
        await me.sees('Data and their loads');
        await me.follow('Municipalities');
        await me.sees('Municipalities');
        await me.press('Check the file');
        expect(await me.text()).toContain('Choose a file.');
        await me.sees('Municipalities');
        await send(wrong);
        await me.press('Check the file');
        await me.page.waitForURL('**/en/gestion/datos/revision/**');
        await me.sees('Check of municipios.csv');
        const report = await me.text();
        expect(report).toContain('The file has 3 problems');
        for (const [row, column] of [
          [3, 'name'],
          [3, 'population_2020'],
          [4, 'clave'],
        ]) {
          expect(report).toMatch(new RegExp(`${row},? (column )?${column}`));
        }
        expect(await me.page.getByRole('button', { name: 'Load the data' }).count()).toBe(0);
        await me.goto('/en/entidades/aguascalientes/municipios');
        expect(await me.text()).toContain('Asientos');

        await me.goto('/en/gestion/datos/municipalities');
        await send(right);
        await me.press('Check the file');
        await me.sees('Check of municipios.csv');
        expect(await me.text()).toContain('The file has no problems');
        await me.press('Load the data');
        await me.page.waitForURL(/hecho=cargado/);
        await me.sees('Data and their loads');
        await me.goto('/en/entidades/aguascalientes/municipios');
        expect(await me.text()).toContain('Asientos de la Prueba');
        await me.sees(/./);
        await me.goto('/en/gestion/auditoria');
        await me.sees('Audit trail');
        const rows = await me.page.locator('#eventos tbody tr').allInnerTexts();
        expect(rows.slice(0, 5).join('\n')).toMatch(/municipal/i);
      },
      { viewport: { width: 1280, height: 900 } },
    );
  });
});
