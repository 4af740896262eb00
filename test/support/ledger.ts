import type { Checkpoint } from '#platform/ledger/checkpoint.ts';
import type { NewEntry } from '#platform/ledger/entry.ts';
import type { LedgerKey } from '#platform/ledger/key.ts';
import { createSigner, newSignerKey } from '#platform/ledger/note.ts';
import { publishCheckpoint } from '#platform/ledger/publish.ts';
import { sequencePending } from '#platform/ledger/sequence.ts';
import { recordKey } from '#platform/ledger/store.ts';
import type { Services } from '#platform/services.ts';
import { openTestServices } from './stores.ts';

/** Stores with the schema and nothing in them. */
export async function openEmptyServices(): Promise<Services> {
  const services = await openTestServices({ prepared: false });
  await services.database.migrate();
  return services;
}

/** A public act that says a number. */
export function madeUpAct(number: number, part: Partial<NewEntry> = {}): NewEntry {
  return {
    kind: 'test.count',
    time: new Date(Date.UTC(2026, 10, 23, 12, 0, 0, number % 1000)),
    act: { number },
    subject: { type: 'count', id: String(number) },
    ...part,
  };
}

/** A key that is kept in memory, as is what it last signed. */
export function newLedgerKey(origin = 'tequio.test/bitacora'): LedgerKey & { signed: string[] } {
  const signed: string[] = [];
  return {
    signer: createSigner(newSignerKey(origin)),
    signed,
    memory: {
      recall: async () => undefined,
      keep: async (note) => {
        signed.push(note);
      },
    },
  };
}

/** Places what is pending and signs a checkpoint over it, as the publisher does. */
export async function publishNow(
  services: Services,
  { signer }: LedgerKey,
): Promise<(Checkpoint & { note: string }) | undefined> {
  const now = new Date();
  await recordKey(services.orm, signer.verifierKey, now);
  await sequencePending(services.orm);
  return publishCheckpoint(services.orm, { signer, now });
}
