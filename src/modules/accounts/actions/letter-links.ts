import { randomBytes } from 'node:crypto';
import type { Orm } from '#platform/database/types.ts';
import type { Services } from '#platform/services.ts';
import { findLink, insertLink, type LinkPurpose, type LinkRow, takeLink } from '../store/links.ts';

const minute = 60 * 1000;

/** How long a link in a letter can be used. */
const lifetimes: Readonly<Record<LinkPurpose, number>> = {
  'sign-up': 24 * 60 * minute,
  'sign-in': 15 * minute,
  recovery: 60 * minute,
  email: 24 * 60 * minute,
  erasure: 60 * minute,
};

function hashed({ secrets }: Pick<Services, 'secrets'>, purpose: LinkPurpose, token: string): string {
  return secrets.hash('links', `${purpose} ${token}`);
}

/**
 * Makes a link that can be used once.
 * @param lifetime in milliseconds
 * @returns what it holds, which is kept nowhere but in the letter
 */
export async function makeLink(
  services: Services,
  orm: Orm,
  link: Pick<LinkRow, 'purpose' | 'email'> & Partial<Pick<LinkRow, 'person' | 'signUp' | 'back'>>,
  lifetime = lifetimes[link.purpose],
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const now = services.now();
  await insertLink(orm, {
    ...{ person: null, signUp: null, back: null, ...link },
    tokenHash: hashed(services, link.purpose, token),
    createdAt: now,
    expiresAt: new Date(now.getTime() + lifetime),
  });
  return token;
}

/** A link that can still be used, without using it. */
export function waitingLink(services: Services, purpose: LinkPurpose, token: string) {
  return findLink(services.orm, purpose, hashed(services, purpose, token), services.now());
}

/** Uses a link up; undefined where it was used before, has expired or never was. */
export function spendLink(services: Services, orm: Orm, purpose: LinkPurpose, token: string) {
  return takeLink(orm, purpose, hashed(services, purpose, token), services.now());
}
