import type { Person } from '#platform/access/subject.ts';
import { newId } from '#platform/database/identifier.ts';
import { changedMeanwhile, done, type Outcome, refused } from '#platform/errors/outcome.ts';
import { digestOf } from '#platform/ledger/digest.ts';
import type { Services } from '#platform/services.ts';
import { plansActions } from '../policies.ts';
import { type ResistanceKind, refuseResistance } from '../rules/index.ts';
import type { CommitmentRow, ResistanceRow } from '../store/commitments.ts';
import { addResistance, findResistance, updateResistance } from '../store/words.ts';
import { actOnCommitment, recordAct } from './act.ts';
import { actOnSeen, factsOf, touch } from './words.ts';

/** What stands in the way of a commitment, what is done against it, and what came of that. */
export interface Resistance {
  kind: ResistanceKind;
  description: string;
  strategy: string | null;
  result: string | null;
}

export type ResistanceRefusal = 'no-commitment' | 'no-resistance' | 'plan-closed';

/** Records what stands in the way of a commitment. @throws Problem 403 */
export function recordResistance(
  services: Services,
  person: Person,
  at: { id: string; seen: number },
  resistance: Resistance,
): Promise<Outcome<null, ResistanceRefusal, CommitmentRow>> {
  return actOnSeen<null, ResistanceRefusal>(
    services,
    person,
    plansActions.resistances,
    at,
    async (acting) => {
      const { orm, plan, commitment, now } = acting;
      const why = refuseResistance(await factsOf(orm, plan, commitment));
      if (why) return refused(why);
      const id = newId();
      await addResistance(orm, { id, commitment: commitment.id, ...resistance, at: now });
      const { kind, ...words } = resistance;
      await recordAct(acting, {
        kind: 'resistance-recorded',
        act: { resistance: id, is: kind, sha256: digestOf(words) },
      });
      await touch(acting);
      return done(null);
    },
  );
}

/** Changes what is said of a resistance, such as what came of the strategy. @throws Problem 403 */
export function changeResistance(
  services: Services,
  person: Person,
  commitment: string,
  { id, seen }: { id: string; seen: number },
  resistance: Resistance,
): Promise<Outcome<null, ResistanceRefusal, ResistanceRow>> {
  return actOnCommitment<null, ResistanceRefusal, ResistanceRow>(
    services,
    person,
    plansActions.resistances,
    commitment,
    async (acting) => {
      const { orm, plan } = acting;
      const now = await findResistance(orm, commitment, id);
      if (!now || acting.commitment.draft) return refused('no-resistance');
      const why = refuseResistance(await factsOf(orm, plan, acting.commitment));
      if (why) return refused(why);
      if (now.version !== seen) return changedMeanwhile(now);
      await updateResistance(orm, id, resistance);
      const { kind, ...words } = resistance;
      await recordAct(acting, {
        kind: 'resistance-changed',
        act: { resistance: id, is: kind, sha256: digestOf(words) },
      });
      await touch(acting);
      return done(null);
    },
  );
}
