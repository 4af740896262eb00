import { findInstitutions } from '#modules/territory/index.ts';
import type { Person } from '#platform/access/subject.ts';
import { newId } from '#platform/database/identifier.ts';
import { changedMeanwhile, done, type Outcome, refused } from '#platform/errors/outcome.ts';
import { digestOf } from '#platform/ledger/digest.ts';
import type { Services } from '#platform/services.ts';
import { plansActions } from '../policies.ts';
import {
  type DraftFacts,
  missingToPublish,
  publishesAlone,
  refuseDraft,
  takesCommitments,
} from '../rules/index.ts';
import {
  type CommitmentRow,
  commitmentById,
  listMilestones,
  searchText,
  updateCommitment,
} from '../store/commitments.ts';
import {
  addCommitment,
  isNumberTaken,
  publishDrafts,
  removeDraft,
  replaceMilestones,
} from '../store/drafts.ts';
import { listMembers } from '../store/secretariats.ts';
import { type Acting, actOnCommitment, actOnPlan, recordAct, recordDraft } from './act.ts';
import { promiseOf } from './stages.ts';

/** A commitment as a facilitator writes it. */
export interface Draft extends DraftFacts {
  /** The civil-society organisation that follows it, in words. */
  counterpart: string | null;
  /** The same as a member of the secretariat, where it is one; its name counts then. */
  counterpartMember: string | null;
}

export type WriteRefusal =
  | 'no-plan'
  | 'no-commitment'
  | 'stage'
  | 'published'
  | 'faults'
  | 'number-taken'
  | 'no-institution'
  | 'no-member';

/** The counterpart as it is stored; undefined for who is no civil-society member of the state's secretariat. */
export async function counterpartOf(
  { orm, state }: Pick<Acting, 'orm' | 'state'>,
  { counterpart, counterpartMember }: Pick<Draft, 'counterpart' | 'counterpartMember'>,
): Promise<Pick<Draft, 'counterpart' | 'counterpartMember'> | undefined> {
  if (counterpartMember === null) return { counterpart, counterpartMember };
  const member = (await listMembers(orm, state.clave)).find(
    ({ id, sector }) => id === counterpartMember && sector === 'civil-society',
  );
  return member && { counterpart: member.organisation, counterpartMember };
}

/** Whether all institutions are in the catalogue, and of this state. */
export async function areInstitutionsOf(
  { orm, state }: Pick<Acting, 'orm' | 'state'>,
  slugs: readonly string[],
): Promise<boolean> {
  if (slugs.length === 0) return true;
  const found = await findInstitutions(orm, slugs);
  return found.length === new Set(slugs).size && found.every(({ state: clave }) => clave === state.clave);
}

type DraftColumns = Pick<
  CommitmentRow,
  Exclude<keyof Draft, 'milestones'> | 'draft' | 'search' | 'updatedAt'
>;

/** What is stored of a draft, or why it is not. */
async function columnsOf(
  acting: Acting,
  draft: Draft,
): Promise<{ why: WriteRefusal } | { columns: DraftColumns }> {
  if (refuseDraft(draft).length > 0) return { why: 'faults' };
  const slugs = [...(draft.lead === null ? [] : [draft.lead]), ...draft.supporting];
  if (!(await areInstitutionsOf(acting, slugs))) return { why: 'no-institution' };
  const counterpart = await counterpartOf(acting, draft);
  if (!counterpart) return { why: 'no-member' };
  const { milestones: _, supporting, ...facts } = draft;
  return {
    columns: {
      ...{ ...facts, ...counterpart, supporting: [...supporting] },
      ...{ draft: true, search: searchText(draft), updatedAt: acting.now },
    },
  };
}

/** Writes a new commitment into a plan, as a draft. @returns its identifier @throws Problem 403 */
export function createDraft(
  services: Services,
  person: Person,
  plan: string,
  draft: Draft,
): Promise<Outcome<string, WriteRefusal>> {
  return actOnPlan<string, WriteRefusal>(services, person, plansActions.plan, plan, async (acting) => {
    const { orm, state } = acting;
    if (!takesCommitments(acting.plan.stage)) return refused('stage');
    const read = await columnsOf(acting, draft);
    if ('why' in read) return refused(read.why);
    const id = newId();
    if (!(await addCommitment(orm, { id, plan, state: state.clave, ...read.columns })))
      return refused('number-taken');
    await replaceMilestones(orm, id, draft.milestones);
    await recordDraft(acting, 'draft-written', id);
    return done(id);
  });
}

/** Changes a draft as a whole. @throws Problem 403 */
export function rewriteDraft(
  services: Services,
  person: Person,
  id: string,
  draft: Draft,
  seen: number,
): Promise<Outcome<string, WriteRefusal, CommitmentRow>> {
  return actOnCommitment<string, WriteRefusal, CommitmentRow>(
    services,
    person,
    plansActions.plan,
    id,
    async (acting) => {
      const { orm, commitment, plan } = acting;
      if (!commitment.draft) return refused('published');
      if (commitment.version !== seen) return changedMeanwhile(commitment);
      if (!takesCommitments(plan.stage)) return refused('stage');
      const read = await columnsOf(acting, draft);
      if ('why' in read) return refused(read.why);
      if (await isNumberTaken(orm, plan.id, draft.number, id)) return refused('number-taken');
      if ((await updateCommitment(orm, id, seen, read.columns)) === undefined)
        return changedMeanwhile((await commitmentById(orm, id)) ?? commitment);
      await replaceMilestones(orm, id, draft.milestones);
      await recordDraft(acting, 'draft-written', id);
      return done(id);
    },
  );
}

/** Takes a draft out of its plan. @throws Problem 403 */
export function dropDraft(
  services: Services,
  person: Person,
  id: string,
  seen: number,
): Promise<Outcome<string, 'no-commitment' | 'published', CommitmentRow>> {
  return actOnCommitment<string, 'published', CommitmentRow>(
    services,
    person,
    plansActions.plan,
    id,
    async (acting) => {
      const { orm, commitment } = acting;
      if (!commitment.draft) return refused('published');
      if (!(await removeDraft(orm, id, seen))) return changedMeanwhile(commitment);
      await recordDraft(acting, 'draft-removed', id);
      return done(id);
    },
  );
}

export type PublishRefusal = 'published' | 'stage' | 'missing';

/** Publishes a commitment that was written after its plan was published. @throws Problem 403 */
export function publishDraft(
  services: Services,
  person: Person,
  id: string,
  seen: number,
): Promise<Outcome<string, PublishRefusal | 'no-commitment', CommitmentRow>> {
  return actOnCommitment<string, PublishRefusal, CommitmentRow>(
    services,
    person,
    plansActions.plan,
    id,
    async (acting) => {
      const { orm, commitment, plan, now } = acting;
      if (!commitment.draft) return refused('published');
      if (commitment.version !== seen) return changedMeanwhile(commitment);
      if (!publishesAlone(plan.stage)) return refused('stage');
      const milestones = await listMilestones(orm, [id]);
      const { lead, dueOn } = commitment;
      if (missingToPublish({ lead, dueOn, milestones: milestones.length }).length > 0)
        return refused('missing');
      await publishDrafts(orm, plan.id, now, id);
      await recordAct(acting, {
        kind: 'commitment-added',
        act: {
          ...{ due: dueOn, milestones: milestones.length },
          sha256: digestOf(promiseOf(commitment, milestones)),
        },
      });
      return done(id);
    },
  );
}
