import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import type { Services } from '#platform/services.ts';
import { people, personCredentials } from '../../src/modules/accounts/schema.ts';
import { startProvider, type TestProvider } from './oidc.ts';
import { createTestSite } from './site.ts';
import { openTestServices } from './stores.ts';
import { createVisitor, type Visitor } from './visitor.ts';

/** Where the platform is reached that the provider sends people back to. */
export const signOnOrigin = 'http://tequio.test';

/** The path of the page that says why a sign-on came to nothing. */
export const failed = (fault: string) => `/entrar/unico/fallo?motivo=${fault}`;

/** A platform that is tied to a real OpenID provider on loopback, for all tests of a file. */
export function signOnStation() {
  let provider: TestProvider;
  let services: Services;
  let site: ReturnType<typeof createTestSite>;
  let count = 0;

  beforeAll(async () => {
    provider = await startProvider(signOnOrigin);
    services = await openTestServices({
      prepared: true,
      config: { publicUrl: signOnOrigin, oidc: provider.config },
    });
    site = createTestSite(services);
  });
  afterAll(async () => {
    await provider.stop();
    await services.database.close();
  });

  /** Somebody fictional whom the provider knows and signs in from now on. */
  function known(claims: Record<string, unknown> = {}) {
    count += 1;
    const email = `unico-${count}@ejemplo.test`;
    const person = {
      subject: `sujeto-${count}`,
      claims: {
        email,
        email_verified: true,
        name: `Persona Única ${count}`,
        picture: 'https://x.test/y.png',
        ...claims,
      },
    };
    provider.person = person;
    return { email, ...person };
  }

  beforeEach(() => {
    provider.tampering = {};
  });

  /** Goes out to the provider and signs in there. @returns where the provider sends the person back to */
  async function atProvider(visitor: Visitor, path = '/entrar/unico'): Promise<string> {
    const away = await visitor.get(path);
    expect(away.status).toBe(303);
    return provider.signIn(away.headers.get('location') ?? '');
  }

  /** The whole way there and back. @returns where it leads */
  async function signOn(visitor: Visitor, path?: string): Promise<string> {
    const back = await visitor.get(await atProvider(visitor, path));
    return back.headers.get('location') ?? `${back.status}`;
  }

  /** Somebody who has an account by the single sign-on. */
  async function newcomer(claims?: Record<string, unknown>) {
    const person = known(claims);
    const visitor = createVisitor(site);
    await signOn(visitor);
    const opened = await visitor.send('/entrar/unico/nuevo', { name: 'Única', privacidad: 'si' });
    expect(opened.headers.get('location')).toBe('/cuenta');
    return { ...person, visitor };
  }

  const accountOf = async (email: string) =>
    (await services.orm.select().from(people).where(eq(people.email, email)))[0];
  const credentialsOf = (subject: string) =>
    services.orm.select().from(personCredentials).where(eq(personCredentials.accountId, subject));

  return {
    get provider() {
      return provider;
    },
    get services() {
      return services;
    },
    get site() {
      return site;
    },
    ...{ known, atProvider, signOn, newcomer, accountOf, credentialsOf },
  };
}
