import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newId } from '#platform/database/identifier.ts';
import { queueLetter } from '#platform/mail/queue.ts';
import { readUnsubscribeToken } from '#platform/mail/unsubscribe.ts';
import { lettersOf, readMailFolder } from '../support/mail.ts';
import { eventually, letter, mailStation } from '../support/mail-station.ts';

const station = mailStation();

/** A text without its line breaks. */
const oneLine = (text = '') => text.replace(/\s+/g, ' ');

describe('a letter', () => {
  it('arrives as text and as HTML, in Spanish', async () => {
    const some = await station.withServer();
    await queueLetter(some, some.orm, letter());
    await station.work(some);
    const { parsed, raw, recipients } = await station.arrived();
    expect(recipients).toEqual(['persona@ejemplo.test']);
    expect(parsed.subject).toBe('Confirma tu correo');
    expect(parsed.from?.value).toEqual([{ name: 'Tequio', address: 'avisos@tequio.ejemplo.mx' }]);
    expect(parsed.text).toContain('Hola:');
    expect(parsed.text).toContain('Alguien abrió una cuenta');
    expect(parsed.text).toContain('Confirmar mi correo:\nhttps://tequio.ejemplo.mx/confirmar?codigo=abc\n');
    expect(parsed.text).toContain('    123456\n');
    expect(parsed.text).toContain('* Una acción nueva\n  https://tequio.ejemplo.mx/metrica\n* Otra cosa');
    expect(parsed.html).toContain('<html lang="es-MX">');
    expect(parsed.html).toContain(
      '<a href="https://tequio.ejemplo.mx/confirmar?codigo=abc">Confirmar mi correo</a>',
    );
    expect(parsed.headers.get('auto-submitted')).toBe('auto-generated');
    expect(raw).toMatch(/^Content-Type: multipart\/alternative/m);
    expect(raw).not.toContain('List-Unsubscribe');
    expect(oneLine(parsed.text)).toContain('alguien escribió esta dirección en tequio.ejemplo.mx');
  });

  it('is in English for who reads English', async () => {
    const some = await station.withServer();
    const body = ['Someone opened an account.'];
    const person = newId();
    await queueLetter(some, some.orm, letter({ lang: 'en', subject: 'Confirm your e-mail', body, person }));
    await station.work(some);
    const { parsed } = await station.arrived();
    expect(parsed.text).toContain('Hello,\n\nSomeone opened an account.');
    expect(oneLine(parsed.text)).toContain(
      'You receive this e-mail because you have an account at tequio.ejemplo.mx.',
    );
    expect(parsed.text).toContain('https://tequio.ejemplo.mx/en');
    expect(parsed.html).toContain('<html lang="en">');
    expect(parsed.headers.get('content-language')).toBe('en');
  });

  it('fetches nothing from elsewhere and has lines that every program shows whole', async () => {
    const some = await station.withServer();
    await queueLetter(some, some.orm, letter({ body: ['palabra '.repeat(60)] }));
    await station.work(some);
    const { parsed } = await station.arrived();
    expect(parsed.html).not.toMatch(/<(img|script|link|iframe)|url\(|@import| style=/);
    for (const line of (parsed.text ?? '').split('\n')) expect(line.length).toBeLessThanOrEqual(72);
  });

  it('of a list lets programs and people leave it with one click (RFC 8058)', async () => {
    const some = await station.withServer();
    const person = newId();
    await queueLetter(some, some.orm, letter({ person, list: 'metrica ñ', lang: 'en' }));
    await station.work(some);
    const { parsed, raw } = await station.arrived();
    expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m);
    const [, address = ''] = /^List-Unsubscribe: <(\S+)>\r?$/m.exec(raw) ?? [];
    const url = new URL(address);
    expect(url.origin + url.pathname).toBe('https://tequio.ejemplo.mx/avisos/baja');
    const token = url.searchParams.get('t') ?? '';
    expect(readUnsubscribeToken(some.secrets, token)).toEqual({ list: 'metrica ñ', person });
    expect(parsed.text).toContain(
      `Stop receiving these notices:\nhttps://tequio.ejemplo.mx/en/avisos/baja?t=${token}`,
    );
    expect(parsed.html).toContain(`/en/avisos/baja?t=${token}`);
  });

  it('keeps special characters and markup as they are', async () => {
    const some = await station.withServer();
    const subject =
      'Año nuevo 🌵 “comillas” "rectas" <b> & más, ñandú; y una línea que es bastante más larga que otras';
    await queueLetter(some, some.orm, letter({ subject, body: ['<script>alert("ñ")</script> 🌽'] }));
    await station.work(some);
    const { parsed } = await station.arrived();
    expect(parsed.subject).toBe(subject);
    expect(parsed.text).toContain('<script>alert("ñ")</script> 🌽');
    expect(parsed.html).toContain('&lt;script&gt;alert(&quot;ñ&quot;)&lt;/script&gt; 🌽');
  });

  it('cannot be given headers or recipients of somebody else', async () => {
    const some = await station.withServer();
    const subject = 'Hola\r\nBcc: otra@ejemplo.test\r\n\r\n<b>cuerpo</b>';
    await queueLetter(some, some.orm, letter({ subject }));
    await station.work(some);
    const { parsed, recipients } = await station.arrived();
    expect(recipients).toEqual(['persona@ejemplo.test']);
    expect(parsed.bcc).toBeUndefined();
    expect(parsed.subject).toBe('Hola Bcc: otra@ejemplo.test <b>cuerpo</b>');
    for (const to of [
      'a@ejemplo.test\r\nBcc: b@ejemplo.test',
      'a@ejemplo.test, b@ejemplo.test',
      'Nombre <a@ejemplo.test>',
      'a@ejemplo.test;b@ejemplo.test',
      'a b@ejemplo.test',
      'nadie',
    ]) {
      await expect(queueLetter(some, some.orm, letter({ to }))).rejects.toThrow('one address');
    }
  });

  it('is not written to a list without a person', async () => {
    await expect(queueLetter(station.services, station.services.orm, letter({ list: 'x' }))).rejects.toThrow(
      RangeError,
    );
  });
});

describe('without a mail server', () => {
  it('letters land in the data directory, for its owner alone', async () => {
    const some = station.sending({});
    await queueLetter(some, some.orm, letter());
    await queueLetter(some, some.orm, letter({ to: 'ñandú@ejemplo.test', subject: 'Otra' }));
    await station.work(some);
    await eventually(async () =>
      expect((await lettersOf(some)).every((each) => each.state === 'sent')).toBe(true),
    );
    const letters = await readMailFolder(station.dataDir);
    expect(letters.map(({ to, subject }) => ({ to, subject }))).toEqual([
      { to: 'persona@ejemplo.test', subject: 'Confirma tu correo' },
      { to: 'ñandú@ejemplo.test', subject: 'Otra' },
    ]);
    expect(letters[0]?.links).toContain('https://tequio.ejemplo.mx/confirmar?codigo=abc');
    const files = await readdir(join(station.dataDir, 'mail'));
    expect(files).toHaveLength(2);
    for (const file of files) {
      expect((await stat(join(station.dataDir, 'mail', file))).mode & 0o777).toBe(0o600);
    }
  });
});
