import { newId } from '#platform/database/identifier.ts';
import type { Orm } from '#platform/database/types.ts';
import {
  amendments,
  evidence,
  invitations,
  planFiles,
  reports,
  representatives,
} from '../../src/modules/plans/schema.ts';

/** What somebody said, sent and changed in the local exercise, and their part in a secretariat. */
export async function addToPlans(
  tx: Orm,
  { id, email }: { id: string; email: string },
  now: Date,
): Promise<void> {
  const [commitment, member] = [newId(), newId()];
  const said = { person: id, at: now, entry: newId() };
  await tx.insert(reports).values({
    ...{ id: newId(), commitment, voice: 'officer', completion: 'limited', text: 'Va', ...said },
  });
  await tx.insert(evidence).values({
    ...{ id: newId(), commitment, title: 'Acta', address: 'https://ejemplo.gob.mx/acta', ...said },
  });
  await tx.insert(amendments).values({ id: newId(), commitment, field: 'goal', reason: 'Cambió', ...said });
  await tx.insert(planFiles).values({
    ...{ id: newId(), state: '20', file: Buffer.from('x'), fileName: 'a.txt', contentType: 'text/plain' },
    ...{ sha256: 'x', person: id, at: now },
  });
  await tx.insert(representatives).values({ id: newId(), member, state: '20', person: id, since: now });
  const invitation = { member, state: '20', at: now, expiresAt: new Date(now.getTime() + 1e6) };
  await tx.insert(invitations).values([
    { id: newId(), token: newId(), email, ...invitation },
    { id: newId(), token: newId(), email: 'otra@ejemplo.test', invitedBy: id, ...invitation },
  ]);
}
