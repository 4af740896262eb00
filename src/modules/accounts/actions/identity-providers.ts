import type { Orm } from '#platform/database/types.ts';
import type { Secrets } from '#platform/secrets/secrets.ts';
import type { Services } from '#platform/services.ts';
import { codeText, normaliseCode } from '../rules/census-code.ts';
import { readCurp } from '../rules/curp.ts';
import type { Residence } from '../rules/residence.ts';
import { findInCensus } from '../store/identity.ts';

/** Why a provider does not vouch for somebody: for the audit trail, never for the person. */
export type Doubt = 'curp-unreadable' | 'not-in-census' | 'wrong-code';

/** Whom a provider vouches for. */
export interface Vouched {
  vouched: true;
  curpHash: string;
  /** Where the provider says they live, if it does. */
  residence: Residence | undefined;
}

/** Who can say that somebody is a person whom it knows, and which one. */
export interface IdentityProvider<Proof> {
  name: 'census' | 'oidc';
  verify(
    services: Pick<Services, 'secrets' | 'now'>,
    orm: Orm,
    proof: Proof,
  ): Promise<Vouched | { vouched: false; doubt: Doubt; curpHash?: string }>;
}

/** The keyed hash under which a CURP is kept and looked for. */
export function curpHashOf(secrets: Secrets, curp: string): string {
  return secrets.hash('curp', curp);
}

/** The keyed hash of a CURP together with the code that its owner was given. */
export function codeHashOf(secrets: Secrets, curp: string, code: string): string {
  return secrets.hash('curp', codeText(curp, normaliseCode(code)));
}

function todayOf({ now }: Pick<Services, 'now'>): string {
  return now().toISOString().slice(0, 10);
}

/** A census file of a municipality: it holds the CURP and, where it has codes, the code goes with it. */
export const censusProvider: IdentityProvider<{ curp: string; code: string }> = {
  name: 'census',
  async verify(services, orm, { curp: typed, code }) {
    const { secrets } = services;
    const read = readCurp(typed, todayOf(services));
    if (!read.ok) return { vouched: false, doubt: 'curp-unreadable' };
    const curpHash = curpHashOf(secrets, read.curp);
    const codeHash = codeHashOf(secrets, read.curp, code);
    const known = await findInCensus(orm, curpHash);
    if (!known) return { vouched: false, doubt: 'not-in-census', curpHash };
    const { state, municipality } = known;
    return known.codeHash === null || known.codeHash === codeHash
      ? { vouched: true, curpHash, residence: { state, municipality } }
      : { vouched: false, doubt: 'wrong-code', curpHash };
  },
};

/** A government's single sign-on that says whose CURP it is: the claim comes from the provider, never from the person. */
export const signOnProvider: IdentityProvider<{ curp: string }> = {
  name: 'oidc',
  async verify(services, _orm, { curp }) {
    const read = readCurp(curp, todayOf(services));
    return read.ok
      ? { vouched: true, curpHash: curpHashOf(services.secrets, read.curp), residence: undefined }
      : { vouched: false, doubt: 'curp-unreadable' };
  },
};
