import pino from 'pino';
import { expect, it } from 'vitest';
import { readConfig } from '../config/config.ts';
import { createMailer, refusalOf, smtpAddress, usualPause } from './mailer.ts';

it('pauses longer from attempt to attempt, up to half a day, and gives up after ten', () => {
  const pauses = Array.from({ length: 10 }, (_, n) => usualPause(n + 1));
  expect(pauses.slice(0, 4)).toEqual([60, 150, 375, 938]);
  expect(pauses[8]).toBe(12 * 3600);
  expect(pauses[9]).toBeUndefined();
});

it('asks for encryption where a password goes over the network', () => {
  expect(smtpAddress('smtp://a:b@correo.ejemplo.mx:587')).toBe(
    'smtp://a:b@correo.ejemplo.mx:587?requireTLS=true',
  );
  const said = 'smtp://a:b@correo.ejemplo.mx:587?requireTLS=false';
  expect(smtpAddress(said)).toBe(said);
  for (const free of ['smtp://a:b@127.0.0.1:2525', 'smtp://correo.interno:25', 'smtps://a:b@correo.mx']) {
    expect(smtpAddress(free)).toBe(free);
  }
});

it('tells a refusal of the letter from one of ourselves, and keeps codes only', () => {
  const refused = (more: object) => refusalOf(Object.assign(new Error('maria@ejemplo.test'), more));
  const user = { responseCode: 550, response: '550 5.1.1 <maria@ejemplo.test> unknown', command: 'RCPT TO' };
  expect(refused(user)).toEqual({ fault: '550 5.1.1', final: true });
  expect(refused({ ...user, responseCode: 451, response: '451 later' })).toEqual({
    fault: '451',
    final: false,
  });
  expect(refused({ responseCode: 535, response: '535 no', command: 'AUTH PLAIN' })).toEqual({
    fault: '535',
    final: false,
  });
  expect(refused({ code: 'ECONNREFUSED' })).toEqual({ fault: 'ECONNREFUSED', final: false });
  expect(refused({ code: 'EENVELOPE', command: 'API' })).toEqual({ fault: 'EENVELOPE', final: true });
});

it('knows whom letters come from', () => {
  const from = (env: Record<string, string>) => createMailer(readConfig(env), pino({ level: 'silent' })).from;
  expect(from({})).toEqual({ name: 'Tequio', address: 'tequio@localhost' });
  expect(from({ TEQUIO_PUBLIC_URL: 'https://tequio.ejemplo.mx' })).toEqual({
    ...{ name: 'Tequio', address: 'tequio@tequio.ejemplo.mx' },
  });
  expect(from({ TEQUIO_MAIL_FROM: '"Gobierno Abierto" <avisos@ejemplo.mx>' })).toEqual({
    ...{ name: 'Gobierno Abierto', address: 'avisos@ejemplo.mx' },
  });
  expect(from({ TEQUIO_MAIL_FROM: 'avisos@ejemplo.mx' })).toEqual({
    ...{ name: 'Tequio', address: 'avisos@ejemplo.mx' },
  });
});
