import { describe, expect, it } from 'vitest';
import { deliverLetter, tendLetters } from '#platform/mail/deliver.ts';
import { queueLetter } from '#platform/mail/queue.ts';
import type { Services } from '#platform/services.ts';
import { lettersOf, letterTo } from '../support/mail.ts';
import { eventually, letter, mailStation } from '../support/mail-station.ts';
import { startMailServer } from '../support/smtp.ts';

const station = mailStation();

describe('the queue of letters', () => {
  it('sends nothing of a transaction that is taken back', async () => {
    const some = await station.withServer();
    const given = some.orm.transaction(async (tx) => {
      await queueLetter(some, tx, letter({ subject: 'No' }));
      throw new Error('taken back');
    });
    await expect(given).rejects.toThrow('taken back');
    await some.orm.transaction((tx) => queueLetter(some, tx, letter({ subject: 'Sí' })));
    await station.work(some);
    const { parsed } = await station.arrived();
    expect(parsed.subject).toBe('Sí');
    expect(await lettersOf(some)).toHaveLength(1);
  });

  it('keeps the words until the letter is sent, and not after', async () => {
    const some = await station.withServer();
    await queueLetter(some, some.orm, letter());
    const { links, codes } = await letterTo(some, 'persona@ejemplo.test', 'test.letter');
    expect({ links, codes }).toEqual({ links: ['/confirmar?codigo=abc', '/metrica'], codes: ['123456'] });
    await station.work(some);
    await eventually(async () =>
      expect(await station.state()).toMatchObject({ state: 'sent', body: [], attempts: 1 }),
    );
  });

  it('tries again what the server could not take for now', async () => {
    let refusals = 3;
    const some = await station.withServer({
      refuse() {
        refusals -= 1;
        return refusals >= 0 ? { code: 451, message: '4.3.0 persona@ejemplo.test: try later' } : undefined;
      },
    });
    await queueLetter(some, some.orm, letter());
    await station.work(some);
    await station.arrived();
    await eventually(async () => expect(await station.state()).toMatchObject({ state: 'sent', attempts: 4 }));
  });

  it('gives up at once what the server will never take, and says so without the address', async () => {
    const some = await station.withServer({
      refuseRecipient: () => ({ code: 550, message: '5.1.1 persona@ejemplo.test: no such user' }),
    });
    await queueLetter(some, some.orm, letter());
    await station.work(some);
    await eventually(async () =>
      expect(await station.state()).toMatchObject({ state: 'failed', attempts: 1, fault: '550 5.1.1' }),
    );
    expect(station.received()).toHaveLength(0);
  });

  it('gives up in the end what the server puts off again and again', async () => {
    const some = await station.withServer({ refuse: () => ({ code: 421, message: 'busy' }) }, { most: 4 });
    await queueLetter(some, some.orm, letter());
    await station.work(some);
    await eventually(async () =>
      expect(await station.state()).toMatchObject({ state: 'failed', attempts: 4, fault: '421' }),
    );
    expect(station.server?.asked).toBe(4);
  });

  it('does not take a wrong password for a refusal of the letter', async () => {
    const server = await station.listen({ account: { user: 'tequio', password: 'right' } });
    const some = station.sending({ smtpUrl: server.url.replace('right', 'wrong') }, { most: 2 });
    await queueLetter(some, some.orm, letter());
    await station.work(some);
    await eventually(async () =>
      expect(await station.state()).toMatchObject({ state: 'failed', attempts: 2, fault: '535' }),
    );
  });

  it('signs in, and speaks TLS where it is asked to', async () => {
    const account = { user: 'tequio', password: 'secreto' };
    const server = await station.listen({ account, startTls: true });
    const some = station.sending({ smtpUrl: `${server.url}?requireTLS=true&tls.rejectUnauthorized=false` });
    await queueLetter(some, some.orm, letter());
    await station.work(some);
    const { secure, user } = await station.arrived();
    expect({ secure, user }).toEqual({ secure: true, user: 'tequio' });
  });

  it('does not trust a certificate that nobody has signed', async () => {
    const server = await station.listen({ startTls: true });
    const some = station.sending({ smtpUrl: `${server.url}?requireTLS=true` }, { most: 1 });
    await queueLetter(some, some.orm, letter());
    await station.work(some);
    await eventually(async () => expect(await station.state()).toMatchObject({ state: 'failed' }));
    expect(station.received()).toHaveLength(0);
  });

  it('does not wait for ever for a server that says nothing', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const server = await station.listen({ before: () => held });
    const some = station.sending({ smtpUrl: server.url }, { most: 2, sendMs: 300 });
    await queueLetter(some, some.orm, letter());
    await station.work(some);
    await eventually(async () =>
      expect(await station.state()).toMatchObject({ state: 'failed', attempts: 2, fault: 'ETIMEDOUT' }),
    );
    release();
  });

  it('goes on when a server that was down is up again', async () => {
    const before = await startMailServer();
    const { port, url } = before;
    await before.close();
    const some = station.sending({ smtpUrl: url }, { most: 10_000 });
    await queueLetter(some, some.orm, letter());
    await station.work(some);
    await eventually(async () => expect(await station.state()).toMatchObject({ fault: 'ESOCKET' }));
    await station.listen({ port });
    await station.arrived();
    await eventually(async () => expect(await station.state()).toMatchObject({ state: 'sent', fault: null }));
  });

  it('sends five hundred letters once each, from two processes', async () => {
    const some = await station.withServer();
    const addresses = Array.from({ length: 500 }, (_, n) => `persona-${n}@ejemplo.test`);
    await some.orm.transaction(async (tx) => {
      for (const to of addresses) await queueLetter(some, tx, letter({ to }));
    });
    await station.work(some);
    await station.work(station.sending({ smtpUrl: station.server?.url }));
    await station.arrived(500);
    await eventually(async () =>
      expect((await lettersOf(some)).every((each) => each.state === 'sent')).toBe(true),
    );
    expect(
      station
        .received()
        .flatMap(({ recipients }) => recipients)
        .toSorted(),
    ).toEqual(addresses.toSorted());
    expect(new Set(station.received().map(({ parsed }) => parsed.messageId)).size).toBe(500);
  });

  it('sends a letter once although two jobs are asked to', async () => {
    const some = await station.withServer();
    await queueLetter(some, some.orm, letter());
    const [only] = await lettersOf(some);
    for (const key of ['a', 'b', 'c']) {
      await some.jobs.enqueue(some.orm, deliverLetter, { letter: only?.id ?? '' }, { key });
    }
    await station.work(some);
    await eventually(async () => expect(await station.state()).toMatchObject({ state: 'sent' }));
    await deliverLetter.run(some, { letter: only?.id ?? '' });
    expect(station.received()).toHaveLength(1);
  });

  it('lets a delivery that goes on come to its end at a stop', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const some = await station.withServer({ before: () => held });
    await queueLetter(some, some.orm, letter());
    const runner = await station.work(some);
    await eventually(() => expect(station.server?.asked).toBe(1));
    const stopped = runner.stop();
    release();
    await stopped;
    expect(await station.state()).toMatchObject({ state: 'sent' });
    expect(station.received()).toHaveLength(1);
  });

  it('sends what a killed process had taken, under the same identifier', async () => {
    const some = await station.withServer();
    await queueLetter(some, some.orm, letter());
    const [only] = await lettersOf(some);
    const id = only?.id ?? '';
    let release: () => void = () => undefined;
    // The mail server said yes, and the process ended before it wrote that down.
    const killed: Services = {
      ...some,
      mailer: {
        ...some.mailer,
        send: async (...sent) => {
          await some.mailer.send(...sent);
          await new Promise<void>((resolve) => {
            release = resolve;
          });
        },
      },
    };
    const never = deliverLetter.run(killed, { letter: id });
    await station.arrived();
    await deliverLetter.run(some, { letter: id });
    expect(station.received()).toHaveLength(1);
    const later = { ...some, now: () => new Date(Date.now() + 200_000) };
    await deliverLetter.run(later, { letter: id });
    expect(station.received()).toHaveLength(2);
    expect(new Set(station.received().map(({ parsed }) => parsed.messageId)).size).toBe(1);
    expect(await station.state()).toMatchObject({ state: 'sent', attempts: 2 });
    release();
    await never;
    expect(await station.state()).toMatchObject({ state: 'sent', attempts: 2 });
  });

  it('finds letters that no job remembers', async () => {
    const some = await station.withServer();
    await queueLetter(some, some.orm, letter());
    const runner = await station.work(station.sending({ smtpUrl: 'smtp://127.0.0.1:1' }, { most: 10_000 }));
    await eventually(async () => expect(await station.state()).toMatchObject({ fault: 'ESOCKET' }));
    await runner.stop();
    const later = { ...some, now: () => new Date(Date.now() + 7_200_000) };
    await tendLetters.run(later, {});
    await station.work(some);
    await station.arrived();
  });

  it('forgets what letters said, and then the letters', async () => {
    const some = await station.withServer({ refuseRecipient: () => ({ code: 550, message: 'no' }) });
    await queueLetter(some, some.orm, letter());
    await station.work(some);
    await eventually(async () => expect(await station.state()).toMatchObject({ state: 'failed' }));
    const at = (days: number) => ({ ...some, now: () => new Date(Date.now() + days * 86_400_000) });
    await tendLetters.run(at(2), {});
    expect((await station.state())?.body).not.toEqual([]);
    await tendLetters.run(at(4), {});
    expect(await station.state()).toMatchObject({ state: 'failed', body: [] });
    await tendLetters.run(at(31), {});
    expect(await lettersOf(some)).toEqual([]);
  });
});
