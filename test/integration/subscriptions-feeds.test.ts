import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { announceChange } from '#platform/changes/announce.ts';
import { latestChanges } from '#platform/changes/store.ts';
import { createTopics } from '#platform/changes/topics.ts';
import { loadDataSet } from '#platform/data-sets/load.ts';
import { dataLoads } from '#platform/database/schema.ts';
import { dataSets } from '../../src/app.ts';
import { testSite } from '../support/site.ts';
import { readXml, textOf, type Xml } from '../support/xml.ts';

const site = testSite();

const entriesOf = (feed: Xml) => feed.children.filter(({ name }) => name === 'entry');
const linkOf = ({ children }: Xml, rel: string) =>
  children.find(({ name, attributes }) => name === 'link' && attributes.rel === rel)?.attributes.href;

async function feed(path: string): Promise<Xml> {
  const response = await site.get(path);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
  return readXml(await response.text());
}

describe('the feed of a state', () => {
  it('tells of the shipped results, in both languages, with links to its own page', async () => {
    const spanish = await feed('/avisos/entidad/20.atom');
    const english = await feed('/en/avisos/entidad/20.atom');
    expect(textOf(spanish, 'title')).toBe('Tequio: cambios de Oaxaca');
    expect(textOf(english, 'title')).toBe('Tequio: changes of Oaxaca');
    expect(spanish.attributes['xml:lang']).toBe('es-MX');
    const [entry, ...others] = entriesOf(spanish);
    if (!entry) throw new Error('The feed is empty');
    // The newest first: of the plans of the state, and before them of its scores.
    expect(others.map((one) => textOf(one, 'title')).at(-1)).toBe(
      'Métrica 2017: se cargaron los puntajes de 908 instituciones',
    );
    expect(textOf(entry, 'title')).toBe('Se cargaron 42 compromisos de los planes');
    expect(linkOf(entry, 'alternate')).toMatch(/^https?:\/\/[^/]+\/entidades\/oaxaca$/);
    expect(linkOf(entriesOf(english)[0] as Xml, 'alternate')).toMatch(/\/en\/entidades\/oaxaca$/);
    expect(textOf(entry, 'id')).toMatch(/^urn:uuid:/);
    expect(textOf(entry, 'id')).toBe(textOf(entriesOf(english)[0] as Xml, 'id'));
    expect(textOf(spanish, 'updated')).toBe(textOf(entry, 'updated'));
  });

  it('is the same when it is asked again', async () => {
    expect(await site.page('/avisos/entidad/20.atom')).toBe(await site.page('/avisos/entidad/20.atom'));
  });
});

describe('other feeds', () => {
  it('tell of the whole index, of the data, of an institution, of everything', async () => {
    expect(entriesOf(await feed('/avisos/metrica.atom'))).toHaveLength(4);
    const loads = dataSets.flatMap(({ shipped }) => shipped).length;
    expect(entriesOf(await feed('/avisos/datos.atom'))).toHaveLength(loads);
    expect(entriesOf(await feed('/avisos.atom'))).toHaveLength(loads);
    expect(entriesOf(await feed('/avisos/planes.atom'))).toHaveLength(5);
    const [entry] = entriesOf(await feed('/avisos/institucion/oaxaca-secretaria-de-salud.atom'));
    expect(linkOf(entry as Xml, 'alternate')).toMatch(/\/instituciones\/oaxaca-secretaria-de-salud$/);
  });

  it.each([
    '/avisos/entidad/99.atom',
    '/avisos/entidad/oaxaca.atom',
    '/avisos/entidad.atom',
    '/avisos/metrica/2017.atom',
    '/avisos/institucion/no-existe.atom',
    '/avisos/institucion/%27%3B.atom',
    '/avisos/planeta/20.atom',
    '/avisos/state/20.atom',
  ])('are not there for what cannot be followed: %s', async (path) => {
    expect((await site.get(path)).status).toBe(404);
  });

  it('stay well-formed whatever a change is called', async () => {
    const { services } = site;
    const title = { 'es-MX': 'A <b> & "c" \u0007 ]]>', en: "It's <new> & 'old'" };
    await announceChange(services, services.orm, {
      ...{ kind: 'test.odd', topics: ['state:01'], title, path: '/entidades/aguascalientes' },
    });
    const [entry] = entriesOf(await feed('/avisos/entidad/01.atom'));
    expect(textOf(entry as Xml, 'title')).toBe('A <b> & "c" \ufffd ]]>');
    const [english] = entriesOf(await feed('/en/avisos/entidad/01.atom'));
    expect(textOf(english as Xml, 'title')).toBe("It's <new> & 'old'");
  });
});

describe('the pages of what can be followed', () => {
  it.each([
    ['/entidades/oaxaca', 'entidad/20'],
    ['/instituciones/oaxaca-secretaria-de-salud', 'institucion/oaxaca-secretaria-de-salud'],
    ['/metrica', 'metrica'],
    ['/datos', 'datos'],
    ['/en/entidades/oaxaca', 'entidad/20'],
  ])('%s offers its feed and its letters', async (path, topic) => {
    const page = await site.page(path);
    const prefix = path.startsWith('/en/') ? '/en' : '';
    expect(page).toContain(`<link rel="alternate" type="application/atom+xml"`);
    expect(page).toContain(`href="${prefix}/avisos/${topic}.atom"`);
    expect(page).toContain(`href="${prefix}/avisos/seguir?tema=${topic}"`);
  });

  it('/avisos lists what changed, in both languages', async () => {
    expect(await site.page('/avisos')).toContain(
      'Métrica 2017: se cargaron los puntajes de 908 instituciones',
    );
    expect(await site.page('/en/avisos')).toContain('Métrica 2017: the scores of 908 institutions');
  });
});

describe('a load', () => {
  it('is announced once, with its entry of the ledger; the same file again is not', async () => {
    const { services } = site;
    const set = dataSets.find(({ name }) => name === 'metrica-editions');
    const { file = '' } = set?.shipped[0] ?? {};
    if (!set) throw new Error('The data set is not there');
    const { readFile } = await import('node:fs/promises');
    const text = await readFile(`data/${file}`, 'utf8');
    const before = (await latestChanges(services.orm, 'metrica', 50)).length;
    const input = { bytes: Buffer.from(`${text}\n`), source: 'otra.json', options: {} };
    await loadDataSet(services, set, input);
    await loadDataSet(services, set, input);
    const after = await latestChanges(services.orm, 'metrica', 50);
    expect(after).toHaveLength(before + 1);
    const loads = await services.orm.select().from(dataLoads).where(eq(dataLoads.source, 'otra.json'));
    expect(loads).toHaveLength(1);
    expect(after[0]).toMatchObject({ kind: 'metrica.editions-loaded', entry: loads[0]?.entry });
  });
});

describe('kinds of topics', () => {
  const kind = { kind: 'plan', word: 'plan', keyed: true, find: async () => undefined };

  it('have names of their own', () => {
    expect(() => createTopics([kind, { ...kind, word: 'planes' }])).toThrow('plan');
    expect(() => createTopics([kind, { ...kind, kind: 'other' }])).toThrow('plan');
  });

  it('are asked only for keys that have the form of one', async () => {
    const asked: string[] = [];
    const find = async (_: unknown, key: string) => {
      asked.push(key);
      return { name: () => key, path: `/planes/${key}` };
    };
    const topics = createTopics([{ ...kind, find }]);
    const { orm } = site.services;
    for (const text of [
      'plan',
      'plan:',
      'plan:a b',
      "plan:'",
      `plan:${'a'.repeat(201)}`,
      'plan:a:b',
      'plan:\0',
    ])
      expect(await topics.find(orm, text)).toBeUndefined();
    expect(asked).toEqual([]);
    expect(await topics.find(orm, 'plan:oaxaca-2')).toMatchObject({
      topic: 'plan:oaxaca-2',
      address: 'plan/oaxaca-2',
    });
  });
});
