import type { Person } from '#platform/access/subject.ts';
import { newId } from '#platform/database/identifier.ts';
import { done, type Outcome, refused } from '#platform/errors/outcome.ts';
import { digestOf } from '#platform/ledger/digest.ts';
import type { Services } from '#platform/services.ts';
import type { PendingDocument } from '#platform/uploads/document.tsx';
import { commissionActions } from '../policies.ts';
import { type ExhortationStep, refuseStep } from '../rules/index.ts';
import {
  addEvent,
  addExhortation,
  type ExhortationRow,
  eventsOf,
  findExhortation,
  touchExhortation,
} from '../store/exhortations.ts';
import { actAs, recordAct } from './act.ts';
import { keepDocument } from './files.ts';

export interface NewExhortation {
  subject: string;
  text: string;
  /** To whom: the Congress of a state, or another body. */
  addressee: string;
  state: string | null;
  /** The agreement that ordered it. */
  agreement: string | null;
  sentOn: string;
  document: PendingDocument | null;
}

/** Records an exhortation that was sent. @throws Problem 403 */
export function makeExhortation(
  services: Services,
  person: Person,
  { sentOn, document, ...facts }: NewExhortation,
): Promise<Outcome<string, 'future'>> {
  return actAs(services, person, commissionActions.exhortations, async (acting) => {
    if (sentOn > acting.today) return refused('future');
    const id = newId();
    await addExhortation(acting.orm, { id, ...facts });
    const kept = await keepDocument(acting, document);
    await addEvent(acting.orm, {
      ...{ exhortation: id, step: 'sent', on: sentOn, document: kept.document, note: null, at: acting.now },
    });
    const { subject, text, addressee: name, state } = facts;
    await recordAct(acting, {
      kind: 'exhortation-made',
      subject: { type: 'exhortation', id },
      act: { name, on: sentOn, document: kept.sha256, sha256: digestOf({ subject, text }) },
      state,
    });
    return done(id);
  });
}

export interface NewStep {
  step: ExhortationStep;
  on: string;
  document: PendingDocument | null;
  note: string | null;
  seen: number;
}

export type StepOutcome = Outcome<
  string,
  NonNullable<ReturnType<typeof refuseStep>> | 'no-exhortation',
  ExhortationRow
>;

/** Records how far an exhortation came. @throws Problem 403 */
export function recordStep(
  services: Services,
  person: Person,
  id: string,
  { seen, ...next }: NewStep,
): Promise<StepOutcome> {
  return actAs(services, person, commissionActions.exhortations, async (acting): Promise<StepOutcome> => {
    const { orm } = acting;
    const now = await findExhortation(orm, id);
    if (!now) return refused('no-exhortation');
    if (now.version !== seen) return { kind: 'changed-meanwhile', now };
    const why = refuseStep(await eventsOf(orm, id), next, acting.today);
    if (why) return refused(why);
    if (!(await touchExhortation(orm, id, seen)))
      return { kind: 'changed-meanwhile', now: (await findExhortation(orm, id)) ?? now };
    const kept = await keepDocument(acting, next.document);
    await addEvent(orm, { exhortation: id, ...next, document: kept.document, at: acting.now });
    await recordAct(acting, {
      kind: 'exhortation-step',
      subject: { type: 'exhortation', id },
      act: { name: now.addressee, to: next.step, on: next.on, document: kept.sha256 },
      state: now.state,
    });
    return done(id);
  });
}
