import type { DraftFacts, MilestoneFacts } from './drafts.ts';
import { type Stage, stages } from './terms.ts';

/** A milestone that was promised; of one that is being added there is no identifier yet. */
export interface PromisedMilestone extends MilestoneFacts {
  id: string | null;
}

/** What was promised, as far as it can be amended: a commitment keeps its number. */
export interface Promised extends Omit<DraftFacts, 'number' | 'milestones'> {
  counterpart: string | null;
  milestones: readonly PromisedMilestone[];
}

/** The names of what amendments change: of a commitment, and of a milestone. */
export const amendableFields = [
  ...(['title', 'problem', 'goal', 'theme', 'sdg_target', 'lead', 'supporting', 'counterpart'] as const),
  ...(['starts_on', 'due_on'] as const),
] as const;
export const amendableMilestoneFields = ['product', 'responsible', 'due_on', 'weight'] as const;

/** One field that is no longer what it was. */
export interface Change {
  /** Which milestone, by its place from 0; null where it is the commitment itself. */
  milestone: number | null;
  field: (typeof amendableFields)[number] | (typeof amendableMilestoneFields)[number];
  before: string | null;
  after: string | null;
}

type Values<Field extends string> = Readonly<Record<Field, string | null>>;

function valuesOf(promised: Promised): Values<(typeof amendableFields)[number]> {
  const { title, problem, goal, theme, lead, counterpart } = promised;
  return {
    ...{ title, problem, goal, theme, lead, counterpart },
    sdg_target: promised.sdgTarget,
    supporting: promised.supporting.length === 0 ? null : promised.supporting.join(' '),
    starts_on: promised.startsOn,
    due_on: promised.dueOn,
  };
}

function milestoneValues({
  product,
  responsible,
  dueOn,
  weight,
}: PromisedMilestone): Values<(typeof amendableMilestoneFields)[number]> {
  return { product, responsible, due_on: dueOn, weight: String(weight) };
}

const nothing = { product: null, responsible: null, due_on: null, weight: null };

function differences<Field extends Change['field']>(
  fields: readonly Field[],
  milestone: number | null,
  before: Values<Field>,
  after: Values<Field>,
): Change[] {
  return fields
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ milestone, field, before: before[field], after: after[field] }));
}

/**
 * What changes between two states of a promise, field by field. Milestones are held against each other by their
 * identifier; those without one are new, and were nothing before.
 */
export function changesBetween(before: Promised, after: Promised): Change[] {
  const known = new Map(before.milestones.map((one) => [one.id, one]));
  return [
    ...differences(amendableFields, null, valuesOf(before), valuesOf(after)),
    ...after.milestones.flatMap((one, at) => {
      const old = one.id === null ? undefined : known.get(one.id);
      return differences(
        amendableMilestoneFields,
        at,
        old ? milestoneValues(old) : nothing,
        milestoneValues(one),
      );
    }),
  ];
}

/** The fields whose values may stand in the ledger: days, and words of ours. Of all others there stands a digest. */
const openFields: readonly Change['field'][] = ['starts_on', 'due_on', 'theme', 'sdg_target', 'weight'];

export function isOpenField(field: Change['field']): boolean {
  return openFields.includes(field);
}

/** Whether commitments may be written into a plan: not once it is being evaluated. */
export function takesCommitments(stage: Stage): boolean {
  return stages.indexOf(stage) < stages.indexOf('evaluation');
}

/** Whether a commitment that is written now is published by itself: the others were published with the plan. */
export function publishesAlone(stage: Stage): boolean {
  return stage === 'published' || stage === 'implementation';
}

/** What a plan that is in public keeps in view: from its publication on, its period changes with a reason only. */
export function isPublic(stage: Stage): boolean {
  return stages.indexOf(stage) >= stages.indexOf('published');
}

/** What a commitment must have before it is published by itself. */
export const publishingNeeds = ['lead', 'due', 'milestones'] as const;
export type PublishingNeed = (typeof publishingNeeds)[number];

export function missingToPublish(draft: {
  lead: string | null;
  dueOn: string | null;
  milestones: number;
}): PublishingNeed[] {
  const has = { lead: draft.lead !== null, due: draft.dueOn !== null, milestones: draft.milestones > 0 };
  return publishingNeeds.filter((need) => !has[need]);
}

/** Which days of a commitment lie outside the period of its plan. Allowed, and said. */
export function daysOutside(
  { from, to }: { from: string | null; to: string | null },
  { startsOn, dueOn }: { startsOn: string | null; dueOn: string | null },
): ('start' | 'due')[] {
  const outside = (day: string | null) =>
    day !== null && ((from !== null && day < from) || (to !== null && day > to));
  return [...(outside(startsOn) ? (['start'] as const) : []), ...(outside(dueOn) ? (['due'] as const) : [])];
}
