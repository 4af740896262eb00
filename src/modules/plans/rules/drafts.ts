import type { Theme } from './terms.ts';

/** A milestone as somebody writes it. */
export interface MilestoneFacts {
  product: string;
  /** Who answers for it, in words; null where it is whoever answers for the commitment. */
  responsible: string | null;
  dueOn: string | null;
  weight: number;
}

/** A commitment as somebody writes it: in the editor, as a row of an import, or as an amendment. */
export interface DraftFacts {
  number: string;
  title: string;
  problem: string | null;
  goal: string | null;
  theme: Theme | null;
  sdgTarget: string | null;
  /** Slug of the institution that answers for it. */
  lead: string | null;
  /** Slugs of those that help. */
  supporting: readonly string[];
  startsOn: string | null;
  dueOn: string | null;
  milestones: readonly MilestoneFacts[];
}

/** How many characters a text may have. */
export const draftLengths = {
  title: 300,
  problem: 4000,
  goal: 4000,
  product: 500,
  responsible: 300,
} as const;

/** How many a commitment may have. */
export const mostMilestones = 60;
export const mostSupporting = 30;

/** What `numeric(8, 3)` holds. */
export const largestWeight = 99_999.999;

/** Of a plan `1`, `2`, …; beyond it `P1`, `P2`, …. */
const numberPattern = /^P?[1-9]\d{0,2}$/;

/** One of the seventeen goals and its target: `16.7`, `16.b`. */
const sdgPattern = /^(?:[1-9]|1[0-7])\.(?:[1-9]|1\d|[a-d])$/;

export const draftRefusals = [
  'number',
  'empty',
  'long',
  'sdg',
  'lead-helps',
  'due-before-start',
  'due-after-commitment',
  'due-before-commitment',
  'weight',
  'too-many',
] as const;
export type DraftRefusal = (typeof draftRefusals)[number];

export type DraftField =
  | 'number'
  | 'title'
  | 'problem'
  | 'goal'
  | 'sdgTarget'
  | 'supporting'
  | 'dueOn'
  | 'milestones'
  | 'product'
  | 'responsible'
  | 'weight';

/** What is wrong with a draft: a field of the commitment, or of one of its milestones. */
export interface DraftFault {
  field: DraftField;
  why: DraftRefusal;
  /** Which milestone, from 0; left out where it is the commitment itself. */
  milestone?: number;
  /** The most that there may be: characters, milestones, institutions. */
  most?: number;
}

function lengthFaults(
  texts: readonly (readonly [
    field: 'title' | 'problem' | 'goal' | 'product' | 'responsible',
    string | null,
  ])[],
): DraftFault[] {
  return texts.flatMap(([field, text]): DraftFault[] => {
    const most = draftLengths[field];
    return text !== null && text.length > most ? [{ field, why: 'long', most }] : [];
  });
}

/**
 * What is wrong with a milestone by itself and beside the days of its commitment. Days are ISO days that exist, or
 * null: whoever reads them sees to that.
 */
export function refuseMilestone(
  { product, responsible, dueOn, weight }: MilestoneFacts,
  commitment: Pick<DraftFacts, 'startsOn' | 'dueOn'>,
): DraftFault[] {
  const faults: DraftFault[] = lengthFaults([
    ['product', product],
    ['responsible', responsible],
  ]);
  if (product.trim() === '') faults.push({ field: 'product', why: 'empty' });
  if (dueOn !== null && commitment.dueOn !== null && dueOn > commitment.dueOn)
    faults.push({ field: 'dueOn', why: 'due-after-commitment' });
  if (dueOn !== null && commitment.startsOn !== null && dueOn < commitment.startsOn)
    faults.push({ field: 'dueOn', why: 'due-before-commitment' });
  // Anything that would be written down as zero is no share either.
  if (!Number.isFinite(weight) || Math.round(weight * 1000) <= 0 || weight > largestWeight)
    faults.push({ field: 'weight', why: 'weight' });
  return faults;
}

/**
 * All that is wrong with a commitment as it was written; empty where nothing is. Shared by the editor of drafts, by
 * amendments and by the import, so that none of them lets in what another refuses. Whether institutions exist and
 * whether the number is free is asked of the records.
 */
export function refuseDraft(facts: DraftFacts): DraftFault[] {
  const { number, title, problem, goal, sdgTarget, lead, supporting, startsOn, dueOn, milestones } = facts;
  const faults: DraftFault[] = lengthFaults([
    ['title', title],
    ['problem', problem],
    ['goal', goal],
  ]);
  if (!numberPattern.test(number)) faults.push({ field: 'number', why: 'number' });
  if (title.trim() === '') faults.push({ field: 'title', why: 'empty' });
  if (sdgTarget !== null && !sdgPattern.test(sdgTarget)) faults.push({ field: 'sdgTarget', why: 'sdg' });
  if (lead !== null && supporting.includes(lead)) faults.push({ field: 'supporting', why: 'lead-helps' });
  if (supporting.length > mostSupporting)
    faults.push({ field: 'supporting', why: 'too-many', most: mostSupporting });
  if (startsOn !== null && dueOn !== null && dueOn < startsOn)
    faults.push({ field: 'dueOn', why: 'due-before-start' });
  if (milestones.length > mostMilestones)
    faults.push({ field: 'milestones', why: 'too-many', most: mostMilestones });
  return [
    ...faults,
    ...milestones.flatMap((one, milestone) =>
      refuseMilestone(one, facts).map((fault) => ({ ...fault, milestone })),
    ),
  ];
}
