import type { Person } from '#platform/access/subject.ts';
import { recordAudit } from '#platform/audit/audit.ts';
import { newId } from '#platform/database/identifier.ts';
import type { Orm } from '#platform/database/types.ts';
import { appendPersonAct } from '#platform/ledger/person-acts.ts';
import { type Allowance, requireTurn, takeTurn, tooOften } from '#platform/limits/limit.ts';
import type { Services } from '#platform/services.ts';
import { normaliseCurp } from '../rules/curp.ts';
import { isSameResidence } from '../rules/residence.ts';
import { holdPerson } from '../store/holding.ts';
import { addIdentity, findIdentity, holderOf, setIdentityEntry } from '../store/identity.ts';
import { findResidence, setCensusResidence } from '../store/residence.ts';
import { censusProvider, type IdentityProvider, type Vouched } from './identity-providers.ts';

/** The kind of the ledger's entry that says: one more person is verified. */
export const verifiedKind = 'accounts.person-verified';

/**
 * `verified`: now of level 2. `confirmed`: was so before, and the residence is that of the census again. `refused`: for
 * reasons that only the audit trail knows.
 */
export type VerificationOutcome = 'verified' | 'confirmed' | 'refused';

const day = 24 * 3600;
/**
 * How often one account may try, and how often all of them together with one CURP. That one does not hold for the first
 * two tries of an account: a CURP is no secret, and nobody may keep its owner from being verified by using it up.
 */
const triesOfAccount: Allowance = { name: 'identity-account', burst: 5, periodSeconds: day };
const triesOfCurp: Allowance = { name: 'identity-curp', burst: 10, periodSeconds: day };
const firstTries: Allowance = { name: 'identity-first', burst: 2, periodSeconds: day };

/**
 * Verifies a person against the census.
 * @throws Problem 403 for anybody else than a person with a verified address, 429 for too many tries
 */
export async function verifyByCensus(
  services: Services,
  subject: Person,
  proof: { curp: string; code: string },
): Promise<VerificationOutcome> {
  const { access, orm, secrets } = services;
  access.require(subject, 'accounts.verify-identity', { person: subject.id });
  const now = services.now();
  const account = secrets.hash('limits', subject.id);
  await requireTurn(orm, triesOfAccount, account, now);
  const isFirst = (await takeTurn(orm, firstTries, account, now)).granted;
  const ofCurp = await takeTurn(
    orm,
    triesOfCurp,
    secrets.hash('limits', `curp ${normaliseCurp(proof.curp)}`),
    now,
  );
  if (!ofCurp.granted && !isFirst) throw tooOften(ofCurp.retryAfterSeconds);
  return verifyPerson(services, subject.id, censusProvider, proof);
}

/**
 * Makes a person one of level 2 if a provider vouches for them and the CURP is nobody else's: identity, residence,
 * ledger and audit trail in one transaction. A refusal leaves an event in the audit trail, without the CURP.
 */
export async function verifyPerson<Proof>(
  services: Services,
  person: string,
  provider: IdentityProvider<Proof>,
  proof: Proof,
): Promise<VerificationOutcome> {
  return services.orm.transaction(async (tx) => {
    await holdPerson(tx, person);
    const verdict = await provider.verify(services, tx, proof);
    const before = await findIdentity(tx, person);
    // Asked in any case, so that every refusal takes the same steps.
    const holder = verdict.curpHash === undefined ? undefined : await holderOf(tx, verdict.curpHash);
    const event = { at: services.now(), actor: person, person };
    const refuse = async (reason: string): Promise<VerificationOutcome> => {
      const detail = { provider: provider.name, reason };
      await recordAudit(tx, { ...event, action: 'accounts.verification-refused', detail });
      return 'refused';
    };
    if (!verdict.vouched) return refuse(verdict.doubt);
    if (before && before.curpHash !== verdict.curpHash) return refuse('another-curp');
    if (before) {
      await moveWithCensus(tx, person, verdict, event.at);
      return 'confirmed';
    }
    if (holder !== undefined || !(await addVerification(tx, person, provider.name, verdict, event.at))) {
      // The same form sent twice at once: the first of them did it.
      const taker = await holderOf(tx, verdict.curpHash);
      return taker === person ? 'confirmed' : refuse('taken');
    }
    const detail = { provider: provider.name };
    await recordAudit(tx, { ...event, action: 'accounts.person-verified', detail });
    return 'verified';
  });
}

/** The census knows where somebody lives: that counts, and begins a waiting period where it is somewhere else. */
async function moveWithCensus(orm: Orm, person: string, { residence }: Vouched, now: Date): Promise<void> {
  if (!residence) return;
  const known = await findResidence(orm, person);
  if (known?.source === 'census' && isSameResidence(known, residence)) return;
  await setCensusResidence(orm, person, residence, now);
  await recordAudit(orm, { at: now, actor: person, person, action: 'accounts.residence-from-census' });
}

/** @returns false where somebody else took the CURP meanwhile */
async function addVerification(
  orm: Orm,
  person: string,
  provider: IdentityProvider<unknown>['name'],
  verdict: Vouched,
  now: Date,
): Promise<boolean> {
  const state = verdict.residence?.state ?? (await findResidence(orm, person))?.state ?? null;
  const { curpHash } = verdict;
  // The entry comes after the row: if the row cannot be, neither may the entry.
  const row = { person, curpHash, provider, verifiedAt: now, state, entry: newId() };
  if (!(await addIdentity(orm, row))) return false;
  const entry = await appendPersonAct(orm, person, {
    kind: verifiedKind,
    time: now,
    act: { provider, state },
    subject: { type: 'state', id: state ?? 'unknown' },
  });
  await setIdentityEntry(orm, person, entry.id);
  await moveWithCensus(orm, person, verdict, now);
  return true;
}
