import { authorizationCodeRequest, createAuthorizationURL, verifyJwsAccessToken } from 'better-auth/oauth2';
import { z } from 'zod';
import type { OidcConfig } from '#platform/config/config.ts';
import { type Claims, tokenFault } from '../../rules/sign-on-claims.ts';

/** Why a single sign-on gave nobody: `down` it cannot be reached or does not work, `refused` what it said is not to be trusted. */
export type ProviderFault = 'down' | 'refused';

/** A single sign-on that did not do what it should. The message is for the log and holds no personal data. */
export class ProviderError extends Error {
  readonly fault: ProviderFault;
  constructor(fault: ProviderFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}

/** How long one answer may take. The person waits, and so does the connection. */
const patienceMs = 5000;
/** How long what a provider says of itself is believed. */
const discoveryMs = 3600 * 1000;
const mostBytes = 512 * 1024;
/** Difference of clocks that is forgiven, in seconds. */
const clockTolerance = 60;
/** Signatures with a public key: with a shared secret, or none, anyone who knows it could have written the token. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** What a provider says of itself (OpenID Connect Discovery 1.0, section 3), as far as we use it. */
const discoverySchema = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  userinfo_endpoint: z.url().optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
});
type Discovery = z.output<typeof discoverySchema>;

const tokensSchema = z.object({ id_token: z.string(), access_token: z.string().optional() });
const keysSchema = z.object({ keys: z.array(z.object({ kty: z.string() }).loose()) });

/** Asks the provider something. @throws ProviderError where it does not answer in time, or not with what was asked for */
async function ask<T>(schema: z.ZodType<T>, address: string, init: RequestInit = {}): Promise<T> {
  const where = new URL(address).pathname;
  let response: Response;
  let text: string;
  try {
    response = await fetch(address, { ...init, redirect: 'error', signal: AbortSignal.timeout(patienceMs) });
    text = await response.text();
  } catch (cause) {
    throw new ProviderError('down', `The single sign-on does not answer at ${where}`, { cause });
  }
  if (response.status >= 500 || response.status === 429)
    throw new ProviderError('down', `The single sign-on answers ${response.status} at ${where}`);
  if (!response.ok) throw new ProviderError('refused', `It answers ${response.status} at ${where}`);
  if (text.length > mostBytes) throw new ProviderError('refused', `It answers far too much at ${where}`);
  const parsed = schema.safeParse(jsonOf(text));
  if (!parsed.success) throw new ProviderError('refused', `It answers something else at ${where}`);
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const discovered = new WeakMap<OidcConfig, { at: number; discovery: Discovery }>();

/**
 * What the provider says of itself; asked at the first sign-on, and again after an hour.
 * @throws ProviderError where it cannot be reached, or speaks for another issuer or without TLS
 */
async function discover(config: OidcConfig): Promise<Discovery> {
  const known = discovered.get(config);
  if (known && Date.now() - known.at < discoveryMs) return known.discovery;
  const address = `${config.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const discovery = await ask(discoverySchema, address);
  if (discovery.issuer !== config.issuer)
    throw new ProviderError('refused', 'The single sign-on speaks for another issuer than the one set up');
  const addresses = [discovery.authorization_endpoint, discovery.token_endpoint, discovery.jwks_uri];
  if (discovery.userinfo_endpoint) addresses.push(discovery.userinfo_endpoint);
  const { protocol } = new URL(config.issuer);
  if (addresses.some((each) => !['https:', protocol].includes(new URL(each).protocol)))
    throw new ProviderError('refused', 'The single sign-on has an address without TLS');
  discovered.set(config, { at: Date.now(), discovery });
  return discovery;
}

/** What ties an answer to the question: known to us and to the browser that asked. */
export interface Question {
  state: string;
  nonce: string;
  /** Proof key for code exchange (RFC 7636). */
  verifier: string;
  redirectUri: string;
}

/** Where somebody goes to sign in at the provider. @throws ProviderError where it cannot be reached */
export async function authorizationAddress(config: OidcConfig, question: Question): Promise<string> {
  const { authorization_endpoint } = await discover(config);
  const address = await createAuthorizationURL({
    ...{ id: 'oidc', options: { clientId: config.clientId }, authorizationEndpoint: authorization_endpoint },
    ...{ state: question.state, nonce: question.nonce, codeVerifier: question.verifier },
    ...{ redirectURI: question.redirectUri, scopes: ['openid', 'email', 'profile'] },
  });
  return address.href;
}

/** The claims of a token whose signature, issuer, audience, times, nonce and party are right. */
async function verified(
  config: OidcConfig,
  discovery: Discovery,
  token: string,
  nonce: string,
): Promise<Claims> {
  let claims: Claims;
  try {
    claims = await verifyJwsAccessToken(token, {
      jwksFetch: () => ask(keysSchema, discovery.jwks_uri),
      jwksCacheKey: discovery,
      verifyOptions: {
        ...{ issuer: config.issuer, audience: config.clientId, algorithms, clockTolerance },
        requiredClaims: ['iss', 'sub', 'aud', 'exp', 'iat'],
      },
    });
  } catch (cause) {
    if (cause instanceof ProviderError) throw cause;
    throw new ProviderError('refused', 'Its token cannot be verified', { cause });
  }
  const fault = tokenFault(claims, { clientId: config.clientId, nonce });
  if (fault) throw new ProviderError('refused', `Its token has the wrong ${fault}`);
  return claims;
}

/**
 * Who has signed in at the provider, by the code that it sent them back with: the claims of the token, and those of the
 * userinfo endpoint. The tokens themselves are kept nowhere.
 * @throws ProviderError where the provider is down, or where anything of what it says does not agree
 */
export async function claimsOf(
  config: OidcConfig,
  code: string,
  question: Question,
): Promise<{ subject: string; claims: Claims }> {
  const discovery = await discover(config);
  const methods = discovery.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  const request = await authorizationCodeRequest({
    ...{ code, codeVerifier: question.verifier, redirectURI: question.redirectUri },
    ...{ options: { clientId: config.clientId, clientSecret: config.clientSecret } },
    tokenEndpoint: discovery.token_endpoint,
    authentication: methods.includes('client_secret_basic') ? 'basic' : 'post',
  });
  const tokens = await ask(tokensSchema, discovery.token_endpoint, { method: 'POST', ...request });
  const claims = await verified(config, discovery, tokens.id_token, question.nonce);
  const subject = String(claims.sub);
  const more = await userinfo(discovery, tokens.access_token, subject);
  return { subject, claims: { ...more, ...claims } };
}

async function userinfo(discovery: Discovery, token: string | undefined, subject: string): Promise<Claims> {
  if (!discovery.userinfo_endpoint || token === undefined) return {};
  const claims = await ask(z.record(z.string(), z.unknown()), discovery.userinfo_endpoint, {
    headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
  });
  if (claims.sub !== subject)
    throw new ProviderError('refused', 'Its userinfo endpoint speaks of another subject than its token');
  return claims;
}
