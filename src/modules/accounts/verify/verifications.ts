import { asc, eq, gt, inArray } from 'drizzle-orm';
import type { Orm } from '#platform/database/types.ts';
import { opensCommitment } from '#platform/ledger/commitment.ts';
import type { Entry } from '#platform/ledger/entry.ts';
import { personData } from '#platform/ledger/person-acts.ts';
import type { RecordCheck } from '#platform/ledger/record-check.ts';
import { ledgerPersonActs } from '#platform/ledger/schema.ts';
import { endedKind } from '../actions/erase.ts';
import { verifiedKind } from '../actions/identity.ts';
import { endedVerifications, personIdentities } from '../schema.ts';

type Verified = Awaited<ReturnType<typeof verifiedBehind>>[number];
type Ended = typeof endedVerifications.$inferSelect;

const verifiedBehind = (orm: Orm, entries: readonly string[]) =>
  orm
    .select({
      entry: personIdentities.entry,
      person: personIdentities.person,
      provider: personIdentities.provider,
      state: personIdentities.state,
      verifiedAt: personIdentities.verifiedAt,
      salt: ledgerPersonActs.salt,
    })
    .from(personIdentities)
    .leftJoin(ledgerPersonActs, eq(ledgerPersonActs.entry, personIdentities.entry))
    .where(inArray(personIdentities.entry, [...entries]));

/** What an entry that verifies a person and the records disagree on. */
function verifiedDifference(
  { act, time, person = '' }: Entry,
  verified: Verified | undefined,
  ended: Ended | undefined,
): string | undefined {
  if (verified && ended) return 'the records say both that it holds and that it has ended';
  if (ended) return undefined;
  if (!verified) return 'no verified person in the records goes with it';
  const differing = [
    ...(act.provider === verified.provider ? [] : ['provider']),
    ...(act.state === verified.state ? [] : ['state']),
    ...(time.getTime() === verified.verifiedAt.getTime() ? [] : ['time']),
    ...(opensCommitment(person, personData(verified.person), verified.salt ?? '') ? [] : ['person']),
  ];
  return differing.length > 0 ? `the records give another ${differing.join(', ')}` : undefined;
}

function endedDifference({ id, act, time }: Entry, ended: Ended | undefined): string | undefined {
  if (!ended) return 'no ended verification in the records goes with it';
  const isSame = ended.endedEntry === id && ended.endedAt.getTime() === time.getTime();
  return isSame && act.verification === ended.entry ? undefined : 'the records give another verification';
}

async function endedBehind(orm: Orm, entries: readonly Entry[]) {
  const ids = entries.map(({ id }) => id);
  const rows = await orm
    .select()
    .from(endedVerifications)
    .where(inArray(endedVerifications.entry, ids))
    .union(orm.select().from(endedVerifications).where(inArray(endedVerifications.endedEntry, ids)));
  return {
    verified: new Map(rows.map((row) => [row.entry, row])),
    ended: new Map(rows.map((row) => [row.endedEntry, row])),
  };
}

const rowsAtOnce = 1000;

/**
 * As many verified persons in the records as in the ledger: nobody can be made one, or stop being one, without an entry.
 */
export const verificationCheck: RecordCheck = {
  name: 'ledger: verified persons',
  kinds: [verifiedKind, endedKind],
  async compare(orm, entries) {
    const verified = await verifiedBehind(
      orm,
      entries.map(({ id }) => id),
    );
    const byEntry = new Map(verified.map((row) => [row.entry, row]));
    const ended = await endedBehind(orm, entries);
    return new Map(
      entries.flatMap((entry) => {
        const difference =
          entry.kind === verifiedKind
            ? verifiedDifference(entry, byEntry.get(entry.id), ended.verified.get(entry.id))
            : endedDifference(entry, ended.ended.get(entry.id));
        return difference === undefined ? [] : [[entry.id, difference] as const];
      }),
    );
  },
  async *recorded(orm) {
    for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
      const rows = await orm
        .select({ entry: personIdentities.entry })
        .from(personIdentities)
        .where(gt(personIdentities.entry, after))
        .orderBy(asc(personIdentities.entry))
        .limit(rowsAtOnce);
      const last = rows.at(-1);
      if (!last) break;
      yield rows.map(({ entry }) => ({ entry, record: 'a verified person' }));
      after = last.entry;
    }
    const ended = await orm.select().from(endedVerifications);
    yield ended.flatMap(({ entry, endedEntry }) => [
      { entry, record: 'an ended verification' },
      { entry: endedEntry, record: 'the end of a verification' },
    ]);
  },
};
