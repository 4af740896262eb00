import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditEvents } from '#platform/audit/schema.ts';
import { newId } from '#platform/database/identifier.ts';
import { queueCounts } from '#platform/jobs/store.ts';
import { queueLetter } from '#platform/mail/queue.ts';
import { mailLetters } from '#platform/mail/schema.ts';
import { words } from '#platform/ui/rendered.tsx';
import { lettersOf } from '../support/mail.ts';
import { createPerson, formRequest, type TestPerson } from '../support/people.ts';
import { testSite } from '../support/site.ts';

const site = testSite();
const mailPath = '/gestion/correo';

let staff: TestPerson;
beforeAll(async () => {
  staff = await createPerson(site.services, {
    grants: [{ role: 'administrator', scope: { kind: 'platform' } }],
  });
});

async function read(path: string): Promise<string> {
  const response = await site.get(path, { cookie: staff.cookie });
  expect(response.status).toBe(200);
  return response.text();
}

/** Writes a letter and gives it a state. */
async function write(kind: string, more: Partial<typeof mailLetters.$inferInsert> = {}): Promise<string> {
  const { services } = site;
  await queueLetter(services, services.orm, {
    ...{ kind, to: 'maria.secreta@ejemplo.test', lang: 'es-MX', subject: 'Asunto secreto' },
    body: ['Palabras secretas', { link: '/entrar?secreto=1', label: 'Entrar' }],
  });
  const letter = (await lettersOf(services)).at(-1);
  const id = letter?.id ?? '';
  if (Object.keys(more).length > 0) {
    await services.orm.update(mailLetters).set(more).where(eq(mailLetters.id, id));
  }
  return id;
}

const failed = { state: 'failed', attempts: 10, fault: '451 4.3.0', endedAt: new Date() } as const;

it('says so where there are no letters yet', async () => {
  const text = words(await read(mailPath));
  expect(text).toContain('Todavía no hay correos');
  expect(text).toContain('No hay servidor de correo configurado');
  expect(words(await read(`/en${mailPath}`))).toContain('There is no e-mail yet');
});

it('is for administrators', async () => {
  const person = await createPerson(site.services);
  expect((await site.get(mailPath, { cookie: person.cookie })).status).toBe(403);
  const sent = await site.ask(mailPath, formRequest({ carta: newId() }, person.cookie));
  expect(sent.status).toBe(403);
});

describe('the queue of letters', () => {
  beforeAll(async () => {
    await write('accounts.verify-address');
    await write('accounts.verify-address', failed);
    await write('subscriptions.digest', { state: 'sent', body: [], attempts: 1, endedAt: new Date() });
  });

  it('shows where each letter stands, and neither to whom it goes nor what it says', async () => {
    const html = await read(mailPath);
    const text = words(html);
    expect(text).toContain('m•••@e•••.test');
    expect(text).toContain('451 4.3.0');
    expect(text).toContain('Se intenta a partir del');
    expect(html.toLowerCase()).not.toContain('secret');
  });

  it('is filtered by state and kind', async () => {
    const rows = async (query: string) =>
      ((await read(`${mailPath}${query}`)).match(/<th scope="row">/g) ?? []).length;
    const all = (await lettersOf(site.services)).length;
    expect(await rows('')).toBe(all);
    expect(await rows('?estado=fallido')).toBe(1);
    expect(await rows('?tipo=subscriptions.digest')).toBe(1);
    expect(words(await read(`${mailPath}?estado=en-camino`))).toContain('Ningún correo es así');
    expect((await site.get(`${mailPath}?estado=otro`, { cookie: staff.cookie })).status).toBe(400);
    expect((await site.get(`${mailPath}?tipo=otro`, { cookie: staff.cookie })).status).toBe(400);
  });

  it('lets a letter that was given up be sent again', async () => {
    const id = await write('accounts.recover', failed);
    expect(await read(mailPath)).toContain(`value="${id}"`);
    const before = (await queueCounts(site.services.orm)).get('mail.deliver')?.waiting ?? 0;
    // The job that was asked for with the letter still waits: one is enough.
    const answer = await site.ask(mailPath, formRequest({ carta: id }, staff.cookie));
    expect(answer.headers.get('location')).toBe(`${mailPath}?hecho=reintentado`);
    const [letter] = await site.services.orm.select().from(mailLetters).where(eq(mailLetters.id, id));
    expect(letter).toMatchObject({ state: 'waiting', attempts: 0, endedAt: null });
    expect((await queueCounts(site.services.orm)).get('mail.deliver')?.waiting).toBe(before);
    const [event] = await site.services.orm
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.action, 'administration.letter-retried'));
    expect(event).toMatchObject({ actor: staff.id, target: id });
  });

  it('does not send what has no words any more, what was sent, or what is not there', async () => {
    const empty = await write('accounts.recover', { ...failed, body: [] });
    const sent = await write('accounts.recover', { state: 'sent', body: [], endedAt: new Date() });
    expect(words(await read(mailPath))).toContain('Su texto ya se borró');
    for (const carta of [empty, sent, newId()]) {
      const answer = await site.ask(mailPath, formRequest({ carta }, staff.cookie));
      expect(answer.headers.get('location')).toBe(`${mailPath}?hecho=ya-no`);
    }
    expect((await site.ask(mailPath, formRequest({ carta: 'x' }, staff.cookie))).status).toBe(400);
  });

  it('has pages', async () => {
    for (let n = 0; n < 51; n += 1) await write('test.many');
    expect(await read(`${mailPath}?tipo=test.many`)).toContain('pagina=2');
    const second = await read(`${mailPath}?tipo=test.many&pagina=2`);
    expect(second.match(/<th scope="row">/g)).toHaveLength(1);
  });
});
