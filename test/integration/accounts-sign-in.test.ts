import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEvents } from '#platform/audit/schema.ts';
import { personSessions } from '../../src/modules/accounts/schema.ts';
import { createPerson } from '../support/people.ts';
import { createTestSite, testSite } from '../support/site.ts';
import { openTestServices } from '../support/stores.ts';
import {
  createVisitor,
  goodPassword,
  lastLetter,
  openAccount,
  peopleWithAccounts,
  tokenOf,
} from '../support/visitor.ts';

const shared = testSite();

/** Somebody with an account, and the browser they opened it in. */
const somebody = peopleWithAccounts(shared, 'entra');

const wrong = (email: string, n = 0) => ({ email, password: `no es la suya, prueba ${n}` });

/** How often a password is hashed while something is done: the work that tells by its time whether it was done. */
async function hashesDuring(work: () => Promise<unknown>): Promise<number> {
  const { scrypt } = crypto;
  let hashes = 0;
  crypto.scrypt = ((...given: Parameters<typeof scrypt>) => {
    hashes += 1;
    scrypt(...given);
  }) as typeof scrypt;
  syncBuiltinESMExports();
  try {
    await work();
  } finally {
    crypto.scrypt = scrypt;
    syncBuiltinESMExports();
  }
  return hashes;
}

describe('signing in with a password', () => {
  it('begins a session and leads to the account, or to where the person wanted to go', async () => {
    const { email } = await somebody();
    const visitor = createVisitor(shared);
    expect(await visitor.isSignedIn()).toBe(false);
    const plain = await visitor.send('/entrar', { email: ` ${email.toUpperCase()}`, password: goodPassword });
    expect([plain.status, plain.headers.get('location')]).toEqual([303, '/cuenta']);
    expect(plain.headers.get('cache-control')).toBe('private, no-store');
    expect(await visitor.isSignedIn()).toBe(true);
    const back = await visitor.send('/en/entrar', {
      email,
      password: goodPassword,
      volver: '/cuenta/nombre',
    });
    expect(back.headers.get('location')).toBe('/en/cuenta/nombre');
  });

  it.each([
    'https://malo.test',
    '//malo.test',
    '/\\malo.test',
    'javascript:alert(1)',
    '/ /malo.test',
    '\\\\malo.test',
  ])('never leads out of the platform: %s', async (volver) => {
    const { email, home } = await somebody();
    const page = await (
      await createVisitor(shared).get(`/entrar?volver=${encodeURIComponent(volver)}`)
    ).text();
    // Only the link to this same page in the other language says again what its address says.
    expect(page.replace(/<a class="tq-header__language"[^>]*>/, '')).not.toContain('malo.test');
    const response = await home.send('/entrar', { email, password: goodPassword, volver });
    expect(response.headers.get('location')).toBe('/cuenta');
  });

  it('knows a password however its accents were typed', async () => {
    const email = 'acentos@ejemplo.test';
    const home = createVisitor(shared);
    await openAccount(shared.services, home, email, 'ñandú, piñón y jícama'.normalize('NFC'));
    const other = createVisitor(shared);
    await other.send('/entrar', { email, password: 'ñandú, piñón y jícama'.normalize('NFD') });
    expect(await other.isSignedIn()).toBe(true);
  });

  it('gives a new session each time, whatever the browser held before', async () => {
    const { email, id } = await somebody();
    const visitor = createVisitor(shared);
    visitor.cookies.set('tequio-session', 'planted-by-somebody.c2lnbmVk');
    await visitor.send('/entrar', { email, password: goodPassword });
    const first = visitor.cookies.get('tequio-session');
    expect(first).not.toContain('planted');
    const mine = eq(personSessions.userId, id);
    const before = await shared.services.orm.$count(personSessions, mine);
    await visitor.send('/entrar', { email, password: goodPassword });
    const second = visitor.cookies.get('tequio-session');
    expect(second).not.toBe(first);
    // The one before has ended: who signs in again leaves nothing open behind them.
    expect(await shared.services.orm.$count(personSessions, mine)).toBe(before);
    const old = createVisitor(shared);
    old.cookies.set('tequio-session', first ?? '');
    expect(await old.isSignedIn()).toBe(false);
  });

  it('keeps of the browser what its owner knows it by, and no address', async () => {
    const { id } = await somebody();
    const [session] = await shared.services.orm
      .select()
      .from(personSessions)
      .where(eq(personSessions.userId, id));
    expect(session).toMatchObject({ userAgent: 'Firefox / Android', ipAddress: null, secondFactor: false });
    const days = ((session?.expiresAt.getTime() ?? 0) - (session?.createdAt.getTime() ?? 0)) / 86_400_000;
    expect(Math.round(days)).toBe(30);
  });

  it('says what is missing, and keeps the address that was typed', async () => {
    const visitor = createVisitor(shared);
    const none = await visitor.send('/entrar', { email: 'ana@ejemplo.test', password: '' });
    const text = await none.text();
    expect(none.status).toBe(422);
    expect(text).toContain('Escribe una contraseña.');
    expect(text).toContain('value="ana@ejemplo.test"');
    for (const email of [
      '',
      'ana',
      'ana@ejemplo.test\r\nBcc: b@ejemplo.test',
      `${'a'.repeat(300)}@ejemplo.test`,
    ]) {
      const response = await visitor.send('/entrar', { email, password: goodPassword });
      expect(response.status).toBe(422);
    }
    const long = await visitor.send('/entrar', { email: 'ana@ejemplo.test', password: 'x'.repeat(5000) });
    expect(long.status).toBe(422);
  });

  it('answers alike, and works as much, whether the address has an account or not', async () => {
    const { email } = await somebody();
    const { email: linked, id } = await createPerson(shared.services);
    const visitor = createVisitor(shared);
    const texts: string[] = [];
    for (const address of [email, linked, 'nadie@ejemplo.test']) {
      let response: Response | undefined;
      const hashes = await hashesDuring(async () => {
        response = await visitor.send('/entrar', wrong(address));
      });
      expect(hashes, address).toBe(1);
      expect(response?.status).toBe(422);
      texts.push(((await response?.text()) ?? '').replaceAll(address, ''));
    }
    expect(new Set(texts).size).toBe(1);
    const events = await shared.services.orm
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.person, id), eq(auditEvents.action, 'accounts.sign-in-failed')));
    expect(events).toHaveLength(1);
    expect(JSON.stringify(events)).not.toContain('@');
  });
});

describe('signing out', () => {
  it('ends the session, also for a copy of its cookie', async () => {
    const { home } = await somebody();
    const copy = home.cookies.get('tequio-session') ?? '';
    const out = await home.send('/salir', {});
    expect(out.headers.get('location')).toBe('/entrar?hecho=salida');
    expect(home.cookies.has('tequio-session')).toBe(false);
    const thief = createVisitor(shared);
    thief.cookies.set('tequio-session', copy);
    expect(await thief.isSignedIn()).toBe(false);
    expect((await home.send('/salir', {})).status).toBe(303);
  });
});

describe('sessions over TLS', () => {
  it('are in cookies that are tied to this host, to TLS, and out of reach of scripts', async () => {
    const services = await openTestServices({
      prepared: true,
      config: { publicUrl: 'https://tequio.example' },
    });
    try {
      const site = createTestSite(services);
      const visitor = createVisitor(site);
      const email = 'tls@ejemplo.test';
      await visitor.send('/registro', { name: 'Ana', email, password: goodPassword, privacidad: 'si' });
      const letter = await lastLetter(services, email);
      expect(letter.text).toContain('"/confirmar?token=');
      const { path, token } = tokenOf(letter);
      const entered = await visitor.send(path, { token, password: goodPassword });
      const cookies = entered.headers.getSetCookie();
      expect(cookies.map((cookie) => cookie.split('=')[0]).sort()).toEqual([
        '__Host-tequio-device',
        '__Host-tequio-session',
      ]);
      for (const cookie of cookies) {
        for (const attribute of [/; HttpOnly/i, /; Secure/i, /; SameSite=Lax/i, /; Path=\/(;|$)/i])
          expect(cookie).toMatch(attribute);
        expect(cookie).not.toMatch(/; Domain=/i);
      }
      const age = (name: string) =>
        /max-age=(\d+)/i.exec(cookies.find((cookie) => cookie.includes(name)) ?? '')?.[1];
      expect(age('session')).toBe(String(30 * 24 * 3600));
      expect(age('device')).toBe(String(365 * 24 * 3600));
    } finally {
      await services.database.close();
    }
  });
});
