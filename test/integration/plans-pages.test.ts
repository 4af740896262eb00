import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { bumpDataVersion } from '#platform/database/data-version.ts';
import { words } from '#platform/ui/rendered.tsx';
import { createPlan, furnish } from '../support/plans.ts';
import { brokenLinks, createTestSite, testSite } from '../support/site.ts';

const site = testSite();
const read = async (path: string) => words(await site.page(path));
const file = async (path: string) => (await site.get(path)).text();

describe('the national board, with what is shipped', () => {
  it('says of how many states anything is known, and takes the others for unknown', async () => {
    const text = await read('/planes');
    expect(text).toContain('15 de 32 estados con dato');
    expect(text).toContain('11 de los 15 estados con dato tienen instalado su secretariado');
    expect(text).toContain('Secretariados instalados 11 de 15 estados con dato; son 32');
    expect(text).toContain('Planes conocidos 7 en 7 estados');
    expect(text).toContain('Compromisos 42 de ninguno se sabe cómo va');
    expect(text).toContain('Vencidos sin dato ninguno tiene fecha conocida');
  });

  it('says who is missing and since when, with the date of the source', async () => {
    const text = await read('/planes');
    expect(text).toContain('4 estados se declararon');
    expect(text).toContain(
      'Chihuahua : declarado el 20 de junio de 2016; no lo había instalado al corte de marzo de 2017',
    );
    expect(text).toContain('De 17 estados no sabemos nada:');
  });

  it('tells dated statements as they are: those of the press do not make a state known', async () => {
    const text = await read('/planes');
    expect(text).toContain(
      'diciembre de 2017 : 16 secretariados instalados. La fuente nombra: Baja California, Campeche,',
    );
    expect(text).toContain('15 de octubre de 2019 : 13 estados sin secretariado. La fuente no dice cuáles.');
    const zacatecas = (await file('/planes.csv')).split('\r\n').find((line) => line.startsWith('32,'));
    expect(zacatecas).toBe('32,Zacatecas,,,,,,,,,,');
  });

  it('offers the same as files, in which what is not known is empty or null', async () => {
    const rows = JSON.parse(await file('/planes.json')) as Record<string, unknown>[];
    expect(rows).toHaveLength(32);
    expect(rows.filter(({ estado_stl }) => estado_stl !== null)).toHaveLength(15);
    expect(rows.find(({ clave }) => clave === '20')).toMatchObject({
      ...{ estado_stl: 'installed', fecha_declaratoria: '2015-03-09', fecha_instalacion: '2015-04-07' },
      ...{ al_corte: '2017-03', plan_etapa: 'evaluation', plan_publicado: '2016-05-19', compromisos: 6 },
    });
    expect(rows.find(({ clave }) => clave === '25')).toMatchObject({ plan_etapa: null, compromisos: null });
  });

  it('sorts with what is not known at the end, both ways', async () => {
    for (const direction of ['asc', 'desc']) {
      const text = await read(`/planes?orden=instalacion&sentido=${direction}`);
      const table = text.slice(text.indexOf('Los 32 estados'));
      expect(table.indexOf('Aguascalientes'), direction).toBeGreaterThan(table.indexOf('Tabasco'));
    }
    expect((await site.get('/planes?orden=nada')).status).toBe(400);
  });

  it('speaks English too', async () => {
    expect(await read('/en/planes')).toContain('11 of the 15 states known have their secretariat installed');
  });
});

describe('the page of a state', () => {
  it('has its secretariat, its members and its plan, with the source', async () => {
    const html = await site.page('/planes/oaxaca');
    const text = words(html);
    expect(text).toContain('El secretariado de Oaxaca está instalado, desde el 7 de abril de 2015.');
    expect(text).toContain('5 organizaciones en el secretariado');
    expect(text).toContain('Solidaridad Internacional Kanda, A.C Sociedad civil');
    expect(text).toContain('Publicado el 19 de mayo de 2016. 6 compromisos. Avance: sin dato.');
    expect(html).toContain('href="https://github.com/GobiernoFacil/agentes-v2/blob/');
  });

  it('says that nothing is known where nothing is', async () => {
    const text = await read('/planes/aguascalientes');
    expect(text).toContain('No sabemos si Aguascalientes tiene un secretariado o un plan.');
    expect(text).toContain('No conocemos ningún plan');
    expect(text).toContain('No sabemos quién integra el secretariado');
    expect(text).toContain('No conocemos ninguna fecha.');
  });

  it('is found by other names, and is none for the federation or for what is no state', async () => {
    expect((await site.get('/planes/20')).headers.get('location')).toBe('/planes/oaxaca');
    expect((await site.get('/planes/EDOMEX')).headers.get('location')).toBe('/planes/estado-de-mexico');
    expect((await site.get('/planes/20/1?q=x')).headers.get('location')).toBe('/planes/oaxaca/1?q=x');
    for (const path of ['/planes/federacion', '/planes/oxaca', '/planes/oaxaca/9'])
      expect((await site.get(path)).status, path).toBe(404);
    expect(words(await (await site.get('/planes/oxaca')).text())).toContain('Oaxaca');
  });

  it('stands in short on the page of the state in the catalogue, and not on that of the federation', async () => {
    expect(await read('/entidades/oaxaca')).toContain('Secretariado y planes de acción instalado');
    expect(await read('/entidades/puebla')).toContain(
      'No sabemos si Puebla tiene un secretariado o un plan de acción',
    );
    expect(await read('/entidades/federacion')).not.toContain('Secretariado y planes de acción');
  });
});

describe('a plan of 2016', () => {
  it('shows its stages with the days that are known, and nothing made up', async () => {
    const text = await read('/planes/oaxaca/1');
    expect(text).toContain(
      'Diagnóstico sin dato Priorización sin dato Cocreación sin dato Publicado 19 de mayo de 2016 En marcha sin dato Evaluación sin dato Cerrado por venir',
    );
    expect(text).toContain('Compromisos 6 la fuente habla de 5 en el plan; los demás se sumaron después');
    expect(text).toContain('De ninguno de los 6 compromisos se sabe cómo va');
    expect(text).toContain('No se conoce ninguna fecha de este plan');
    expect(text).toContain('P1 Una cultura local de gobierno abierto');
    expect(text).toContain('Avance sin dato se conocen 0 de 6 partes');
    expect(text).toContain('Vencidos sin dato');
  });

  it('is found by theme and words, without accents', async () => {
    expect(await read('/planes/oaxaca/1?tema=inclusion')).toContain('Un compromiso con estos filtros');
    expect(await read('/compromisos?q=contraloria')).toContain('3 compromisos con estos filtros');
    expect(await read('/compromisos?q=basura+morelos')).toContain(
      'Manejo integral de la basura con participación social',
    );
    expect(await read('/compromisos?entidad=oaxaca&avance=sin-dato')).toContain(
      '6 compromisos con estos filtros',
    );
    expect(await read('/compromisos?avance=completo')).toContain('Ningún compromiso coincide');
  });

  it('refuses filters that do not exist and names those that do', async () => {
    for (const query of [
      'tema=magia',
      'avance=mucho',
      'plazo=ayer',
      'entidad=narnia',
      `q=${'x'.repeat(101)}`,
    ]) {
      const answer = await site.get(`/compromisos?${query}`);
      expect(answer.status, query).toBe(400);
    }
    expect(await (await site.get('/compromisos?plazo=ayer')).text()).toContain(
      'vencido, por-vencer, en-plazo',
    );
    expect((await site.get('/planes/oaxaca/1/informe?trimestre=2026-5')).status).toBe(400);
    expect((await site.get('/compromisos/nada')).status).toBe(404);
    expect((await site.get('/compromisos/01990000-0000-7000-8000-000000000000')).status).toBe(404);
  });

  it('has all 42 commitments in the files, each with its source', async () => {
    const rows = JSON.parse(await file('/compromisos.json')) as Record<string, unknown>[];
    expect(rows).toHaveLength(42);
    expect(rows.filter(({ fuente }) => String(fuente).startsWith('https://github.com/'))).toHaveLength(42);
    expect(
      rows.filter(({ avance, vence, dias, responsable }) => avance ?? vence ?? dias ?? responsable),
    ).toEqual([]);
    expect((await file('/compromisos.csv?entidad=morelos')).trim().split('\r\n')).toHaveLength(9);
  });
});

describe('a plan under way', () => {
  let ids: string[] = [];
  let evidenceFile = '';
  const now = new Date('2026-11-24T05:30:00Z');
  // It is the 24th in Oaxaca's clocks only half an hour later; in Sonora it is the 23rd for longer.
  const later = () => createTestSite({ ...site.services, now: () => now });
  const told = async (path: string) => words(await later().page(path));

  beforeAll(async () => {
    const { orm } = site.services;
    const said = new Date('2026-09-30T18:00:00Z');
    const made = await createPlan(orm, { state: '20', edition: 2, now }, [
      {
        number: '1',
        title: 'Agua limpia',
        lead: 'oaxaca-secretaria-de-salud',
        dueOn: '2026-09-30',
        startsOn: '2026-02-01',
        completion: 'limited',
        lastUpdate: said,
      },
      {
        number: '2',
        title: 'Camiones seguros',
        lead: 'oaxaca-secretaria-de-salud',
        dueOn: '2026-11-23',
        lastUpdate: said,
      },
      {
        number: '3',
        title: 'Obras a la vista',
        dueOn: '2027-03-01',
        completion: 'complete',
        lastUpdate: said,
      },
      { number: '10', title: 'Sin una palabra', supporting: ['oaxaca-secretaria-de-salud'] },
    ]);
    ids = made.ids;
    evidenceFile = (await furnish(orm, ids[0] ?? '', said)).file;
    await createPlan(orm, { state: '26', edition: 1, now }, [
      { number: '1', title: 'Desierto vivo', dueOn: '2026-11-20' },
    ]);
    await bumpDataVersion(orm);
    await site.services.dataVersion.refresh();
  });

  it('says what is overdue, due today and silent, by the calendar of its state', async () => {
    const text = await told('/planes/oaxaca/2');
    expect(text).toContain('1 Agua limpia Salud Oaxaca'.slice(0, 13));
    expect(text).toContain('vencido hace 54 días');
    expect(text).toContain('vence hoy');
    expect(text).toContain('295 días sin noticias');
    expect(text).toContain('Uno de los 3 compromisos con fecha está vencido');
    expect(text).toContain('Vencidos 1 3 tienen fecha conocida');
    expect(await told('/planes/sonora/1')).toContain('vencido hace 3 días');
  });

  it('shows progress with how much of it is known', async () => {
    // Of 1, a quarter is known and complete; 3 is complete; of 2 and 10 nothing is known.
    expect(await told('/planes/oaxaca/2')).toContain('Avance 100 % se conocen 2 de 5 partes');
    expect(await told('/planes/oaxaca/2')).toContain('Aquí se conocen 2 de 5 partes: 31 % del peso.');
  });

  it('is listed in the order of its numbers, and by urgency', async () => {
    const all = await told('/planes/oaxaca/2');
    const order = ['Agua limpia', 'Camiones seguros', 'Obras a la vista', 'Sin una palabra'].map((title) =>
      all.indexOf(title),
    );
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(await told('/compromisos?plazo=vencido')).toContain('2 compromisos con estos filtros');
    expect(await told('/compromisos?plazo=por-vencer')).toContain('Camiones seguros');
    expect(await told('/compromisos?plazo=en-silencio')).toContain('Sin una palabra');
    expect(await told('/compromisos?institucion=oaxaca-secretaria-de-salud')).toContain(
      '3 compromisos con estos filtros',
    );
  });

  it('has three voices side by side, evidence, resistances and changes with what was before', async () => {
    const html = await later().page(`/compromisos/${ids[0]}`);
    const text = words(html);
    expect(text).toContain('La institución responsable completo Ya quedó todo.');
    expect(text).toContain(
      'La contraparte de sociedad civil limitado Falta la mitad. Primeros resultados Hay menos basura.',
    );
    expect(text).toContain('¿Abrió al gobierno? Dice que lo abrió un poco');
    expect(text).toContain('La revisión independiente sin dato Todavía no ha dicho nada aquí.');
    expect(text).toContain('Avance según sus hitos: 100 %');
    expect(text).toContain('25 % completo');
    expect(html).toContain('href="https://ejemplo.mx/padron"');
    expect(text).toContain('No hay dinero presupuestal Pedirlo sin dato');
    expect(html).toContain('Antes: <del><span>30 de junio de 2026</span></del>');
    expect(html).toContain('Ahora: <ins><span>30 de septiembre de 2026</span></ins>');
    expect(text).toContain('Motivo: Llegó tarde el dinero');
  });

  it('gives the file of a piece of evidence to be kept, under its own commitment alone', async () => {
    const answer = await site.get(`/compromisos/${ids[0]}/evidencias/${evidenceFile}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="acta.pdf"');
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    expect((await site.get(`/compromisos/${ids[1]}/evidencias/${evidenceFile}`)).status).toBe(404);
  });

  it('has its due dates as a calendar', async () => {
    const calendar = await later().page('/planes/oaxaca/2/vencimientos.ics');
    expect(calendar).toContain('DTSTART;VALUE=DATE:20260930');
    expect(calendar).toContain('SUMMARY:Vence el hito: Quejas atendidas');
    expect(calendar.match(/BEGIN:VEVENT/g)).toHaveLength(4);
    expect(
      (await later().page(`/compromisos/${ids[0]}/vencimientos.ics`)).match(/BEGIN:VEVENT/g),
    ).toHaveLength(2);
    expect((await later().page('/planes/oaxaca/vencimientos.ics')).match(/BEGIN:VEVENT/g)).toHaveLength(4);
    expect((await site.page('/planes/oaxaca/2/hitos.csv')).split('\r\n')[2]).toContain(
      'Quejas atendidas,,2026-10-01,3,,',
    );
  });

  it('is on the page of the institution that answers for it, and its dates in a calendar of that institution', async () => {
    const own = await told('/instituciones/oaxaca-secretaria-de-salud');
    expect(own).toContain('Responde por 2 compromisos de planes de acción');
    expect(own).toContain('Vencidos 1 2 tienen fecha conocida');
    expect(await read('/instituciones/puebla-secretaria-de-salud')).not.toContain('Responde por');
    const dates = await later().page('/compromisos.ics?institucion=oaxaca-secretaria-de-salud');
    expect(dates.match(/BEGIN:VEVENT/g)).toHaveLength(3);
  });

  it('is printed in full, with what a quarter brought', async () => {
    const always = await told('/planes/oaxaca/2/informe');
    expect(always).toContain('Informe del plan 2 de Oaxaca');
    expect(always).toContain('La contraparte de sociedad civil limitado. Falta la mitad.');
    expect(always).toContain('2 noticias; evidencias: 2');
    expect(always).toContain('Primeros resultados: Hay menos basura.');
    expect(always).toContain('¿Abrió al gobierno? Dice que lo abrió un poco');
    expect(always).toContain('Página del padrón');
    expect(await told('/planes/oaxaca/2/informe?trimestre=2026-3')).toContain('2 noticias; evidencias: 2');
    expect(await told('/planes/oaxaca/2/informe?trimestre=2026-4')).not.toContain('2 noticias');
  });

  it('is compared with others, the unknown left out of every count', async () => {
    const text = await told('/planes/comparar');
    expect(text).toContain('Se conoce el avance de 2 de 47 compromisos. Lo demás es sin dato, no cero.');
    expect(text).toContain('Oaxaca En marcha 10 1 de 2 100 % 1 de 3 1 de 4');
    expect(text).toContain('Morelos Evaluación 8 sin dato sin dato sin dato sin dato');
    expect(text).toContain('2 0 de 1 100 % 1 de 2 0 de 2');
    const rows = JSON.parse(await later().page('/planes/comparar/estados.json')) as Record<string, unknown>[];
    expect(rows.find(({ clave }) => clave === '17')).toMatchObject({
      completos: null,
      vencidos: null,
      en_silencio: null,
    });
  });

  it('is followed by letter and by feed', async () => {
    expect((await site.get(`/avisos/compromiso/${ids[0]}.atom`)).status).toBe(200);
    expect(await site.page(`/compromisos/${ids[0]}`)).toContain(`/avisos/seguir?tema=compromiso/${ids[0]}`);
    expect((await site.get('/avisos/planes.atom')).status).toBe(200);
    expect((await site.get('/avisos/plan/01990000-0000-7000-8000-000000000000.atom')).status).toBe(404);
  });

  it('leads only to what is there', async () => {
    const starts = [
      '/planes',
      '/planes/comparar',
      '/planes/oaxaca/2',
      '/planes/oaxaca/2/informe',
      `/en/compromisos/${ids[0]}`,
    ];
    // What is written straight into the records stands in no ledger.
    const broken = async (start: string) =>
      (await brokenLinks(site, start)).filter((link) => !link.includes('/bitacora/asientos/'));
    for (const start of starts) expect(await broken(start), start).toEqual([]);
  });

  it('answers by the API too', async () => {
    const ask = async (path: string) => (await site.get(`/api/v1${path}`)).json();
    expect(await ask('/secretariats')).toMatchObject({ total: 32 });
    expect((await ask('/secretariats')).items[0]).toMatchObject({
      status: 'unknown',
      declared_on: null,
      members: [],
    });
    expect(await ask('/plans')).toMatchObject({ total: 9 });
    const plan = (await ask('/plans')).items.find(
      (one: { state: string; edition: number }) => one.state === '20' && one.edition === 2,
    );
    expect(await ask(`/plans/${plan.id}`)).toMatchObject({ progress: 1, commitments: 4 });
    const first = await ask('/commitments?state=20&limit=6');
    expect(first).toMatchObject({ total: 10 });
    const rest = await (await site.get(first.next)).json();
    const all = [...first.items, ...rest.items].map(({ id }: { id: string }) => id);
    expect(new Set(all).size).toBe(10);
    expect(await ask(`/commitments/${ids[0]}`)).toMatchObject({
      ...{ title: 'Agua limpia', due_on: '2026-09-30', last_word_on: '2026-09-30' },
      amendments: [{ field: 'due_on', before: '2026-06-30', after: '2026-09-30' }],
    });
    const { reports } = await ask(`/commitments/${ids[0]}`);
    expect(reports.map(({ voice }: { voice: string }) => voice).sort()).toEqual(['counterpart', 'officer']);
    for (const path of ['/plans/nada', '/commitments/nada'])
      expect((await site.get(`/api/v1${path}`)).status).toBe(404);
    expect((await site.get('/api/v1/commitments?theme=magia')).status).toBe(400);
  });

  it('is the same by query as by rule, for every commitment and every urgency', async () => {
    const { orm } = site.services;
    const { listFigures } = await import('../../src/modules/plans/store/figures.ts');
    const { listCommitments, urgencies } = await import('../../src/modules/plans/store/listing.ts');
    const { calendarOf } = await import('../../src/modules/plans/board/calendar.ts');
    const { silenceOf, urgencyOf } = await import('../../src/modules/plans/rules/index.ts');
    await orm.execute(sql`
      insert into plan_commitments (id, plan, state, number, title, due_on, completion, last_update, closed_at, search, updated_at)
      select gen_random_uuid(), p.id, p.state, 'P' || (100 + n), 'x', date '2026-10-10' + n * 2,
        (array[null, 'limited', 'complete'])[1 + n % 3],
        case when n % 4 = 0 then null else timestamptz '2026-08-20 05:30Z' + n * interval '17 hours' end,
        case when n % 7 = 0 then now() end, ' x', now()
      from plans p, generate_series(1, 60) n where p.edition < 3 and p.state in ('20', '26', '10')`);
    for (const hour of ['05:30', '06:30', '07:30', '12:00']) {
      const calendar = await calendarOf({ ...site.services, now: () => new Date(`2026-11-24T${hour}:00Z`) });
      const figures = await listFigures(orm);
      for (const urgency of urgencies) {
        const page = { sort: 'plan', direction: 'asc', offset: 0, limit: 100_000 } as const;
        const found = await listCommitments(orm, { urgency }, calendar, page);
        const meant = figures.filter((one) => {
          const today = calendar.todayIn(one.state);
          return urgency === 'silent'
            ? silenceOf(one, today, calendar) !== null
            : urgencyOf(one, today, calendar).state === urgency;
        });
        expect(found.map(({ id }) => id).sort(), `${urgency} at ${hour}`).toEqual(
          meant.map(({ id }) => id).sort(),
        );
      }
    }
  });
});
