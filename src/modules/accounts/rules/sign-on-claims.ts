/** What a single sign-on says of somebody: the claims of OpenID Connect. */
export type Claims = Readonly<Record<string, unknown>>;

/** Who somebody is to a single sign-on, as far as an account needs it. */
export interface SignOnIdentity {
  issuer: string;
  /** What the issuer knows them as: never given to anybody else. */
  subject: string;
  /** In lower case; undefined where it gives none that can be written to. */
  email: string | undefined;
  emailVerified: boolean;
  /** What they are called there; empty where it says nothing. */
  name: string;
}

/** The longest name that an account has. */
const longestName = 80;

function textOf(claims: Claims, name: string): string {
  const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
  return typeof value === 'string' ? value.replace(/[\s\p{Cc}]+/gu, ' ').trim() : '';
}

/** What an account needs of the claims of a verified token. */
export function identityOf(issuer: string, subject: string, claims: Claims): SignOnIdentity {
  const email = textOf(claims, 'email').toLowerCase();
  const parts = [textOf(claims, 'given_name'), textOf(claims, 'family_name')].filter(Boolean).join(' ');
  // Some providers write truth as a text.
  const verified = claims.email_verified === true || claims.email_verified === 'true';
  const usable = /^[^\s<>()[\]\\,;:"@]{1,64}@[^\s<>()[\]\\,;:"@]{1,255}$/u.test(email);
  return {
    issuer,
    subject,
    email: usable ? email : undefined,
    emailVerified: usable && verified,
    name: [...(textOf(claims, 'name') || parts)].slice(0, longestName).join(''),
  };
}

/** Why a token of the right signature, issuer and audience is not for this sign-on (OpenID Connect Core, 3.1.3.7). */
export function tokenFault(
  claims: Claims,
  expected: { clientId: string; nonce: string },
): 'nonce' | 'party' | 'subject' | undefined {
  if (claims.nonce !== expected.nonce) return 'nonce';
  const several = Array.isArray(claims.aud) && claims.aud.length > 1;
  if (several && claims.azp === undefined) return 'party';
  if (claims.azp !== undefined && claims.azp !== expected.clientId) return 'party';
  const { sub } = claims;
  return typeof sub === 'string' && sub !== '' && sub.length <= 255 ? undefined : 'subject';
}
