import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { personIdentities, personTokens } from '../../src/modules/accounts/schema.ts';
import { applicationCode, setUpFactor, timePasses } from '../support/second-factor.ts';
import { failed, signOnStation } from '../support/sign-on-station.ts';
import { createVisitor, lastLetter, lettersTo, openAccount, type Visitor } from '../support/visitor.ts';

const station = signOnStation();
const { known, signOn, newcomer, accountOf, credentialsOf } = station;
/** A fictional CURP whose check digit is right. */
const curp = 'XEXX010101HNEXXXA4';

describe('somebody whom the single sign-on knows and the platform does not', () => {
  it('opens an account with the address that it vouches for, and is signed in', async () => {
    const { email, subject } = known();
    const visitor = createVisitor(station.site);
    expect(await signOn(visitor, '/entrar/unico?volver=/metrica')).toBe('/entrar/unico/nuevo');
    expect(await accountOf(email)).toBeUndefined();
    const page = await (await visitor.get('/entrar/unico/nuevo')).text();
    expect(page).toContain(email);
    expect(page).toContain('value="Persona Única');
    expect((await visitor.send('/entrar/unico/nuevo', { name: '', privacidad: 'si' })).status).toBe(422);
    const opened = await visitor.send('/entrar/unico/nuevo', {
      ...{ name: 'Única', privacidad: 'si', email: 'otra@ejemplo.test' },
    });
    expect(opened.headers.get('location')).toBe('/metrica');
    expect(await visitor.isSignedIn()).toBe(true);
    expect(await accountOf(email)).toMatchObject({ name: 'Única', emailVerified: true, image: null });
    expect(await credentialsOf(subject)).toMatchObject([
      {
        providerId: station.provider.config.issuer,
        accessToken: null,
        refreshToken: null,
        idToken: null,
        scope: null,
      },
    ]);
  });

  it('signs in to the same account from then on, whatever its address', async () => {
    const { email, subject } = await newcomer();
    station.provider.person = { subject, claims: { email: 'cambiada@ejemplo.test', email_verified: true } };
    const visitor = createVisitor(station.site);
    expect(await signOn(visitor, '/en/entrar/unico?volver=/metrica')).toBe('/en/metrica');
    expect(await visitor.isSignedIn()).toBe(true);
    expect(await accountOf('cambiada@ejemplo.test')).toBeUndefined();
    expect((await credentialsOf(subject))[0]?.userId).toBe((await accountOf(email))?.id);
  });

  it.each([
    ['has none', { email: undefined, email_verified: undefined }],
    ['does not vouch for it', { email_verified: false }],
  ])('proves an address with a code where the single sign-on %s', async (_, claims) => {
    const { subject } = known(claims);
    const email = `tecleada-${subject}@ejemplo.test`;
    const visitor = createVisitor(station.site);
    await signOn(visitor);
    const sent = await visitor.send('/entrar/unico/nuevo', { name: 'Única', email, privacidad: 'si' });
    expect(sent.headers.get('location')).toBe('/entrar/unico/codigo');
    expect(await accountOf(email)).toBeUndefined();
    const code = /"code":"(\d{8})"/.exec((await lastLetter(station.services, email)).text)?.[1] ?? '';
    expect((await visitor.send('/entrar/unico/codigo', { code: '00000000' })).status).toBe(422);
    expect((await createVisitor(station.site).send('/entrar/unico/codigo', { code })).status).toBe(404);
    const opened = await visitor.send('/entrar/unico/codigo', { code });
    expect(opened.headers.get('location')).toBe('/cuenta');
    expect((await credentialsOf(subject))[0]?.userId).toBe((await accountOf(email))?.id);
  });

  it('is told only by letter that the address they typed has an account, and gets no code for it', async () => {
    const email = 'ocupada@ejemplo.test';
    await openAccount(station.services, createVisitor(station.site), email);
    const { subject } = known({ email: undefined });
    const visitor = createVisitor(station.site);
    await signOn(visitor);
    const sent = await visitor.send('/entrar/unico/nuevo', { name: 'Única', email, privacidad: 'si' });
    expect(sent.headers.get('location')).toBe('/entrar/unico/codigo');
    const letters = await lettersTo(station.services, email);
    expect(letters.at(-1)?.kind).toBe('accounts.sign-on-known');
    for (const code of ['', '00000000']) {
      expect((await visitor.send('/entrar/unico/codigo', { code })).status).toBe(422);
    }
    expect(await credentialsOf(subject)).toEqual([]);
  });

  it('is not joined to an account of the same address: its owner signs in and ties them', async () => {
    const { email, subject } = known();
    await openAccount(station.services, createVisitor(station.site), email);
    const visitor = createVisitor(station.site);
    expect(await signOn(visitor)).toBe('/entrar/unico/nuevo');
    const page = await (await visitor.get('/entrar/unico/nuevo')).text();
    expect(page).toContain('Ya tienes una cuenta aquí');
    expect(page).toContain('/entrar?volver=%2Fcuenta%2Facceso-unico');
    const tried = await visitor.send('/entrar/unico/nuevo', { name: 'Única', privacidad: 'si' });
    expect(tried.status).toBe(200);
    expect(await visitor.isSignedIn()).toBe(false);
    expect(await credentialsOf(subject)).toEqual([]);
  });

  it('waits for nobody else: without their cookie, or later, there is nothing', async () => {
    known();
    const visitor = createVisitor(station.site);
    await signOn(visitor);
    expect((await createVisitor(station.site).get('/entrar/unico/nuevo')).status).toBe(404);
    await station.services.orm.update(personTokens).set({ expiresAt: new Date(0) });
    expect((await visitor.get('/entrar/unico/nuevo')).status).toBe(404);
  });

  it('leaves nothing readable behind while they are waited for', async () => {
    const { email } = known({ curp });
    await signOn(createVisitor(station.site));
    const kept = JSON.stringify(await station.services.orm.select().from(personTokens));
    expect(kept).not.toContain(email);
    expect(kept).not.toContain(curp);
  });
});

describe('an account with a second factor', () => {
  it('asks for it after the single sign-on too', async () => {
    const { email, visitor: home } = await newcomer();
    const factor = await setUpFactor(home, '');
    await timePasses(station.services, (await accountOf(email))?.id ?? '');
    const visitor = createVisitor(station.site);
    expect(await signOn(visitor, '/entrar/unico?volver=/metrica')).toBe(
      '/entrar/segundo-factor?volver=%2Fmetrica',
    );
    expect(await visitor.isSignedIn()).toBe(false);
    await visitor.send('/entrar/segundo-factor', { code: applicationCode(factor.secret) });
    expect(await visitor.isSignedIn()).toBe(true);
  });
});

describe('the CURP that the single sign-on says', () => {
  it('makes the account one of a verified person, and is kept as a hash only', async () => {
    const { email } = await newcomer({ curp });
    const person = (await accountOf(email))?.id ?? '';
    const [identity] = await station.services.orm
      .select()
      .from(personIdentities)
      .where(eq(personIdentities.person, person));
    expect(identity).toMatchObject({ provider: 'oidc' });
    expect(identity?.curpHash).not.toContain(curp);
  });
});

describe('tying the single sign-on to an account', () => {
  async function member() {
    const person = known();
    const email = `socia-${person.subject}@ejemplo.test`;
    const home = createVisitor(station.site);
    await openAccount(station.services, home, email);
    return { ...person, email, home };
  }
  const linkOut = async (visitor: Visitor) => {
    const page = await (await visitor.send('/cuenta/acceso-unico', {})).text();
    return /href="(http:\/\/127[^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
  };

  it('lets its owner in by it from then on, until they untie it', async () => {
    const { home, subject, email } = await member();
    expect(await (await home.get('/cuenta/acceso-unico')).text()).toContain('Sin ligar');
    const back = await station.provider.signIn(await linkOut(home));
    expect((await home.get(back)).headers.get('location')).toBe('/cuenta/acceso-unico?hecho=enlazado');
    expect((await lastLetter(station.services, email)).kind).toBe('accounts.sign-on-linked');
    const other = createVisitor(station.site);
    expect(await signOn(other)).toBe('/cuenta');
    expect(await other.isSignedIn()).toBe(true);
    const untied = await home.send('/cuenta/acceso-unico/quitar', {});
    expect(untied.headers.get('location')).toBe('/cuenta/acceso-unico?hecho=desligado');
    expect(await credentialsOf(subject)).toEqual([]);
    expect(await signOn(createVisitor(station.site))).toBe('/entrar/unico/nuevo');
  });

  it('is refused for an identity of another account, and for a second one', async () => {
    const taken = await newcomer();
    const { home } = await member();
    station.provider.person = { subject: taken.subject, claims: taken.claims };
    expect((await home.get(await station.provider.signIn(await linkOut(home)))).headers.get('location')).toBe(
      failed('ocupado'),
    );
    known();
    await home.get(await station.provider.signIn(await linkOut(home)));
    known();
    expect((await home.get(await station.provider.signIn(await linkOut(home)))).headers.get('location')).toBe(
      failed('otro'),
    );
  });

  it('is refused where somebody else is signed in by the time they come back', async () => {
    const { home, subject } = await member();
    const back = await station.provider.signIn(await linkOut(home));
    await home.send('/salir', {});
    expect((await home.get(back)).headers.get('location')).toBe(failed('estado'));
    expect(await credentialsOf(subject)).toEqual([]);
  });
});
