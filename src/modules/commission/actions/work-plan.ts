import type { Person } from '#platform/access/subject.ts';
import { newId } from '#platform/database/identifier.ts';
import { done, type Outcome, refused } from '#platform/errors/outcome.ts';
import { digestOf } from '#platform/ledger/digest.ts';
import type { Services } from '#platform/services.ts';
import type { PendingDocument } from '#platform/uploads/document.tsx';
import { commissionActions } from '../policies.ts';
import type { LineState } from '../rules/index.ts';
import { movesOfAction } from '../rules/index.ts';
import { type ActionRow, addAction, findAction, findLine, updateAction } from '../store/work-plan.ts';
import { type Acting, actAs, recordAct } from './act.ts';
import { keepDocument } from './files.ts';

/** What an action of the work plan is. */
export interface ActionFacts {
  title: string;
  responsible: string;
  dueOn: string | null;
}

/** Plans something for a line. @throws Problem 403 */
export function planAction(
  services: Services,
  person: Person,
  line: string,
  facts: ActionFacts,
): Promise<Outcome<string, 'no-line' | 'past'>> {
  return actAs(services, person, commissionActions.plan, async (acting) => {
    if (!(await findLine(acting.orm, line))) return refused('no-line');
    if (facts.dueOn !== null && facts.dueOn < acting.today) return refused('past');
    const id = newId();
    await addAction(acting.orm, {
      ...{ id, line, ...facts, state: 'not-started', evidence: [], updatedAt: acting.now },
    });
    await recordAct(acting, {
      kind: 'action-planned',
      subject: { type: 'work-action', id },
      act: { name: line, due: facts.dueOn, sha256: digestOf({ ...facts }) },
    });
    return done(id);
  });
}

export interface ActionProgress extends ActionFacts {
  state: LineState;
  /** Added to the evidence there is. */
  evidence: { title: string | null; document: PendingDocument } | null;
  seen: number;
}

export type ProgressOutcome = Outcome<string, 'no-action' | 'move' | 'no-evidence', ActionRow>;

/** Keeps a piece of evidence. Without words for it, it is called as its file or address. */
async function shownBy(acting: Acting, { title, document }: NonNullable<ActionProgress['evidence']>) {
  const kept = await keepDocument(acting, document);
  const name = 'file' in document ? document.file.name : document.address;
  return { title: title ?? name, address: kept.document ?? name };
}

/** Says how far an action is. What is done is shown by evidence. @throws Problem 403 */
export function moveAction(
  services: Services,
  person: Person,
  id: string,
  { evidence, seen, state, ...facts }: ActionProgress,
): Promise<ProgressOutcome> {
  return actAs(services, person, commissionActions.plan, async (acting): Promise<ProgressOutcome> => {
    const now = await findAction(acting.orm, id);
    if (!now) return refused('no-action');
    if (now.version !== seen) return { kind: 'changed-meanwhile', now };
    if (state !== now.state && !movesOfAction(now.state).includes(state)) return refused('move');
    if (state === 'done' && evidence === null && now.evidence.length === 0) return refused('no-evidence');
    const added = evidence ? [await shownBy(acting, evidence)] : [];
    const shown = [...now.evidence, ...added];
    const changed = await updateAction(acting.orm, id, seen, {
      ...{ ...facts, state, evidence: shown, updatedAt: acting.now },
    });
    if (!changed) return { kind: 'changed-meanwhile', now: (await findAction(acting.orm, id)) ?? now };
    await recordAct(acting, {
      kind: 'action-moved',
      subject: { type: 'work-action', id },
      act: {
        name: now.line,
        to: state,
        due: facts.dueOn,
        sha256: digestOf({ ...facts, evidence: [...shown] }),
      },
    });
    return done(now.line);
  });
}
