import type { Services } from '#platform/services.ts';
import { type VerificationOutcome, verifyPerson } from './identity.ts';
import { signOnProvider } from './identity-providers.ts';

/**
 * What a single sign-on says of a person counts: where it is set up to give a CURP and gives a valid one, they are
 * verified. To be called after each sign-on, outside of any transaction.
 * @returns undefined where it says nothing of who they are
 */
export async function onSingleSignOn(
  services: Services,
  person: string,
  claims: Readonly<Record<string, unknown>>,
): Promise<VerificationOutcome | undefined> {
  const name = services.config.oidc?.curpClaim;
  const curp = name === undefined || !Object.hasOwn(claims, name) ? undefined : claims[name];
  if (typeof curp !== 'string' || curp.trim() === '') return undefined;
  return verifyPerson(services, person, signOnProvider, { curp });
}
