import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { type RunningProgram, runProgram, startTelling } from '../support/program.ts';
import { createWalk } from '../support/walk.ts';

// A platform of its own: what the Commission does here would change what other tests look at.
let platform: RunningProgram;
let data: string;
let browser: Browser;
let walk: ReturnType<typeof createWalk>;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'tequio-commission-'));
  platform = await startTelling({ TEQUIO_DATA_DIR: data });
  browser = await openBrowser();
  walk = createWalk(browser, platform.address, data);
});
afterAll(async () => {
  await browser?.close();
  await platform?.stop();
  await rm(data, { recursive: true, force: true });
});

const words = { password: 'Contraseña actual', begin: 'Empezar', code: 'Código', on: 'Activar' };
const secretary = 'secretaria@ejemplo.test';

/** Makes somebody the Commission's secretary, as an administrator does it. */
async function nameSecretary(): Promise<void> {
  const admin = 'administra.comision@ejemplo.test';
  await walk.person(async (me) => me.joins(secretary));
  await walk.person(async (me) => {
    await me.joins(admin);
    const { code } = await runProgram(['admin', 'create', admin], { TEQUIO_DATA_DIR: data });
    expect(code).toBe(0);
    await me.goto('/gestion');
    await me.follow('Activar el segundo factor');
    await me.setsUpFactor(words);
    await me.goto('/gestion/permisos/nuevo?funcion=commission-secretary');
    await me.fill({ correo: secretary });
    await me.press('Dar permiso');
    await me.page.waitForURL(/hecho=dado/);
  });
}

/** Day and time by the clocks of Mexico City. */
function inMexico(instant: Date): { day: string; time: string } {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone: 'America/Mexico_City', dateStyle: 'short', timeStyle: 'short' },
  }).format(instant);
  const [day = '', time = ''] = parts.split(' ');
  return { day, time };
}

/** The next whole minute that leaves time enough to call a session before it. */
const soon = () => new Date(Math.ceil((Date.now() + 30_000) / 60_000) * 60_000);

const pdf = {
  ...{ name: 'minuta.pdf', mimeType: 'application/pdf' },
  buffer: Buffer.from('%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n'),
};

type Person = Parameters<Parameters<typeof walk.person>[0]>[0];
const base = '/gestion/comision';

async function seats(me: Person): Promise<void> {
  for (const holder of ['Instituto A', 'Instituto B', 'Instituto C']) {
    await me.goto(`${base}/integrantes`);
    await me.fill({ institucion: holder, desde: '2020-01-01' });
    await me.press('Agregar');
  }
  await me.sees('Integrantes de la Comisión');
}

async function callSession(me: Person, starts: Date, agenda: string): Promise<string> {
  const { day, time } = inMexico(starts);
  await me.goto(`${base}/sesiones/nueva`);
  await me.fill({ fecha: day, hora: time, lugar: 'Sala de sesiones', orden: agenda });
  await me.press('Guardar el borrador');
  await me.sees('Borrador de sesión ordinaria');
  await me.press('Publicar la convocatoria');
  expect(await me.text()).toContain('la convocatoria quedó publicada');
  await me.sees(/^Sesión ordinaria \d de \d{4}$/);
  return me.at().split('?')[0] ?? '';
}

/** Marks those who are there, one after the other. */
async function check(me: Person, ...names: string[]): Promise<void> {
  for (const name of names) await me.page.getByRole('checkbox', { name }).check();
}

/** What an exhortation and a covenant take, from first to last. */
async function followUp(me: Person): Promise<void> {
  const today = inMexico(new Date()).day;
  await me.goto(`${base}/exhortos/nuevo`);
  await me.page.locator('#entidad').selectOption('20');
  await me.fill({ asunto: 'Participación ciudadana', texto: 'Se pide legislar.', enviado: today });
  await me.press('Registrar el exhorto');
  await me.sees('Participación ciudadana');
  await me.page.locator('#paso').selectOption('answered');
  await me.fill({ dia: today });
  await me.page.locator('#documentoArchivo').setInputFiles(pdf);
  await me.press('Registrar el paso');
  expect(await me.text()).toContain('respondido');
  await me.goto(`${base}/convenios/nuevo`);
  await me.fill({ titulo: 'Datos abiertos', partes: 'La Comisión\nEl estado', objeto: 'Publicar datos' });
  await me.fill({ firmado: today, desde: today });
  await me.page.locator('#documentoArchivo').setInputFiles(pdf);
  await me.press('Registrar el convenio');
  await me.sees('Datos abiertos');
}

/** A session from its opening to its minutes, with a motion, its votes and an agreement. */
async function holdSession(me: Person, bench: string): Promise<void> {
  await me.goto(bench);
  await check(me, 'Instituto A');
  await me.press('Abrir la sesión');
  expect(await me.text()).toContain('No alcanza el quórum');
  await me.sees(/^Sesión ordinaria/);
  await check(me, 'Instituto A', 'Instituto B', 'Instituto C');
  await me.press('Abrir la sesión');
  await me.page.locator('#punto').selectOption({ index: 1 });
  await me.fill({ texto: 'Aprobar el informe' });
  await me.press('Poner a votación');
  await me.sees(/^Sesión ordinaria/);
  for (const name of ['Instituto A', 'Instituto B', 'Instituto C'])
    await me.page.getByLabel(name, { exact: true }).first().selectOption('for');
  await me.press('Guardar los votos');
  await me.page.locator('input[name=salieron]').nth(2).check();
  await me.press('Registrar que se retiraron');
  await me.press('Cerrar esta votación');
  expect(await me.text()).toContain('A favor: 2. En contra: 0. Abstenciones: 0.');
  await me.follow('Registrar un acuerdo');
  await me.sees('Registrar un acuerdo');
  await me.press('Registrar el acuerdo');
  expect(await me.text()).toContain('Hay 3 problemas');
  await me.fill({ texto: 'Publicar el informe', responsable: 'Secretaría Técnica' });
  await me.fill({ vence: inMexico(new Date(Date.now() + 30 * 86_400_000)).day });
  await me.page.locator('#votacion').selectOption({ index: 1 });
  await me.press('Registrar el acuerdo');
  await me.press('Terminar la sesión');
  await me.fill({ texto: 'Se aprobó el informe.', grabacion: 'https://video.ejemplo.test/1' });
  await me.page.locator('#archivo').setInputFiles(pdf);
  await me.press('Publicar la minuta');
  expect(await me.text()).toContain('la minuta quedó publicada');
  await me.sees(/^Sesión ordinaria/);
}

/** A session opens at its hour, which is up to a minute and a half away. */
const patience = 300_000;

describe('the Commission’s secretary, without scripts', () => {
  it(
    'carries a session from its call to its minutes, and everybody sees it',
    async () => {
      await nameSecretary();
      let year = '';
      await walk.person(async (me) => {
        await me.opens(secretary, /Tienes un nuevo permiso/);
        await me.signsIn(secretary);
        await me.goto(base);
        await me.follow('Activar el segundo factor');
        await me.setsUpFactor(words);
        await me.goto(base);
        await me.sees('Comisión');
        await seats(me);
        const starts = soon();
        const bench = await callSession(me, starts, 'Lista de asistencia\nInforme anual');
        year = inMexico(starts).day.slice(0, 4);
        expect(await me.text()).toContain('tardía');
        await followUp(me);
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, starts.getTime() - Date.now()) + 500));
        await holdSession(me, bench);

        // What is still open comes onto the next agenda by itself.
        const later = new Date(Date.now() + 20 * 86_400_000);
        const next = await callSession(me, later, 'Lista de asistencia');
        expect(await me.text()).toContain(`Seguimiento del acuerdo CGA-${year}-01`);
        await me.goto(`${base}/acuerdos`);
        await me.sees('Acuerdos');
        await me.follow(`CGA-${year}-01`);
        await me.page.locator('input[name=estado][value=fulfilled]').check();
        await me.press('Guardar');
        expect(await me.text()).toContain('agrega la dirección de la evidencia o su archivo');
        await me.sees(`Acuerdo CGA-${year}-01`);
        await me.page.locator('#evidenciaArchivo').setInputFiles(pdf);
        await me.press('Guardar');
        await me.page.waitForURL(/hecho=guardado/);
        await me.goto(next);
        await me.fill({ motivo: 'No hay sala' });
        await me.press('Cancelar la sesión');
        expect(await me.text()).toContain('la sesión quedó cancelada');
      });

      await walk.person(async (me) => {
        const slug = `/comision/sesiones/${year}-ordinaria-1`;
        for (const [path, title, said] of [
          ['/comision', /Comisión de Gobierno Abierto/, 'cumplido'],
          [slug, /^Sesión ordinaria 1/, 'se retiró'],
          ['/comision/sesiones', 'Sesiones', 'cancelada'],
          [`/comision/acuerdos/CGA-${year}-01`, `Acuerdo CGA-${year}-01`, 'descargar el documento'],
          ['/comision/acuerdos', 'Acuerdos', '100'],
          ['/comision/exhortos', 'Exhortos', 'Congreso'],
          ['/comision/convenios', 'Convenios', 'Datos abiertos'],
          ['/comision/plan', /^Plan de trabajo/, '1 de 1'],
          [`/en${slug}`, /^Ordinary session 1/, 'left'],
          ['/en/comision/exhortos', 'Exhortations', 'answered'],
          ['/en/comision/acuerdos', 'Agreements', 'kept'],
        ] as const) {
          await me.goto(path);
          await me.sees(title);
          expect((await me.text()).toLowerCase(), path).toContain(said.toLowerCase());
        }
        for (const path of [`${base}/sesiones`, base]) {
          await me.goto(path);
          expect(me.at()).toMatch(/^\/entrar/);
        }
      });
    },
    patience,
  );
});
