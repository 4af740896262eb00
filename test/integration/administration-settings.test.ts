import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditEvents } from '#platform/audit/schema.ts';
import { readConfig } from '#platform/config/config.ts';
import { createPerson, formRequest, type TestPerson } from '../support/people.ts';
import { createTestSite, testSite } from '../support/site.ts';

const site = testSite();
const administration = { grants: [{ role: 'administrator', scope: { kind: 'platform' } }] } as const;

let one: TestPerson;
let other: TestPerson;

beforeAll(async () => {
  one = await createPerson(site.services, { ...administration, name: 'Ada Ficticia' });
  other = await createPerson(site.services, { ...administration, name: 'Berta Ficticia' });
});

const read = async (path: string, who: TestPerson = one) =>
  (await site.get(path, { cookie: who.cookie })).text();
const send = async (path: string, who: TestPerson, values: Record<string, string>) => {
  const response = await site.ask(path, formRequest(values, who.cookie));
  return { status: response.status, location: response.headers.get('location'), text: await response.text() };
};
const versionIn = (text: string) => /name="version" value="(-?\d+)"/.exec(text)?.[1] ?? '';
const versionOf = async (path: string) => versionIn(await read(path));
const changes = () =>
  site.services.orm
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.action, 'administration.setting-changed'));

const contact = '/gestion/ajustes/contacto';
const banner = '/gestion/ajustes/aviso';
const reports = '/gestion/ajustes/errores';

describe('the settings of the process', () => {
  it('are shown with where they come from, and no secret', async () => {
    const config = readConfig({
      ...{ TEQUIO_LOG_LEVEL: 'silent', TEQUIO_POOL_SIZE: '17', TEQUIO_SMTP_URL: 'smtp://u:geheim@mail.test' },
      DATABASE_URL: 'postgres://tequio:geheim@db.test/tequio',
    });
    expect(JSON.stringify(config.effective)).not.toContain('geheim');
    const own = createTestSite({
      ...site.services,
      config: { ...site.services.config, effective: config.effective },
    });
    const text = await (await own.get('/gestion/ajustes', { cookie: one.cookie })).text();
    expect(text).not.toContain('geheim');
    expect(text).toMatch(/TEQUIO_SMTP_URL<\/code><\/th><td>Puesto, no se muestra<\/td><td>Del entorno/);
    expect(text).toMatch(/TEQUIO_POOL_SIZE<\/code><\/th><td><code>17<\/code><\/td><td>Del entorno/);
    expect(text).toMatch(/TEQUIO_CACHE_MB<\/code><\/th><td><code>64<\/code><\/td><td>De fábrica/);
    expect(text).toMatch(/TEQUIO_OIDC_CLIENT_SECRET<\/code><\/th><td>Sin valor<\/td>/);
  });
});

describe('a setting of the platform', () => {
  it('shows on all pages as soon as it is saved, also on those that are kept', async () => {
    expect(await site.page('/metrica')).not.toContain('mailto:');
    const saved = await send(contact, one, {
      correo: 'hola@ejemplo.test',
      version: await versionOf(contact),
    });
    expect(saved).toMatchObject({ status: 303, location: '/gestion/ajustes?hecho=guardado' });
    expect(await site.page('/metrica')).toContain('<a href="mailto:hola@ejemplo.test">');
    expect(await site.page('/en')).toContain('Write to us: <a href="mailto:hola@ejemplo.test">');
    expect(await read('/gestion/ajustes?hecho=guardado')).toContain('Cambio guardado');
    expect((await changes()).at(-1)).toMatchObject({
      ...{ actor: one.id, target: 'contact' },
      detail: { value: 'hola@ejemplo.test', version: 1 },
    });
  });

  it('can be taken back', async () => {
    await send(contact, one, { correo: '', version: await versionOf(contact) });
    expect(await site.page('/metrica')).not.toContain('mailto:');
    expect(await read('/gestion/ajustes')).toMatch(/Correo de contacto<\/dt><dd[^>]*>Sin valor/);
  });

  it('says where errors are reported', async () => {
    await send(reports, one, {
      direccion: 'https://errores.ejemplo.test/nuevo',
      version: await versionOf(reports),
    });
    expect(await site.page('/acerca')).toContain('<a href="https://errores.ejemplo.test/nuevo">');
    await send(reports, one, { direccion: 'errores@ejemplo.test', version: await versionOf(reports) });
    expect(await site.page('/en/acerca')).toContain('<a href="mailto:errores@ejemplo.test">');
    for (const direccion of ['javascript:alert(1)', 'http://ejemplo.test', 'x', 'https://']) {
      const refused = await send(reports, one, { direccion, version: await versionOf(reports) });
      expect(refused.status, direccion).toBe(422);
      expect(refused.text).toContain('una dirección que empiece con https://');
      expect(refused.text).toContain(`value="${direccion}"`);
    }
    expect(await site.page('/acerca')).toContain('errores@ejemplo.test');
  });

  it('puts a notice above every page, in the reader’s language where there is one', async () => {
    const values = { tono: 'warning', es: 'Hoy <b>no</b> hay & letras', en: '' };
    await send(banner, one, { ...values, version: await versionOf(banner) });
    const spanish = await site.page('/entidades');
    expect(spanish).toContain('Hoy &lt;b&gt;no&lt;/b&gt; hay &amp; letras');
    expect(spanish).toContain('tq-notice--warning');
    expect(await site.page('/en/entidades')).toContain('<p lang="es-MX">Hoy');
    await send(banner, one, { ...values, en: 'No letters today', version: await versionOf(banner) });
    expect(await site.page('/en/entidades')).toContain('<p>No letters today</p>');
    const lacking = await send(banner, one, {
      tono: 'info',
      es: '',
      en: 'Only',
      version: await versionOf(banner),
    });
    expect(lacking.text).toContain('Escribe también el texto en español');
    const toneless = await send(banner, one, {
      tono: 'rojo',
      es: 'x',
      en: '',
      version: await versionOf(banner),
    });
    expect(toneless.text).toContain('Elige un tono');
    await send(banner, one, { tono: 'info', es: '', en: '', version: await versionOf(banner) });
    expect(await site.page('/entidades')).not.toContain('tq-banner');
  });

  it('is there under its name only', async () => {
    expect((await site.get('/gestion/ajustes/otro', { cookie: one.cookie })).status).toBe(404);
    expect((await send('/gestion/ajustes/otro', one, {})).status).toBe(404);
  });
});

describe('two who edit the same setting', () => {
  it('do not overwrite each other: the second sees the first one’s change, and chooses', async () => {
    const seen = await versionOf(contact);
    await send(contact, one, { correo: 'primera@ejemplo.test', version: seen });
    const before = (await changes()).length;
    const late = await send(contact, other, { correo: 'segunda@ejemplo.test', version: seen });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Ada Ficticia guardó otro valor');
    expect(late.text).toContain('primera@ejemplo.test');
    expect(late.text).toContain('value="segunda@ejemplo.test"');
    expect(await site.page('/metrica')).toContain('primera@ejemplo.test');
    expect(await changes()).toHaveLength(before);
    const chosen = await send(contact, other, {
      correo: 'segunda@ejemplo.test',
      version: versionIn(late.text),
    });
    expect(chosen.status).toBe(303);
    expect(await site.page('/metrica')).toContain('segunda@ejemplo.test');
  });

  it('still learn of each other after a mistake was corrected', async () => {
    const seen = await versionOf(contact);
    await send(contact, one, { correo: 'tercera@ejemplo.test', version: seen });
    const mistaken = await send(contact, other, { correo: 'cuarta', version: seen });
    expect(mistaken.status).toBe(422);
    const corrected = await send(contact, other, {
      correo: 'cuarta@ejemplo.test',
      version: versionIn(mistaken.text),
    });
    expect(corrected.status).toBe(409);
  });

  it('at the same moment: one is saved, the other is told', async () => {
    const seen = await versionOf(contact);
    const sent = await Promise.all(
      [one, other].map((who, n) => send(contact, who, { correo: `quinta-${n}@ejemplo.test`, version: seen })),
    );
    expect(sent.map(({ status }) => status).toSorted()).toEqual([303, 409]);
  });

  it('of one mind have nothing to choose', async () => {
    const seen = await versionOf(contact);
    const values = { correo: 'sexta@ejemplo.test', version: seen };
    expect((await send(contact, one, values)).status).toBe(303);
    const before = (await changes()).length;
    expect((await send(contact, other, values)).status).toBe(303);
    expect(await changes()).toHaveLength(before);
  });

  it('without a version that can be read choose as well', async () => {
    for (const version of ['', 'x', '-5', '99999999999']) {
      const sent = await send(contact, one, { correo: 'septima@ejemplo.test', version });
      expect(sent.status, version).toBe(409);
    }
  });
});
