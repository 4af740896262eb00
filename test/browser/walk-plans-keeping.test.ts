import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#platform/database/identifier.ts';
import type { Services } from '#platform/services.ts';
import { milestones, secretariatMembers, secretariats } from '../../src/modules/plans/schema.ts';
import { createPlan } from '../support/plans.ts';
import {
  attach,
  choose,
  dayFromNow,
  type Exercise,
  institution,
  openExercise,
  pdf,
  seesErrors,
  slug,
  state,
  type Walker,
  wide,
} from '../support/plans-walk.ts';
import { goodPassword } from '../support/visitor.ts';

const organisation = 'Colectivo Ficticio del Agua, A.C.';
const invited = 'habla@ejemplo.test';
const title = 'Avisar cuándo hay agua';
const due = dayFromNow(-10);
const member = newId();
let commitment = '';
/** Who speaks for the organisation stays signed in. */
let counterpart: NonNullable<BrowserContextOptions['storageState']>;

/** A plan under way with a commitment that is overdue, followed by an organisation. */
async function furnish({ orm, now }: Services): Promise<void> {
  const at = now();
  await orm.insert(secretariats).values({
    ...{ state, status: 'installed', installedOn: '2026-01-10', updatedAt: at },
  });
  await orm.insert(secretariatMembers).values({ id: member, state, organisation, sector: 'civil-society' });
  const { ids } = await createPlan(orm, { state, edition: 1, now: at }, [
    {
      ...{ number: '1', title, lead: institution, dueOn: due, startsOn: dayFromNow(-200) },
      ...{ counterpart: organisation, counterpartMember: member },
    },
  ]);
  commitment = ids[0] ?? '';
  await orm.insert(milestones).values({
    ...{ id: newId(), commitment, number: 1, product: 'Calendario publicado', weight: 1 },
  });
}

let exercise: Exercise;
beforeAll(async () => {
  exercise = await openExercise(furnish);
});
afterAll(() => exercise?.close());

const desk = () => `/gestion/compromisos/${commitment}`;
const factor = { password: 'Contraseña actual', begin: 'Empezar', code: 'Código', on: 'Activar' };

/** From the start of their work to the desk of the commitment. */
async function findsWork(me: Walker, prefix = ''): Promise<void> {
  await me.goto(`${prefix}/gestion/planes`);
  await me.sees(prefix ? 'Plans and commitments' : 'Planes y compromisos');
  await me.follow(title);
  expect(me.at()).toBe(prefix + desk());
  await me.sees(title);
}

describe('a commitment under way, without scripts', () => {
  it('gets an organisation that follows it: somebody is asked by letter and accepts', async () => {
    await exercise.as('facilitator', async (me) => {
      await me.goto(`/gestion/planes/${slug}`);
      await me.follow(organisation);
      await me.sees(organisation);
      await me.fill({ correo: 'nadie' });
      await me.press('Enviar la invitación');
      await seesErrors(me, /Escribe un correo completo/);
      await me.fill({ correo: invited });
      await me.press('Enviar la invitación');
      await me.sees(organisation);
      expect(await me.text()).toContain('Se envió la invitación.');
    });
    await exercise.walk.person(async (me) => {
      await me.opens(invited, /Te invitan a hablar por/);
      await me.sees(`Hablar por ${organisation}`);
      await me.follow('Abrir una cuenta');
      await me.fill({ name: 'Persona Ficticia', email: invited, password: goodPassword });
      await me.page.locator('#privacidad').check();
      await me.send('privacidad');
      await me.opens(invited, /Confirma tu cuenta/);
      await me.fill({ password: goodPassword });
      await me.send('password');
      expect(me.at()).toMatch(/^\/planes\/invitacion\?llave=/);
      await me.press('Aceptar la invitación');
      await me.sees('Ya hablas por la organización');
      await me.follow('Ir a mis compromisos');
      await me.follow('Activar el segundo factor');
      await me.setsUpFactor(factor);
      await me.follow('Ya los guardé');
      await findsWork(me);
      counterpart = await me.page.context().storageState();
    });
  });

  it('is reported on with evidence, and with what stands in its way', async () => {
    await exercise.as(
      'officer',
      async (me) => {
        await findsWork(me, '/en');
        await me.follow('Say how it is going');
        await me.sees('Say how the commitment is going');
        await choose(me, 'avance', 'complete');
        await me.fill({ texto: 'Every notice is published a day before.' });
        await me.press('Publish the progress');
        await seesErrors(me, /at least one piece of evidence is needed/);
        await me.fill({ evidencia: 'Calendar of November', fecha: dayFromNow(1) });
        await attach(me, pdf('calendar.pdf'));
        await me.press('Publish the progress');
        await seesErrors(me, /That day has not come yet/);
        expect(await me.text()).toContain('You chose "calendar.pdf". Choose it again');
        expect(await me.page.locator('#texto').inputValue()).toContain('Every notice');
        await me.fill({ fecha: dayFromNow(-1) });
        await me.page.locator('#hito-1').selectOption('complete');
        await attach(me, pdf('calendar.pdf'));
        await me.press('Publish the progress');
        expect(me.at()).toBe(`/en${desk()}?hecho=guardado`);
        await me.sees(title);
        await me.follow('Record what stands in the way');
        await me.sees('Record what stands in the way');
        await me.press('Record the resistance');
        await seesErrors(me, /Choose one/);
        await choose(me, 'tipo', 'budgetary');
        await me.fill({ descripcion: 'No money for text messages.' });
        await me.press('Record the resistance');
        await me.sees(title);
      },
      wide,
    );
  });

  it('is assessed by the organisation that follows it', async () => {
    await exercise.walk.person(
      async (me) => {
        await findsWork(me);
        await me.follow('Valorarlo por tu organización');
        await me.sees('Valorar el compromiso');
        await me.press('Publicar');
        await seesErrors(me, /Elige una/, /hace falta/);
        await choose(me, 'avance', 'limited');
        await me.fill({ texto: 'Los avisos llegan cuando ya no hay agua.' });
        await choose(me, 'apertura', 'marginal');
        await me.press('Publicar');
        await me.sees(title);
        expect(await me.text()).toContain('Los avisos llegan cuando ya no hay agua.');
        expect((await me.goto(`${desk()}/avance`))?.status()).toBe(403);
      },
      { storageState: counterpart },
    );
  });

  it('is amended with a reason', async () => {
    await exercise.as('facilitator', async (me) => {
      await me.goto(`/gestion/planes/${slug}/1`);
      await me.follow(title);
      await me.follow('Modificar lo prometido');
      await me.sees('Modificar el compromiso 1');
      await me.fill({ vence: dayFromNow(90) });
      await me.press('Guardar la modificación');
      await seesErrors(me, /hace falta/);
      await me.fill({ motivo: 'La red se repara hasta febrero.' });
      await me.press('Guardar la modificación');
      await me.sees(title);
      expect(await me.text()).toContain('Se guardó.');
    });
  });

  it('is reviewed and closed by somebody independent', async () => {
    await exercise.as('reviewer', async (me) => {
      await findsWork(me);
      await me.follow('Revisarlo');
      await me.sees('Revisar el compromiso');
      await choose(me, 'avance', 'substantial');
      await me.page.locator('#cerrar').check();
      await me.press('Publicar');
      await seesErrors(me, /hace falta/);
      expect(await me.page.locator('#cerrar').isChecked()).toBe(true);
      await me.fill({ texto: 'Se avisa casi siempre.', resultado: 'Hay menos quejas.' });
      await me.press('Publicar');
      await me.sees(title);
      expect(await me.text()).toContain('Cerrado por la revisión independiente');
      await me.follow('Reabrirlo');
      await me.sees('Reabrir el compromiso');
    });
  });

  it('tells a citizen all of it', async () => {
    await exercise.walk.person(async (me) => {
      await me.goto(`/planes/${slug}/1`);
      await me.follow(title);
      await me.sees(title);
      const voices = await me.page.locator('.tq-voice').allInnerTexts();
      const said = ['Every notice is published', 'Los avisos llegan', 'Se avisa casi siempre'];
      expect(voices).toEqual(said.map((words) => expect.stringContaining(words)));
      const text = await me.text();
      for (const words of ['Calendar of November', 'No money for text messages', 'La red se repara'])
        expect(text).toContain(words);
      const before = new Date(`${due}T12:00:00Z`).toLocaleDateString('es-MX', { dateStyle: 'long' });
      expect(await me.page.locator('del').allInnerTexts()).toContain(before);
      await me.page.locator('#historia ~ * a[href*="/bitacora/"]').first().click();
      await me.page.waitForURL(/\/bitacora\//);
      await me.sees(/./);
      await me.goto(`/en/compromisos/${commitment}`);
      await me.sees(title);
      expect((await me.goto(desk()))?.status()).toBe(200);
      expect(me.at()).toMatch(/^\/entrar\?volver=/);
    });
    await exercise.as('neighbour', async (me) => {
      for (const path of [desk(), `${desk()}/modificar`, `${desk()}/resistencias`])
        expect((await me.goto(path))?.status(), path).toBe(403);
    });
  });
});
