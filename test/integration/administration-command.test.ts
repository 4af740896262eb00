import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { administerHere, readAdminCommand } from '#modules/administration/index.ts';
import { grantsOf } from '#platform/access/grants.ts';
import { accessGrants } from '#platform/access/schema.ts';
import { auditEvents } from '#platform/audit/schema.ts';
import { differencesOf, verifyLedger } from '#platform/ledger/verify.ts';
import { mailLetters } from '#platform/mail/schema.ts';
import { people, personLinks } from '../../src/modules/accounts/schema.ts';
import { administrationLedgerKinds } from '../../src/modules/administration/ledger.ts';
import { createPerson } from '../support/people.ts';
import { testSite } from '../support/site.ts';

const site = testSite();

beforeEach(async () => {
  await site.services.orm.delete(accessGrants);
});

/** What the terminal is told. */
const run = async (...args: string[]) => {
  const name = args.indexOf('--name');
  const options: Record<string, string> = name < 0 ? {} : { name: args[name + 1] ?? '' };
  const positional = name < 0 ? args : args.toSpliced(name, 2);
  const request: unknown = JSON.parse(JSON.stringify(readAdminCommand(positional, options)));
  return (await administerHere(site.services, { args: request })).join('\n');
};
const accountOf = async (email: string) =>
  (await site.services.orm.select().from(people).where(eq(people.email, email)))[0];
const held = async (email: string) =>
  grantsOf(site.services.orm, (await accountOf(email))?.id ?? '', site.services.now());
const platformGrant = [{ role: 'administrator', scope: { kind: 'platform' } }];

describe('tequio admin create', () => {
  it('opens an account without a password, and gives a link to set one', async () => {
    const said = await run('create', 'Primera@Ejemplo.test', '--name', 'Primera Ficticia');
    expect(await accountOf('primera@ejemplo.test')).toMatchObject({
      name: 'Primera Ficticia',
      emailVerified: true,
    });
    expect(await held('primera@ejemplo.test')).toEqual(platformGrant);
    const [link = ''] = /http\S+/.exec(said) ?? [];
    expect(new URL(link).pathname).toBe('/recuperar/nueva');
    const page = await site.get(new URL(link).pathname + new URL(link).search);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('type="password"');
    expect(said).toContain('second factor');
    const [waiting] = await site.services.orm
      .select()
      .from(personLinks)
      .where(eq(personLinks.email, 'primera@ejemplo.test'));
    expect(Number(waiting?.expiresAt) - Number(waiting?.createdAt)).toBe(24 * 3600 * 1000);
  });

  it('is recorded as done on the command line', async () => {
    await run('create', 'segunda@ejemplo.test');
    const id = (await accountOf('segunda@ejemplo.test'))?.id ?? '';
    const events = await site.services.orm.select().from(auditEvents).where(eq(auditEvents.person, id));
    expect(events.map(({ action, origin, actor }) => [action, origin, actor])).toEqual([
      ['accounts.opened', 'command', null],
      ['access.grant-given', 'command', null],
    ]);
    const report = await verifyLedger(site.services.orm, {
      checks: administrationLedgerKinds.map(({ check }) => check),
    });
    expect(differencesOf(report).filter((text) => !text.includes('no grant in the records'))).toEqual([]);
  });

  it('changes nothing the second time, and says so', async () => {
    await run('create', 'tercera@ejemplo.test');
    const letters = await site.services.orm.select().from(mailLetters);
    expect(await run('create', 'tercera@ejemplo.test')).toBe(
      'tercera@ejemplo.test administers the platform already. Nothing changed.',
    );
    expect(await site.services.orm.select().from(mailLetters)).toHaveLength(letters.length);
    expect(await held('tercera@ejemplo.test')).toHaveLength(1);
  });

  it('takes the account that there is, and gives no link into it', async () => {
    const known = await createPerson(site.services, { name: 'Ya Estaba' });
    const said = await run('create', known.email, '--name', 'Otro Nombre');
    expect(said).not.toContain('http');
    expect(await accountOf(known.email)).toMatchObject({ id: known.id, name: 'Ya Estaba' });
    expect(await held(known.email)).toEqual(platformGrant);
  });

  it('does not take an account that never confirmed the address: it may be somebody else’s', async () => {
    const squatter = await createPerson(site.services, { assurance: 0 });
    await expect(run('create', squatter.email)).rejects.toThrow('never confirmed that address');
    expect(await held(squatter.email)).toEqual([]);
  });

  it.each([
    [['create'], /Usage/],
    [['create', 'nadie'], /"nadie" is not an e-mail address/],
    [['create', 'a@ejemplo.test', 'b@ejemplo.test'], /Usage/],
    [['destroy', 'a@ejemplo.test'], /Usage/],
    [['list', '--name', 'x'], /Usage/],
    [[], /Usage/],
  ])('explains itself to %j', async (args, message) => {
    await expect(run(...args)).rejects.toThrow(message);
  });

  it('takes nothing else over the socket', async () => {
    for (const args of [
      undefined,
      {},
      { verb: 'create' },
      { verb: 'create', email: 'a@ejemplo.test', role: 'x' },
    ])
      await expect(administerHere(site.services, { args })).rejects.toThrow('Usage');
  });
});

describe('tequio admin list and withdraw', () => {
  it('lists who administers the platform', async () => {
    expect(await run('list')).toContain('Nobody administers the platform');
    await run('create', 'lista@ejemplo.test');
    expect(await run('list')).toMatch(/^lista@ejemplo\.test {2}since \S+, no second factor yet$/);
  });

  it('withdraws from all but the last', async () => {
    await run('create', 'una@ejemplo.test');
    await run('create', 'otra@ejemplo.test');
    expect(await run('withdraw', 'una@ejemplo.test')).toBe(
      'una@ejemplo.test administers the platform no more.',
    );
    expect(await held('una@ejemplo.test')).toEqual([]);
    await expect(run('withdraw', 'una@ejemplo.test')).rejects.toThrow('does not administer');
    await expect(run('withdraw', 'otra@ejemplo.test')).rejects.toThrow('last grant of administration');
    expect(await held('otra@ejemplo.test')).toEqual(platformGrant);
  });
});
