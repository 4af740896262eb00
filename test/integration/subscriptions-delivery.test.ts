import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { tellFollowersJob } from '#modules/subscriptions/jobs.ts';
import { subscriptions } from '#modules/subscriptions/schema.ts';
import { announceChange } from '#platform/changes/announce.ts';
import { startRunner } from '#platform/jobs/runner.ts';
import { deliverLetter } from '#platform/mail/deliver.ts';
import { createMailer } from '#platform/mail/mailer.ts';
import type { Services } from '#platform/services.ts';
import { createPerson, formRequest } from '../support/people.ts';
import { createTestSite } from '../support/site.ts';
import { type MailServer, startMailServer } from '../support/smtp.ts';
import { openTestServices } from '../support/stores.ts';

let services: Services;
let server: MailServer;
beforeAll(async () => {
  server = await startMailServer();
  const smtpUrl = server.url;
  services = await openTestServices({ prepared: true, config: { publicUrl: 'http://tequio.test', smtpUrl } });
  services.mailer = createMailer(services.config, services.log);
});
afterAll(async () => {
  await services.mailer.close();
  await services.jobs.close();
  await services.database.close();
  await server.close();
});

it('who follows a state gets a letter from the mail server, and one click in it ends that', async () => {
  const site = createTestSite(services);
  const { id, email, cookie } = await createPerson(services, { lang: 'en' });
  const values = { tema: 'entidad/20', frecuencia: 'at-once' };
  expect((await site.ask('/en/avisos/seguir', formRequest(values, cookie))).status).toBe(303);
  const runner = await startRunner(services, [tellFollowersJob, deliverLetter], { pollSeconds: 0.5 });
  try {
    await services.orm.transaction((tx) =>
      announceChange(services, tx, {
        ...{ kind: 'test.changed', topics: ['metrica', 'state:20'], path: '/metrica/2017', parted: true },
        title: { 'es-MX': 'Nuevos resultados', en: 'New results' },
      }),
    );
    await vi.waitFor(() => expect(server.received).toHaveLength(1), { timeout: 30_000, interval: 50 });
  } finally {
    await runner.stop();
  }
  const [letter] = server.received;
  expect(letter?.recipients).toEqual([email]);
  expect(letter?.parsed.subject).toBe('New results');
  expect(letter?.parsed.text).toContain('http://tequio.test/en/entidades/oaxaca');
  const click = /^List-Unsubscribe: <http:\/\/tequio\.test([^>]+)>/m.exec(
    letter?.raw.replace(/\r\n\s+/g, '') ?? '',
  )?.[1];
  if (!click) throw new Error('The letter has no way out');
  const human = /http:\/\/tequio\.test(\/en\/avisos\/baja\S+)/.exec(letter?.parsed.text ?? '')?.[1] ?? '';
  expect(await site.page(human)).toContain('Oaxaca');
  const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
  expect((await site.ask(click, { method: 'POST', body })).status).toBe(200);
  expect(await services.orm.select().from(subscriptions).where(eq(subscriptions.person, id))).toEqual([]);
});
