import { isIP } from 'node:net';
import { z } from 'zod';
import type { Config } from '#platform/config/config.ts';
import { publicOrigin } from '#platform/config/config.ts';
import { isId } from '#platform/database/identifier.ts';
import type { FormRequest } from '#platform/module.ts';
import { authOf } from '../auth.ts';
import { deletePasskey, findPasskey, findSignInMeans, renamePasskey } from '../store/factors.ts';
import { lockPerson } from '../store/holding.ts';
import { endOwnSession } from '../store/sessions.ts';
import { hasEntered } from './enter.ts';
import { tellOfChange } from './factor-change.ts';
import { saidBy } from './library.ts';
import { missingProof, type OwnForm, type ProofNeeded, requireOwner } from './proof.ts';

/** Whether passkeys can be used where the platform is reached: they belong to a name, and an IP address is none. */
export function passkeysOffered(config: Config): boolean {
  return isIP(new URL(publicOrigin(config)).hostname.replace(/^\[|\]$/g, '')) === 0;
}

/** What a browser is asked for, in the form of WebAuthn, level 3. */
export type PasskeyOptions = Readonly<Record<string, unknown>>;

/**
 * What the browser needs to make a passkey.
 * @throws Problem 429 after too many tries with a wrong password
 */
export async function registrationOptions(
  form: OwnForm,
  password: string,
): Promise<{ options: PasskeyOptions } | { missing: Exclude<ProofNeeded, 'none'> }> {
  const missing = await missingProof(form, password);
  if (missing) return { missing };
  const { services, request, answer } = form;
  const call = authOf(services).api.generatePasskeyRegistrationOptions({
    ...{ headers: request.headers, query: {}, returnHeaders: true },
  });
  const said = await saidBy(answer, call);
  return said.ok ? { options: { ...said.value } } : { missing: 'sign-in' };
}

/** What a browser says to a registration and to a sign-in (Web Authentication, level 3, 5.1); the library looks closer. */
const registrationSchema = z.object({
  ...{ id: z.string(), rawId: z.string(), type: z.literal('public-key') },
  response: z
    .object({ clientDataJSON: z.string(), attestationObject: z.string(), transports: z.array(z.string()) })
    .partial({ transports: true }),
  clientExtensionResults: z.record(z.string(), z.unknown()),
});
const signInSchema = registrationSchema.extend({
  response: z.object({
    ...{ clientDataJSON: z.string(), authenticatorData: z.string(), signature: z.string() },
    userHandle: z.string().exactOptional(),
  }),
});

/** What the browser answered, as JSON; undefined for anything that is no such answer. */
function responseOf<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Keeps the passkey that a browser has made. @returns whether it was what had been asked for */
export async function addPasskey(form: OwnForm, name: string, response: string): Promise<boolean> {
  requireOwner(form);
  const { services, request, answer, person } = form;
  const made = responseOf(registrationSchema, response);
  if (!made) return false;
  const call = authOf(services).api.verifyPasskeyRegistration({
    body: { response: made, name },
    headers: request.headers,
    returnHeaders: true,
  });
  const said = await saidBy(answer, call);
  if (!said.ok) return false;
  await services.orm.transaction((tx) => tellOfChange(services, tx, person.id, 'passkey-added'));
  return true;
}

/** What the browser needs to sign in with a passkey. Only one that sees who uses it will do. */
export async function signInOptions({
  services,
  request,
  answer,
}: Pick<FormRequest, 'services' | 'request' | 'answer'>): Promise<PasskeyOptions> {
  const call = authOf(services).api.generatePasskeyAuthenticationOptions({
    headers: request.headers,
    returnHeaders: true,
  });
  const said = await saidBy(answer, call);
  return said.ok ? { ...said.value, userVerification: 'required' } : {};
}

/**
 * Signs in with what a browser answered. The session has a second factor: something its owner has, and their finger,
 * face or code. One that was there before ends.
 * @returns whether somebody is signed in now
 */
export async function signInByPasskey(form: FormRequest, response: string): Promise<boolean> {
  const { services, request, answer, subject } = form;
  const given = responseOf(signInSchema, response);
  if (!given) return false;
  const call = authOf(services).api.verifyPasskeyAuthentication({
    body: { response: given },
    headers: request.headers,
    returnHeaders: true,
  });
  const said = await saidBy(answer, call);
  if (!said.ok) return false;
  if (subject.kind === 'person') await endOwnSession(services.orm, subject.id, subject.session.id);
  await hasEntered(form, said.value.user.id, 'passkey');
  return true;
}

/** @returns whether it is a passkey of theirs */
export async function namePasskey(form: OwnForm, id: string, name: string): Promise<boolean> {
  requireOwner(form);
  return isId(id) && renamePasskey(form.services.orm, form.person.id, id, name);
}

/** Why a passkey stays. `last-way`: nothing else lets them in; `last-factor`: a role needs a second factor, and this is it. */
export type RemovalFault = Exclude<ProofNeeded, 'none'> | 'unknown' | 'last-way' | 'last-factor';

/** Takes a passkey away. @throws Problem 429 after too many tries with a wrong password */
export async function removePasskey(
  form: OwnForm,
  id: string,
  password: string,
): Promise<RemovalFault | undefined> {
  const { services, person } = form;
  if (!isId(id)) return 'unknown';
  const missing = await missingProof(form, password);
  if (missing) return missing;
  // Locked: of the last two, removed at once, one stays.
  return services.orm.transaction(async (tx) => {
    await lockPerson(tx, person.id);
    const means = await findSignInMeans(tx, person.id);
    if (!means || !(await findPasskey(tx, person.id, id))) return 'unknown';
    if (means.passkeys === 1) {
      if (!means.password && !means.emailVerified && means.signOns.length === 0) return 'last-way';
      if (person.grants.length > 0 && !means.secondFactor) return 'last-factor';
    }
    await deletePasskey(tx, person.id, id);
    await tellOfChange(services, tx, person.id, 'passkey-removed');
    return undefined;
  });
}
