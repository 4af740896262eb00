import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Grant } from '#platform/access/subject.ts';
import { auditEvents } from '#platform/audit/schema.ts';
import { differencesIn } from '#platform/ledger/differences.ts';
import { pendingEntries } from '#platform/ledger/schema.ts';
import { createRecordComparison, walkPending } from '#platform/ledger/verify-records.ts';
import { receiveCensus } from '../../src/modules/accounts/actions/census.ts';
import { censusFile } from '../../src/modules/accounts/loader/census.ts';
import { censusImports, censusPeople, personIdentities } from '../../src/modules/accounts/schema.ts';
import { censusCheck } from '../../src/modules/accounts/verify/census.ts';
import { bytesOf, censusCsv, fictionalCurp } from '../support/census.ts';
import { createPerson, formRequest, ownPage } from '../support/people.ts';
import { testSite } from '../support/site.ts';

const site = testSite();
const administrator: Grant = { role: 'administrator', scope: { kind: 'platform' } };
const staff = () => createPerson(site.services, { grants: [administrator] });

const people = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => ({ curp: fictionalCurp(from + at), code: 'ABCD1234' }));

/** Sends a file as a browser does. */
function send(cookie: string, content: string | Uint8Array, name = 'padron.csv', path = '/gestion/censo') {
  const body = new FormData();
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  body.append('file', new File([new Uint8Array(bytes)], name, { type: 'text/csv' }));
  return site.ask(path, { method: 'POST', body, headers: { ...ownPage, cookie } });
}

const everything = async () => ({
  imports: await site.services.orm.select().from(censusImports).orderBy(censusImports.id),
  people: await site.services.orm
    .select()
    .from(censusPeople)
    .orderBy(censusPeople.curpHash, censusPeople.import),
});

const csv = (lines: Parameters<typeof censusCsv>[1]) => censusCsv(site.services, lines);
const stepOf = (cookie: string, page: string, name: string) =>
  site.ask(`${page}/${name}`, formRequest({}, cookie));

/** Sends, checks and puts in force; gives the page of the file. */
async function inForce(cookie: string, content: string, name?: string): Promise<string> {
  const page = (await send(cookie, content, name)).headers.get('location') ?? '';
  await stepOf(cookie, page, 'confirmar');
  return page;
}

describe('a census file', () => {
  it('is checked first, put in force after, and stands in the ledger and the audit trail', async () => {
    const { id, cookie } = await staff();
    const sent = await send(cookie, csv(people(3)), 'oaxaca-2026.csv');
    expect(sent.status).toBe(303);
    const page = sent.headers.get('location') ?? '';
    const shown = await (await site.get(page, { cookie })).text();
    expect(shown).toContain('oaxaca-2026.csv');
    expect(shown).toContain('Por confirmar');
    expect(shown).toContain('Hace falta: cada persona necesita el suyo');

    const citizen = await createPerson(site.services);
    const verify = () =>
      site.ask(
        '/cuenta/identidad',
        formRequest({ curp: fictionalCurp(0), code: 'ABCD1234' }, citizen.cookie),
      );
    expect((await verify()).status).toBe(422);
    expect((await stepOf(cookie, page, 'confirmar')).headers.get('location')).toBe(
      `${page}?hecho=confirmado`,
    );
    expect((await stepOf(cookie, page, 'confirmar')).headers.get('location')).toBe(page);
    expect((await verify()).status).toBe(303);

    const row = (await everything()).imports.find(({ source }) => source === 'oaxaca-2026.csv');
    expect(row).toMatchObject({ rows: 3, withCodes: true, importedBy: id });
    const [entry] = await site.services.orm
      .select()
      .from(pendingEntries)
      .where(eq(pendingEntries.id, row?.entry ?? ''));
    expect(JSON.parse(Buffer.from(entry?.content ?? '').toString())).toMatchObject({
      kind: 'accounts.census-imported',
      act: { rows: 3, sha256: row?.sha256, with_codes: true, states: { '20': 3 } },
    });
    const events = await site.services.orm.select().from(auditEvents).where(eq(auditEvents.actor, id));
    expect(events.map(({ action }) => action).toSorted()).toEqual([
      'accounts.census-imported',
      'accounts.census-received',
    ]);
  });

  it('takes nobody any more once withdrawn; who was verified stays so', async () => {
    const { cookie } = await staff();
    const page = await inForce(cookie, csv(people(2, 100)), 'retirado.csv');
    const [one, other] = [await createPerson(site.services), await createPerson(site.services)];
    const verify = (who: { cookie: string }, number: number) =>
      site.ask(
        '/cuenta/identidad',
        formRequest({ curp: fictionalCurp(number), code: 'ABCD1234' }, who.cookie),
      );
    expect((await verify(one, 100)).status).toBe(303);
    expect((await stepOf(cookie, page, 'retirar')).headers.get('location')).toBe(`${page}?hecho=retirado`);
    expect((await verify(other, 101)).status).toBe(422);
    const [kept] = await site.services.orm
      .select()
      .from(personIdentities)
      .where(eq(personIdentities.person, one.id));
    expect(kept).toBeDefined();
    const shown = await (await site.get(page, { cookie })).text();
    expect(shown).toContain('Quien se verificó con él sigue verificado');
    expect((await stepOf(cookie, page, 'retirar')).headers.get('location')).toBe(page);
    expect((await stepOf(cookie, page, 'confirmar')).headers.get('location')).toBe(page);
  });

  it('can be discarded before it is in force, and is forgotten after a day', async () => {
    const { cookie } = await staff();
    const page = (await send(cookie, csv(people(1, 200)))).headers.get('location') ?? '';
    const answer = await stepOf(cookie, page, 'descartar');
    expect(answer.headers.get('location')).toBe('/gestion/censo?hecho=descartado');
    expect((await site.get(page, { cookie })).status).toBe(404);

    const left = (await send(cookie, csv(people(1, 201)))).headers.get('location') ?? '';
    const tomorrow = { ...site.services, now: () => new Date(Date.now() + 25 * 3600 * 1000) };
    await receiveCensus(
      tomorrow,
      'command',
      await censusFile(tomorrow.orm, 'otro.csv', bytesOf(csv(people(1, 202)))),
    );
    expect((await site.get(left, { cookie })).status).toBe(404);
  });

  it('is read whatever a spreadsheet makes of it: semicolons, quotes, CRLF, byte order mark, empty lines', async () => {
    const { cookie } = await staff();
    const content = `\ufeff${csv(people(3, 300))
      .split('\n')
      .map((line) =>
        line
          ? line
              .split(',')
              .map((cell) => `"${cell}"`)
              .join(';')
          : '',
      )
      .join('\r\n')}\r\n\r\n`;
    const page = (await send(cookie, content)).headers.get('location') ?? '';
    expect(page).toMatch(/^\/gestion\/censo\/[0-9a-f-]{36}$/);
  });

  it('passes over columns it does not know', async () => {
    const { cookie } = await staff();
    const content = csv(people(2, 320))
      .split('\n')
      .map((line, at) => (line ? `${line},${at === 0 ? 'notas' : 'x'}` : ''))
      .join('\n');
    expect((await send(cookie, content)).status).toBe(303);
  });
});

describe('a census file with something wrong', () => {
  const good = () => csv(people(2, 400)).split('\n');

  it.each<[string, () => string | Uint8Array, string]>([
    ['nothing in it', () => ' ', 'falta esta columna'],
    ['a header alone', () => 'curp_hash,state,municipality\n', 'no tiene filas con personas'],
    ['no such columns', () => 'a,b\n1,2\n', 'Fila 1, columna curp_hash: falta esta columna'],
    [
      'a plain CURP',
      () => `curp_hash,state,municipality\n${fictionalCurp(400)},20,20067\n`,
      'parece una CURP sin cifrar',
    ],
    [
      'a short hash',
      () =>
        good()
          .join('\n')
          .replace(/^[0-9a-f]{64}/m, 'abc'),
      'no es una huella',
    ],
    [
      'a missing code',
      () =>
        good()
          .join('\n')
          .replace(/,[0-9a-f]{64},/, ',,'),
      'huella de un código',
    ],
    ['a state that does not exist', () => good().join('\n').replace(',20,', ',33,'), 'clave de un estado'],
    [
      'a municipality that does not exist',
      () => good().join('\n').replace('20067', '20999'),
      'de un municipio',
    ],
    [
      'a municipality of another state',
      () => good().join('\n').replace('20067', '15033'),
      'no es de ese estado',
    ],
    ['a row too many cells', () => `${good()[0]}\n${good()[1]},x\n`, 'tantas celdas'],
    ['a person twice', () => `${good().slice(0, 3).join('\n')}\n${good()[1]}\n`, 'Fila 4, columna curp_hash'],
    ['an open quote', () => `${good()[0]}\n"${good()[1]}\n`, 'deja de ser una tabla CSV'],
    ['Latin-1', () => Buffer.from(`${good().join('\n')},ñ`, 'latin1'), 'no es texto en UTF-8'],
    ['UTF-16', () => Buffer.from(`\ufeff${good().join('\n')}`, 'utf16le'), 'no es texto en UTF-8'],
    [
      'bytes of a picture',
      () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      'no es texto en UTF-8',
    ],
  ])('says so: %s; nothing is kept', async (_, content, message) => {
    const { cookie } = await staff();
    const before = await everything();
    const answer = await send(cookie, content());
    expect(answer.status).toBe(422);
    const text = await answer.text();
    expect(text).toContain(message);
    expect(text).not.toContain(fictionalCurp(400));
    expect(await everything()).toEqual(before);
  });

  it('names all 37 bad rows of 200', async () => {
    const { cookie } = await staff();
    const lines = csv(people(200, 1000)).split('\n');
    const bad = Array.from({ length: 37 }, (_, at) => 5 * at + 2);
    for (const row of bad) lines[row - 1] = (lines[row - 1] ?? '').replace('20067', '99999');
    const before = await everything();
    const text = await (await send(cookie, lines.join('\n'))).text();
    expect(text).toContain('El archivo tiene 37 problemas');
    const named = [...text.matchAll(/Fila (\d+), columna municipality/g)].map(([, row]) => Number(row));
    expect(named).toEqual(bad);
    expect(await everything()).toEqual(before);
  });

  it('finds a person again thousands of rows further on', async () => {
    const { cookie } = await staff();
    const lines = csv(people(4500, 2000)).trim().split('\n');
    const text = await (await send(cookie, [...lines, lines[1]].join('\n'))).text();
    expect(text).toContain('Fila 4,502, columna curp_hash: esta persona ya está');
  });

  it('asks for a file where none was chosen', async () => {
    const { cookie } = await staff();
    const body = new FormData();
    const answer = await site.ask('/gestion/censo', {
      method: 'POST',
      body,
      headers: { ...ownPage, cookie },
    });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('Elige un archivo CSV');
    const text = await site.ask('/gestion/censo', {
      ...{ method: 'POST', body: new URLSearchParams({ file: 'x' }), headers: { ...ownPage, cookie } },
    });
    expect(text.status).toBe(422);
  });

  it('is named without what could be in its name', async () => {
    const { cookie } = await staff();
    const page = (await send(cookie, csv(people(1, 450)), '../../<b>x</b>\u202e.csv')).headers.get(
      'location',
    );
    const shown = await (await site.get(page ?? '', { cookie })).text();
    expect(shown).not.toContain('<b>x');
    expect(shown).not.toContain('..');
  });
});

describe('whoever is no administrator of the platform', () => {
  const roles: [string, Parameters<typeof createPerson>[1]][] = [
    ['a citizen', {}],
    ['a verified citizen', { assurance: 2 }],
    ['an officer', { grants: [{ role: 'officer', scope: { kind: 'state', state: '20' } }] }],
    ['a moderator', { grants: [{ role: 'moderator', scope: { kind: 'platform' } }] }],
    ['a facilitator', { grants: [{ role: 'facilitator', scope: { kind: 'state', state: '20' } }] }],
    ['the commission', { grants: [{ role: 'commission-secretary', scope: { kind: 'platform' } }] }],
    [
      'a field researcher',
      { grants: [{ role: 'field-researcher', scope: { kind: 'edition', edition: 2017 } }] },
    ],
    [
      'an administrator of one state',
      { grants: [{ role: 'administrator', scope: { kind: 'state', state: '20' } }] },
    ],
  ];

  it.each(roles)('cannot read, send, put in force, withdraw or discard a census: %s', async (_, options) => {
    const boss = await staff();
    const standing = await inForce(boss.cookie, csv(people(1, 500)));
    const waiting = (await send(boss.cookie, csv(people(1, 501)))).headers.get('location') ?? '';
    const before = await everything();
    const { cookie } = await createPerson(site.services, options);
    for (const page of ['/gestion/censo', '/en/gestion/censo', standing, waiting])
      expect((await site.get(page, { cookie })).status, page).toBe(403);
    expect((await send(cookie, csv(people(1, 502)))).status).toBe(403);
    expect((await stepOf(cookie, waiting, 'confirmar')).status).toBe(403);
    expect((await stepOf(cookie, waiting, 'descartar')).status).toBe(403);
    expect((await stepOf(cookie, standing, 'retirar')).status).toBe(403);
    expect(await everything()).toEqual(before);
  });

  it('is an administrator without a second factor, too', async () => {
    const before = await everything();
    const { cookie } = await createPerson(site.services, { grants: [administrator], secondFactor: false });
    expect((await site.get('/gestion/censo', { cookie })).headers.get('location')).toContain(
      '/cuenta/segundo-factor',
    );
    const sent = await send(cookie, csv(people(1, 510)));
    expect(sent.headers.get('location')).toContain('/cuenta/segundo-factor');
    expect(await everything()).toEqual(before);
  });

  it('is another site with an administrator’s cookie, too', async () => {
    const { cookie } = await staff();
    const before = await everything();
    const body = new FormData();
    body.append('file', new File([csv(people(1, 520))], 'x.csv'));
    const headers = { cookie, origin: 'https://elsewhere.test', 'sec-fetch-site': 'cross-site' };
    expect((await site.ask('/gestion/censo', { method: 'POST', body, headers })).status).toBe(403);
    expect(await everything()).toEqual(before);
  });
});

describe('the self-check of census files', () => {
  it('finds one that was put in force past the ledger', async () => {
    const { orm } = site.services;
    const differences = async () => {
      const comparison = createRecordComparison([censusCheck], () => undefined);
      await walkPending(orm, differencesIn('pending'), (entries) => comparison.compare(orm, entries));
      return (await comparison.finish(orm)).flatMap((result) => result.differences);
    };
    expect(await differences()).toEqual([]);
    const { cookie } = await staff();
    const page = (await send(cookie, csv(people(1, 600)))).headers.get('location') ?? '';
    const id = page.split('/').at(-1) ?? '';
    await orm.update(censusImports).set({ confirmedAt: new Date() }).where(eq(censusImports.id, id));
    expect(await differences()).toEqual([expect.stringContaining(`census import ${id} has no entry`)]);
  });
});
