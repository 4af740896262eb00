import { beforeAll, describe, expect, it } from 'vitest';
import { everything } from '#platform/access/reach.ts';
import { recordAudit } from '#platform/audit/audit.ts';
import { listAudit } from '#platform/audit/trail.ts';
import { forgetAudit } from '../../src/modules/administration/actions/forget-audit.ts';
import { createPerson, type TestPerson } from '../support/people.ts';
import { testSite } from '../support/site.ts';

const site = testSite();

let administrator: TestPerson;
let facilitator: TestPerson;
let citizen: TestPerson;

/** Noon in Mexico City of a day in January 2020. */
const noon = (day: number, minute = 0) => new Date(Date.UTC(2020, 0, day, 18, minute));

beforeAll(async () => {
  const { services } = site;
  administrator = await createPerson(services, {
    grants: [{ role: 'administrator', scope: { kind: 'platform' } }],
    name: 'Ada Ficticia',
  });
  facilitator = await createPerson(services, {
    grants: [{ role: 'facilitator', scope: { kind: 'state', state: '20' } }],
    name: 'Fabián Ficticio',
  });
  citizen = await createPerson(services, { name: 'Carla Ficticia' });
  const record = (event: Parameters<typeof recordAudit>[1]) => recordAudit(services.orm, event);
  await record({ at: noon(1), actor: administrator.id, action: 'test.first', state: '20', target: 'uno' });
  await record({ at: noon(2), origin: 'command', action: 'test.second', person: citizen.id, state: '20' });
  await record({ at: noon(3), origin: 'platform', action: 'test.third', state: '21', target: 'tres' });
  await record({
    ...{ at: noon(4), actor: citizen.id, action: 'test.fourth', state: '20', target: '=1+1' },
    ...{ institution: 'congreso-del-estado-de-oaxaca', detail: { reason: 'un <motivo>' } },
  });
  await record({ at: noon(5), actor: administrator.id, action: 'test.fifth', target: 'sin lugar' });
});

const path = '/gestion/auditoria';
const read = async (query: string, who: TestPerson = administrator) => {
  const response = await site.get(path + query, { cookie: who.cookie });
  return { status: response.status, text: await response.text() };
};
/** The actions of the table, in its order. */
const actions = async (query: string, who?: TestPerson) =>
  [...(await read(query, who)).text.matchAll(/<td>(test\.[a-z]+)/g)].map(([, action]) => action);

describe('the audit trail', () => {
  it('shows the newest first, with who did it to whom', async () => {
    expect(await actions('?hasta=2020-12-31')).toEqual([
      'test.fifth',
      'test.fourth',
      'test.third',
      'test.second',
      'test.first',
    ]);
    const { text } = await read('?hasta=2020-12-31');
    expect(text).toContain('Carla Ficticia');
    expect(text).toContain('La línea de comandos');
    expect(text).toContain('un &lt;motivo&gt;');
  });

  it.each([
    ['?accion=test.third', ['test.third']],
    ['?entidad=21', ['test.third']],
    ['?origen=command&hasta=2020-12-31', ['test.second']],
    ['?desde=2020-01-02&hasta=2020-01-03', ['test.third', 'test.second']],
    ['?desde=2020-01-04&hasta=2020-01-04&entidad=20', ['test.fourth']],
    ['?desde=2019-01-01&hasta=2019-12-31', []],
  ])('%s narrows it down', async (query, expected) => {
    expect(await actions(query)).toEqual(expected);
  });

  it('finds what a person did and what was done to them, by identifier or address', async () => {
    expect(await actions(`?persona=${citizen.id}&hasta=2020-12-31`)).toEqual(['test.fourth', 'test.second']);
    const byAddress = await site.get(`${path}?persona=${encodeURIComponent(citizen.email)}&entidad=20`, {
      cookie: administrator.cookie,
    });
    // The address leaves the bar of the browser at once.
    expect(byAddress.headers.get('location')).toBe(`${path}?persona=${citizen.id}&entidad=20`);
    expect(await actions('?accion=administration.person-looked-up')).toEqual([]);
    expect((await read('?accion=administration.person-looked-up')).text).toContain('Persona buscada');
  });

  it.each([
    ['?accion=nada', '«nada» no está en la auditoría'],
    ['?persona=nadie@ejemplo.test', 'Ninguna cuenta tiene ese correo'],
    ['?entidad=77', '«77» no es un estado'],
    ['?institucion=nada', 'No hay ninguna institución «nada»'],
    ['?origen=luna', '«luna» no es un origen'],
    ['?desde=ayer', '«ayer» no es una fecha'],
    ['?desde=2020-02-01&hasta=2020-01-01', 'El último día va después del primero'],
  ])('%s is answered with what is wrong', async (query, message) => {
    const { status, text } = await read(query);
    expect(status).toBe(400);
    expect(text).toContain(message);
    expect(text).toContain('No se muestra nada hasta que corrijas el filtro');
  });

  it('goes on from page to page without losing or repeating anything', async () => {
    const { orm } = site.services;
    for (let n = 0; n < 120; n += 1)
      // Some at the very same instant.
      await recordAudit(orm, { at: noon(20, Math.floor(n / 7)), action: 'test.many', target: `n${n}` });
    const seen: string[] = [];
    let query = '?accion=test.many';
    for (let turns = 0; turns < 5 && query; turns += 1) {
      const { text } = await read(query);
      seen.push(...[...text.matchAll(/test\.many: (n\d+)/g)].map(([, n = '']) => n));
      query = (
        /href="\/gestion\/auditoria(\?[^"#]*antes=[^"#]*)#eventos" rel="next"/.exec(text)?.[1] ?? ''
      ).replaceAll('&amp;', '&');
    }
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
    const all = await listAudit(orm, everything, { action: 'test.many' }, { limit: 1000 });
    expect(seen).toEqual(all.map(({ target }) => target));
  });

  it('refuses a page that begins nowhere', async () => {
    expect((await read('?antes=x')).status).toBe(400);
    expect((await read(`?antes=${citizen.id}`)).status).toBe(400);
  });
});

describe('a facilitator', () => {
  it('reads what was done in their own state, and no more whatever the filter', async () => {
    const own = ['test.fourth', 'test.second', 'test.first'];
    expect(await actions('?hasta=2020-12-31', facilitator)).toEqual(own);
    expect(await actions('?entidad=21&hasta=2020-12-31', facilitator)).toEqual([]);
    expect(await actions('?accion=test.fifth', facilitator)).toEqual([]);
    const last = await listAudit(site.services.orm, everything, { action: 'test.fifth' }, { limit: 1 });
    expect(await actions(`?antes=${last[0]?.id}&hasta=2020-12-31`, facilitator)).toEqual(own);
  });

  it('is told the names of staff, and of nobody else', async () => {
    const { text } = await read('?hasta=2020-12-31', facilitator);
    expect(text).toContain('Ada Ficticia');
    expect(text).not.toContain('Carla Ficticia');
    expect(text).not.toContain(citizen.id);
    // Pages of people whom they do not look after would not open.
    expect(text).not.toContain('/gestion/personas/');
    const asked = await read(`?persona=${citizen.id}`, facilitator);
    expect(asked.status).toBe(400);
    expect(asked.text).not.toContain('name="persona"');
  });
});

describe('the file of the audit trail', () => {
  const file = async (query: string, who: TestPerson) => {
    const response = await site.get(`${path}.csv${query}`, { cookie: who.cookie });
    return { response, text: await response.text() };
  };

  it('has what the page has, for whoever asks and nobody else', async () => {
    const { response, text } = await file('?hasta=2020-01-31&accion=test.fourth', administrator);
    expect(response.headers.get('content-type')).toContain('text/csv');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(text).toContain(`2020-01-04T18:00:00.000Z,test.fourth,page,${citizen.id},`);
    // What a spreadsheet would take for a formula is a text.
    expect(text).toContain(",'=1+1,");
    const theirs = await file('?hasta=2020-01-19', facilitator);
    expect(theirs.text).not.toContain(citizen.id);
    expect(theirs.text).not.toContain('test.third');
    expect(theirs.text.trim().split('\r\n')).toHaveLength(4);
    expect((await site.get(`${path}.csv`)).status).toBe(303);
    expect((await site.get(`${path}.csv`, { cookie: citizen.cookie })).status).toBe(403);
    expect((await file('?entidad=77', administrator)).response.status).toBe(400);
  });
});

describe('what is older than two years', () => {
  it('is forgotten, and nothing younger', async () => {
    const { services } = site;
    await recordAudit(services.orm, { at: new Date('2026-11-23T12:00:00Z'), action: 'test.young' });
    await recordAudit(services.orm, { at: new Date('2024-11-24T12:00:00Z'), action: 'test.aged' });
    await forgetAudit.run({ ...services, now: () => new Date('2026-11-23T12:00:00Z') }, {});
    expect(await actions('?accion=test.young')).toEqual(['test.young']);
    expect(await actions('?accion=test.aged')).toEqual(['test.aged']);
    expect((await read('?accion=test.first')).status).toBe(400);
    await forgetAudit.run({ ...services, now: () => new Date('2026-11-25T12:00:00Z') }, {});
    expect((await read('?accion=test.aged')).status).toBe(400);
  });
});
