import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type OidcConfig, publicOrigin } from '#platform/config/config.ts';
import { newId } from '#platform/database/identifier.ts';
import { Problem } from '#platform/errors/problem.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import { type Claims, identityOf } from '../../rules/sign-on-claims.ts';
import { addSignOn, deleteSignOn, findSignInMeans, findSignOnHolder } from '../../store/factors.ts';
import { lockPerson } from '../../store/holding.ts';
import { onSingleSignOn } from '../claims.ts';
import { enter } from '../enter.ts';
import { tellOfChange } from '../factor-change.ts';
import { missingProof, type OwnForm, type ProofNeeded } from '../proof.ts';
import { keptFor } from './kept.ts';
import { keepNewcomer } from './newcomer.ts';
import { authorizationAddress, claimsOf, ProviderError, type Question } from './provider.ts';

/** The one address that the provider sends people back to. */
export const returnPath = '/entrar/unico/regreso' as const;

/** A sign-on that is under way in a browser. */
const underWay = keptFor(
  'sign-on',
  z.object({
    nonce: z.string(),
    verifier: z.string(),
    /** The path that failures are told on, and where to go on to: of the language in which it was begun. */
    lang: z.enum(['es-MX', 'en']),
    back: z.string().optional(),
    /** Who ties the sign-on to their account; left out by those who sign in. */
    person: z.string().optional(),
  }),
  600,
);

type Asked = Pick<PageRequest, 'services' | 'request' | 'answer' | 'page'>;

/** How the platform is tied to a single sign-on. @throws Problem 404 where it is to none */
export function oidcOf({ services }: Pick<PageRequest, 'services'>): OidcConfig {
  const { oidc } = services.config;
  if (oidc) return oidc;
  throw new Problem(404, {
    es: 'Aquí no hay un acceso único de gobierno.',
    en: 'There is no government single sign-on here.',
  });
}

function questionOf({ services }: Pick<Asked, 'services'>, parts: Omit<Question, 'redirectUri'>): Question {
  return { ...parts, redirectUri: publicOrigin(services.config) + returnPath };
}

/**
 * Begins a sign-on in this browser.
 * @returns the address at the provider
 * @throws Problem 503 where the provider cannot be reached: nobody is kept from signing in otherwise
 */
export async function beginSignOn(
  asked: Asked,
  about: { back?: string | undefined; person?: string },
): Promise<string> {
  const config = oidcOf(asked);
  const random = () => randomBytes(32).toString('base64url');
  const parts = { nonce: random(), verifier: random() };
  const { lang } = asked.page;
  // Asked before anything is kept: a provider that is down leaves nothing behind.
  await authorizationAddress(config, questionOf(asked, { ...parts, state: '' })).catch((error) => {
    throw unavailable(asked, error);
  });
  const state = await underWay.keep(asked, { ...parts, ...about, lang });
  return authorizationAddress(config, questionOf(asked, { ...parts, state }));
}

function unavailable({ services }: Pick<Asked, 'services'>, error: unknown): unknown {
  if (!(error instanceof ProviderError)) return error;
  services.log.warn({ err: error }, 'single sign-on');
  const name = services.config.oidc?.name ?? '';
  return new Problem(503, {
    es: `${name} no responde en este momento. Puedes entrar con tu contraseña o con un enlace a tu correo.`,
    en: `${name} does not answer at the moment. You can sign in with your password or with a link to your e-mail.`,
  });
}

/** Why a sign-on came to nothing, by the name that the page of failures knows. */
export type SignOnFault = 'estado' | 'cancelado' | 'caido' | 'rechazado' | 'ocupado' | 'otro';

/** Where somebody goes on to who comes back from the provider. */
export type SignOnOutcome =
  | { kind: 'entered' | 'second-factor' | 'linked' | 'new'; lang: 'es-MX' | 'en'; back: string | undefined }
  | { kind: 'failed'; lang: 'es-MX' | 'en'; fault: SignOnFault };

/** Ends a sign-on with what the provider sent somebody back with. Nothing of it is taken from another browser, or twice. */
export async function finishSignOn(request: PageRequest): Promise<SignOnOutcome> {
  const { query, services } = request;
  const config = oidcOf(request);
  const state = underWay.nameIn(request);
  const begun =
    state !== undefined && query.get('state') === state ? await underWay.take(request) : undefined;
  if (state === undefined || begun === undefined)
    return { kind: 'failed', lang: request.page.lang, fault: 'estado' };
  const { lang } = begun;
  const failed = (fault: SignOnFault): SignOnOutcome => ({ kind: 'failed', lang, fault });
  // A provider that says who it is must be the one that was asked (RFC 9207).
  if (query.has('iss') && query.get('iss') !== config.issuer) return failed('estado');
  if (query.has('error')) return failed(query.get('error') === 'access_denied' ? 'cancelado' : 'rechazado');
  try {
    const question = questionOf(request, { ...begun, state });
    const { subject, claims } = await claimsOf(config, query.get('code') ?? '', question);
    if (begun.person !== undefined) return await link(request, begun.person, { lang, subject, claims });
    return await signIn(request, { lang, back: begun.back, subject, claims });
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    services.log.warn({ err: error }, 'single sign-on');
    return failed(error.fault === 'down' ? 'caido' : 'rechazado');
  }
}

type Told = { lang: 'es-MX' | 'en'; subject: string; claims: Claims };

async function signIn(
  request: PageRequest,
  told: Told & { back: string | undefined },
): Promise<SignOnOutcome> {
  const { services } = request;
  const { lang, back, subject, claims } = told;
  const config = oidcOf(request);
  const person = await findSignOnHolder(services.orm, config.issuer, subject);
  if (person === undefined) {
    await keepNewcomer(request, identityOf(config.issuer, subject, claims), claims, back);
    return { kind: 'new', lang, back };
  }
  const kind = await enter(request, person, 'sign-on');
  await onSingleSignOn(services, person, claims);
  return { kind, lang, back };
}

/** Ties an identity to the account of whoever began; it must still be they who are signed in. */
async function link(
  request: PageRequest,
  person: string,
  { lang, subject, claims }: Told,
): Promise<SignOnOutcome> {
  const { services } = request;
  const failed = (fault: SignOnFault): SignOnOutcome => ({ kind: 'failed', lang, fault });
  if (request.subject.kind !== 'person' || request.subject.id !== person) return failed('estado');
  const { issuer } = oidcOf(request);
  const linked = await services.orm.transaction(async (tx): Promise<SignOnFault | 'linked'> => {
    await lockPerson(tx, person);
    const mine = (await findSignInMeans(tx, person))?.signOns.find((each) => each.issuer === issuer);
    if (mine) return mine.subject === subject ? 'linked' : 'otro';
    if (!(await addSignOn(tx, { id: newId(), person, issuer, subject, now: services.now() })))
      return 'ocupado';
    await tellOfChange(services, tx, person, 'sign-on-linked');
    return 'linked';
  });
  if (linked !== 'linked') return failed(linked);
  await onSingleSignOn(services, person, claims);
  return { kind: 'linked', lang, back: undefined };
}

/**
 * Begins to tie the single sign-on to one's account, once it is clear that it is really its owner.
 * @returns the address at the provider
 */
export async function beginLink(
  form: OwnForm & Pick<FormRequest, 'page'>,
  password: string,
): Promise<{ address: string } | { missing: Exclude<ProofNeeded, 'none'> }> {
  const missing = await missingProof(form, password);
  if (missing) return { missing };
  return { address: await beginSignOn(form, { person: form.person.id }) };
}

/** Unties the single sign-on from one's account, unless nothing else lets its owner in. */
export async function unlink(
  form: OwnForm,
  password: string,
): Promise<Exclude<ProofNeeded, 'none'> | 'last-way' | undefined> {
  const { services, person } = form;
  const { issuer } = oidcOf(form);
  const missing = await missingProof(form, password);
  if (missing) return missing;
  return services.orm.transaction(async (tx) => {
    await lockPerson(tx, person.id);
    const means = await findSignInMeans(tx, person.id);
    if (!means?.password && !means?.emailVerified && !means?.passkeys) return 'last-way';
    if (await deleteSignOn(tx, person.id, issuer))
      await tellOfChange(services, tx, person.id, 'sign-on-unlinked');
    return undefined;
  });
}
