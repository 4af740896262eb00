import { randomBytes } from 'node:crypto';
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import type { z } from 'zod';
import { isSecure } from '#platform/config/config.ts';
import { cookieHeader, cookieName, cookieOf } from '#platform/http/cookies.ts';
import type { Services } from '#platform/services.ts';
import { changeToken, keepToken, readToken, takeToken } from '../../store/tokens.ts';

type Asked = { services: Services; request: Request; answer: Headers };

/** Something kept for one browser for a while: encrypted here, and its name in a cookie there. */
export interface Kept<T> {
  /** @returns the name, which only the browser has */
  keep(asked: Asked, value: T): Promise<string>;
  /** What is kept for the browser that asks; undefined where nothing is. */
  read(asked: Pick<Asked, 'services' | 'request'>): Promise<T | undefined>;
  /** Takes it, once, and the cookie with it. */
  take(asked: Asked): Promise<T | undefined>;
  change(asked: Pick<Asked, 'services' | 'request'>, value: T): Promise<void>;
  /** The name that the browser that asks has. */
  nameIn(asked: Pick<Asked, 'services' | 'request'>): string | undefined;
}

/** @param cookie the name of the cookie */
export function keptFor<T>(cookie: string, schema: z.ZodType<T>, seconds: number): Kept<T> {
  const rowOf = ({ secrets }: Services, name: string) =>
    `${cookie}:${secrets.hash('links', `${cookie} ${name}`)}`;
  const nameIn: Kept<T>['nameIn'] = ({ services, request }) => {
    const name = cookieOf(request, cookieName(cookie, isSecure(services.config)));
    return name && /^[\w-]{43}$/.test(name) ? name : undefined;
  };
  const key = ({ secrets }: Services) => secrets.key('sessions');
  const encrypted = (services: Services, value: T) =>
    symmetricEncrypt({ key: key(services), data: JSON.stringify(value) });
  const opened = async (services: Services, value: string | undefined): Promise<T | undefined> =>
    value === undefined
      ? undefined
      : schema.parse(JSON.parse(await symmetricDecrypt({ key: key(services), data: value })));
  return {
    nameIn,
    async keep({ services, answer }, value) {
      const name = randomBytes(32).toString('base64url');
      const now = services.now();
      await keepToken(services.orm, {
        ...{ name: rowOf(services, name), value: await encrypted(services, value), now },
        expiresAt: new Date(now.getTime() + seconds * 1000),
      });
      answer.append('set-cookie', cookieHeader(cookie, name, isSecure(services.config), seconds));
      return name;
    },
    async read(asked) {
      const { services } = asked;
      const name = nameIn(asked);
      if (name === undefined) return undefined;
      return opened(services, await readToken(services.orm, rowOf(services, name), services.now()));
    },
    async take(asked) {
      const { services, answer } = asked;
      const name = nameIn(asked);
      if (name === undefined) return undefined;
      answer.append('set-cookie', cookieHeader(cookie, '', isSecure(services.config), 0));
      return opened(services, await takeToken(services.orm, rowOf(services, name), services.now()));
    },
    async change(asked, value) {
      const { services } = asked;
      const name = nameIn(asked);
      if (name === undefined) return;
      const row = rowOf(services, name);
      await changeToken(services.orm, row, await encrypted(services, value), services.now());
    },
  };
}
