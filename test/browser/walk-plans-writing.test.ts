import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  attach,
  choose,
  dayFromNow,
  type Exercise,
  institutionName,
  openExercise,
  pdf,
  seesErrors,
  slug,
  type Walker,
  wide,
} from '../support/plans-walk.ts';

let exercise: Exercise;
beforeAll(async () => {
  exercise = await openExercise();
});
afterAll(() => exercise?.close());

const desk = `/gestion/planes/${slug}`;
const plan = `${desk}/1`;
const organisation = 'Colectivo Ficticio del Agua, A.C.';

/** What a commitment is filled in with, but for its number and title. */
const promise = {
  ...{ problem: 'La gente no sabe cuándo llega el agua.', responsable: institutionName },
  ...{ inicia: dayFromNow(-20), vence: dayFromNow(200) },
};

async function writes(me: Walker, title: string): Promise<void> {
  await me.follow('Escribir un compromiso');
  await me.sees('Compromiso nuevo');
  const { problem, ...fields } = promise;
  await me.fill({ titulo: title, problema: problem, meta: 'Que se sepa.', ...fields });
  await me.page.locator('#contraparte').selectOption({ label: organisation });
  await me.fill({ 'producto-1': 'Calendario publicado', 'vence-1': dayFromNow(100), 'peso-1': '2' });
  await me.fill({ 'producto-2': 'Reporte de cortes', 'encargado-2': 'Dirección de redes' });
  await me.press('Guardar el borrador');
}

/** Sends the form of the next stage. */
async function moves(me: Walker, to: string, day: number, document?: string): Promise<void> {
  await me.goto(`${plan}/etapa`);
  await choose(me, 'etapa', to);
  await me.fill({ dia: dayFromNow(day), ...(document ? { direccion: document } : {}) });
  await me.press('Cambiar de etapa');
}

describe('a facilitator, without scripts', () => {
  it('records the secretariat as installed, its organisations and a meeting', async () => {
    await exercise.as('facilitator', async (me) => {
      await me.goto('/gestion');
      await me.follow('Planes y compromisos');
      await me.sees('Planes y compromisos');
      await me.follow('Aguascalientes');
      await me.sees('Aguascalientes');
      await me.follow('Registrar un cambio de situación');
      await me.sees('Registrar un cambio de situación');
      await choose(me, 'estado', 'installed');
      await me.fill({ desde: dayFromNow(-60) });
      await me.press('Registrar el cambio');
      await seesErrors(me, /Pon la dirección del documento o elige su archivo/);
      await attach(me, { ...pdf('acta.pdf'), buffer: Buffer.from('MZ no es un acta') });
      await me.press('Registrar el cambio');
      await seesErrors(me, /archivo/);
      expect(await me.text()).toContain('Elegiste «acta.pdf». Elígelo otra vez');
      expect(await me.page.locator('input[value="installed"]').isChecked()).toBe(true);
      await attach(me, pdf('acta.pdf'));
      await me.press('Registrar el cambio');
      expect(me.at()).toBe(`${desk}?hecho=guardado`);
      await me.sees('Aguascalientes');
      expect(await me.text()).toContain('Se guardó.');

      await me.follow('Registrar una sesión');
      await me.sees('Registrar una sesión');
      await me.fill({ fecha: dayFromNow(2), asunto: 'Primera sesión', acuerdos: 'Se hará el diagnóstico.' });
      await me.press('Registrar la sesión');
      await seesErrors(me, /ese día todavía no llega/);
      await me.fill({ fecha: dayFromNow(-50) });
      await attach(me, pdf('minuta.pdf'));
      await me.press('Registrar la sesión');
      await me.sees('Aguascalientes');
      expect(await me.text()).toContain('Primera sesión');
    });
  });

  it('adds an organisation with the keyboard alone', async () => {
    await exercise.as(
      'facilitator',
      async (me) => {
        const { keyboard } = me.page;
        await me.goto(`/en${desk}/integrantes`);
        await me.sees('Add an organisation');
        await me.tabTo('#organizacion');
        await keyboard.type(organisation);
        await me.tabTo('main input[name="sector"]');
        await keyboard.press('Space');
        while (!(await me.page.locator('input[value="civil-society"]').isChecked()))
          await keyboard.press('ArrowDown');
        await me.tabTo('#facilita');
        await keyboard.press('Space');
        await me.tabTo('main form button');
        await Promise.all([me.page.waitForEvent('load'), keyboard.press('Enter')]);
        expect(me.at()).toMatch(new RegExp(`^/en${desk}/integrantes/[0-9a-f-]+\\?hecho=guardado$`));
        await me.sees(organisation);
      },
      wide,
    );
  });

  it('opens a plan, writes commitments and brings more from a file, with its errors first', async () => {
    await exercise.as('facilitator', async (me) => {
      await me.goto(desk);
      await me.follow('Abrir un plan nuevo');
      await me.sees('Abrir el plan 1');
      await me.fill({ titulo: 'Agua para todas', dia: dayFromNow(-45) });
      await me.press('Abrir el plan 1');
      await me.sees(/^Plan 1 de Aguascalientes/);
      await writes(me, 'Avisar cuándo hay agua');
      await me.sees(/^Plan 1/);
      expect(await me.text()).toContain('Avisar cuándo hay agua');
      await me.follow('Escribir un compromiso');
      await me.fill({
        titulo: '',
        responsable: 'Nadie de nada',
        inicia: dayFromNow(9),
        vence: dayFromNow(8),
      });
      await me.fill({ 'producto-1': 'Cuentas publicadas', 'peso-1': 'mucho' });
      await me.press('Guardar el borrador');
      await seesErrors(me, /hace falta/, /No encontramos «Nadie de nada»/);
      await me.fill({ titulo: 'Publicar los gastos', responsable: institutionName });
      await me.press('Guardar el borrador');
      await seesErrors(me, /No puede vencer antes de empezar/, /Escribe un peso/);
      await me.fill({ vence: dayFromNow(150), 'peso-1': '' });
      await me.press('Agregar un hito');
      expect(me.at()).toMatch(/#producto-4$/);
      await me.sees('Compromiso nuevo');
      await me.fill({ 'producto-4': 'Taller con vecinas' });
      await me.press('Guardar el borrador');
      await me.sees(/^Plan 1/);

      await me.follow('Traer compromisos de un archivo');
      await me.sees('Importar compromisos');
      await me.press('Revisar el archivo');
      await seesErrors(me, /Elige un archivo/);
      const header =
        'numero,titulo,problema,meta,tema,meta_ods,responsable,apoyan,contraparte,inicio,vence,' +
        'producto,hito_responsable,hito_vence,peso';
      const sends = async (...rows: string[]) => {
        const buffer = Buffer.from([header, ...rows, ''].join('\r\n'));
        await attach(me, { name: 'plan.csv', mimeType: 'text/csv', buffer });
        await me.press('Revisar el archivo');
        await me.sees('Revisión de plan.csv');
      };
      const row = (due: string, lead: string) =>
        `3,Abrir las actas,No se ven,Que se vean,,,${lead},,,,${due},Actas publicadas,,,1`;
      await sends(row('31/02/2027', 'Nadie de nada'), row('2027', institutionName).replace('3,', ','));
      const report = await me.text();
      expect(report).toContain('no se guardó nada');
      expect(report).toContain('«31/02/2027» no es un día del calendario');
      await me.follow('Enviar otro archivo');
      await sends(row(dayFromNow(180), institutionName));
      expect(await me.text()).toContain('El archivo está bien');
      await me.press('Guardar como borradores');
      await me.sees(/^Plan 1/);
      expect(await me.page.locator('#compromisos tbody tr').count()).toBe(3);
    });
  });

  it('sees what somebody else changed meanwhile, and sends theirs again', async () => {
    await exercise.as('facilitator', async (me) => {
      await me.goto(plan);
      await me.follow('Cambiar título y periodo');
      await me.fill({ titulo: 'Agua clara', desde: dayFromNow(-22), hasta: dayFromNow(340) });
      await exercise.as(
        'colleague',
        async (other) => {
          await other.goto(`/en${plan}/datos`);
          await other.sees(/^Title and period of plan 1/);
          await other.fill({ titulo: 'Agua para todas y todos' });
          await other.press('Save');
          await other.sees(/^Plan 1/);
        },
        wide,
      );
      await me.press('Guardar');
      await me.sees(/^Título y periodo del plan 1/);
      const text = await me.text();
      expect(text).toContain('Alguien más lo cambió mientras escribías');
      expect(text).toContain('Agua para todas y todos');
      expect(await me.page.locator('#titulo').inputValue()).toBe('Agua clara');
      await me.press('Guardar lo mío de todos modos');
      await me.sees(/^Plan 1/);
      expect(await me.text()).toContain('Agua clara');
    });
  });

  it('moves the plan on, stage by stage, once its conditions hold', async () => {
    await exercise.as(
      'facilitator',
      async (me) => {
        await me.goto(plan);
        await me.follow('Cambiar de etapa');
        await me.sees(/^Etapa del plan 1/);
        await choose(me, 'etapa', 'prioritisation');
        await me.fill({ dia: dayFromNow(-40) });
        await me.press('Cambiar de etapa');
        await seesErrors(me, /Falta el documento/);
        await attach(me, pdf('diagnostico.pdf'));
        await me.press('Cambiar de etapa');
        await me.sees(/^Plan 1/);
        await moves(me, 'co-creation', -30, 'https://ejemplo.mx/priorizacion.pdf');
        await moves(me, 'published', -25, 'https://ejemplo.mx/plan.pdf');
        await me.sees(/^Plan 1/);
        await moves(me, 'implementation', -24);
        await seesErrors(me, /En esa fecha el plan todavía no empezaba/);
        await me.fill({ dia: dayFromNow(-21) });
        await me.press('Cambiar de etapa');
        await me.sees(/^Plan 1/);
        expect(await me.text()).not.toContain('borrador');
        await me.follow('Página pública');
        await me.sees(/Agua clara/);
        expect(await me.text()).toContain('Abrir las actas');
      },
      wide,
    );
  });

  it('works in their own state only', async () => {
    await exercise.as('neighbour', async (me) => {
      for (const path of [desk, `${desk}/secretariado`, plan, `${plan}/etapa`, `/en${plan}`])
        expect((await me.goto(path))?.status(), path).toBe(403);
      await me.sees(/./);
      await me.goto('/gestion/planes');
      expect(await me.text()).not.toContain('Aguascalientes');
      await me.follow('Oaxaca');
      await me.sees('Oaxaca');
    });
  });
});
