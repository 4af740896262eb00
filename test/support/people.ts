import { createHmac } from 'node:crypto';
import { symmetricEncrypt } from 'better-auth/crypto';
import { accessGrants } from '#platform/access/schema.ts';
import type { Grant } from '#platform/access/subject.ts';
import { isSecure } from '#platform/config/config.ts';
import { newId } from '#platform/database/identifier.ts';
import { cookieName } from '#platform/http/cookies.ts';
import type { Services } from '#platform/services.ts';
import {
  people,
  personIdentities,
  personResidences,
  personSecondFactors,
  personSessions,
} from '../../src/modules/accounts/schema.ts';

/** What a test person is like; left out: an account with a verified address, and nothing more. */
export interface TestPersonOptions {
  name?: string;
  email?: string;
  lang?: 'es-MX' | 'en';
  assurance?: 0 | 1 | 2;
  residence?: { state: string; municipality: string };
  grants?: readonly Grant[];
  /** Whether their session passed a second factor; by default where they have grants. */
  secondFactor?: boolean;
}

export interface TestPerson {
  id: string;
  email: string;
  /** The value of the `Cookie` header with which they are signed in. */
  cookie: string;
}

let count = 0;

/** A fictional person with an account, signed in, written straight into the records. */
export async function createPerson(services: Services, options: TestPersonOptions = {}): Promise<TestPerson> {
  const { orm, secrets, config } = services;
  count += 1;
  const id = newId();
  const { email = `persona-${count}-${id.slice(-6)}@ejemplo.test`, grants = [], assurance = 1 } = options;
  const { secondFactor = grants.length > 0 } = options;
  const now = services.now();
  await orm.insert(people).values({
    ...{ id, email, name: options.name ?? `Persona Ficticia ${count}`, lang: options.lang ?? 'es-MX' },
    ...{ emailVerified: assurance > 0, twoFactorEnabled: secondFactor, createdAt: now, updatedAt: now },
  });
  if (options.residence) {
    await orm.insert(personResidences).values({ person: id, ...options.residence, declaredAt: now });
  }
  if (assurance === 2) {
    await orm.insert(personIdentities).values({
      ...{
        person: id,
        curpHash: secrets.hash('curp', `ficticia ${id}`),
        provider: 'census',
        verifiedAt: now,
      },
      entry: newId(),
    });
  }
  if (secondFactor) {
    const kept = (data: string) => symmetricEncrypt({ key: secrets.key('sessions'), data });
    await orm.insert(personSecondFactors).values({
      ...{ id: newId(), userId: id, secret: await kept(id) },
      backupCodes: await kept(
        JSON.stringify(Array.from({ length: 10 }, (_, n) => `clave-${n}${n}${n}${n}${n}`)),
      ),
    });
  }
  for (const { role, scope } of grants) {
    await orm.insert(accessGrants).values({
      ...{ id: newId(), person: id, role, scopeKind: scope.kind, givenAt: now, givenEntry: newId() },
      state: scope.kind === 'state' ? scope.state : null,
      institution: scope.kind === 'institution' ? scope.institution : null,
      edition: scope.kind === 'edition' ? scope.edition : null,
    });
  }
  const token = newId().replaceAll('-', '') + newId().replaceAll('-', '');
  await orm.insert(personSessions).values({
    ...{ id: newId(), userId: id, token, secondFactor, createdAt: now, updatedAt: now },
    expiresAt: new Date(now.getTime() + 24 * 3600 * 1000),
  });
  const signature = createHmac('sha256', secrets.key('sessions')).update(token).digest('base64');
  const name = cookieName('session', isSecure(config));
  return { id, email, cookie: `${name}=${encodeURIComponent(`${token}.${signature}`)}` };
}

/** The headers of a form sent from a page of the test site. */
export const ownPage = { origin: 'http://tequio.test', 'sec-fetch-site': 'same-origin' };

/** A form as a browser sends it, by the person with this cookie. */
export function formRequest(
  values: Record<string, string | readonly string[]>,
  cookie?: string,
): RequestInit {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const each of typeof value === 'string' ? [value] : value) body.append(name, each);
  }
  return { method: 'POST', body, headers: { ...ownPage, ...(cookie ? { cookie } : {}) } };
}
