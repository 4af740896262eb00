import { findInstitutions, listStates, type StateRow } from '#modules/territory/index.ts';
import { dayAt } from '#platform/calendar/days.ts';
import { zoneOf } from '#platform/calendar/zones.ts';
import type { Services } from '#platform/services.ts';
import { type Progress, type Voice, weightedProgress } from '../rules/index.ts';
import { type ActRow, actsOf } from '../store/acts.ts';
import {
  type AmendmentRow,
  type CommitmentRow,
  type EvidenceRow,
  type LinkRow,
  listAmendments,
  listEvidence,
  listLinks,
  listMilestones,
  listReports,
  listResistances,
  type MilestoneRow,
  type ReportRow,
  type ResistanceRow,
} from '../store/commitments.ts';
import type { Calendar } from '../store/listing.ts';
import { type PlanRow, planById } from '../store/plans.ts';
import { calendarOf } from './calendar.ts';
import { enteredOn, exerciseOf } from './exercise.ts';
import { latestByVoice } from './plan.ts';

/** What the clock of a commitment is read from, in the calendar of its state. */
export interface CommitmentClock {
  state: string;
  dueOn: string | null;
  completion: CommitmentRow['completion'];
  lastUpdateOn: string | null;
  since: string | null;
  closed: boolean;
}

/** Everything known of a commitment. */
export interface CommitmentDetail {
  commitment: CommitmentRow;
  plan: PlanRow;
  state: StateRow;
  clock: CommitmentClock;
  today: string;
  calendar: Calendar;
  progress: Progress;
  milestones: readonly MilestoneRow[];
  /** What each voice said last of the whole. */
  latest: Readonly<Partial<Record<Voice, ReportRow>>>;
  /** The newest first. */
  reports: readonly ReportRow[];
  evidence: readonly EvidenceRow[];
  resistances: readonly ResistanceRow[];
  amendments: readonly AmendmentRow[];
  links: readonly LinkRow[];
  /** What people did to it here, the newest first. */
  acts: readonly ActRow[];
  /** Names by slug, of those that the catalogue has and that answer for it, help, or once did. */
  institutions: ReadonlyMap<string, string>;
}

async function institutionNames(
  { orm }: Services,
  { lead, supporting }: CommitmentRow,
  amendments: readonly AmendmentRow[],
) {
  const amended = amendments
    .filter(({ field }) => field === 'lead' || field === 'supporting')
    .flatMap(({ before, after }) => `${before ?? ''} ${after ?? ''}`.split(' ').filter(Boolean));
  const slugs = [...new Set([...(lead === null ? [] : [lead]), ...supporting, ...amended])];
  if (slugs.length === 0) return new Map<string, string>();
  return new Map((await findInstitutions(orm, slugs)).map(({ slug, name }) => [slug, name]));
}

/** @throws Error for a commitment without plan or state, which the records do not have */
export async function commitmentDetail(
  services: Services,
  commitment: CommitmentRow,
): Promise<CommitmentDetail> {
  const { orm } = services;
  const { id, state: clave } = commitment;
  const plan = await planById(orm, commitment.plan);
  const state = (await listStates(orm)).find((one) => one.clave === clave);
  if (!plan || !state) throw new Error(`Commitment ${id} has no plan or no state`);
  const figures = (await exerciseOf(services)).byClave.get(clave)?.plans.find((one) => one.id === plan.id);
  const calendar = await calendarOf(services);
  const milestones = await listMilestones(orm, [id]);
  const reports = await listReports(orm, [id]);
  const amendments = await listAmendments(orm, id);
  return {
    ...{ commitment, plan, state, milestones, reports, amendments },
    clock: {
      state: clave,
      dueOn: commitment.dueOn,
      completion: commitment.completion,
      lastUpdateOn: commitment.lastUpdate && dayAt(commitment.lastUpdate, zoneOf(clave)),
      since: figures ? enteredOn(figures, 'implementation') : null,
      closed: commitment.closedAt !== null || plan.stage === 'closed',
    },
    today: calendar.todayIn(clave),
    calendar,
    progress: weightedProgress(milestones),
    latest: latestByVoice(reports),
    evidence: await listEvidence(orm, [id]),
    resistances: await listResistances(orm, id),
    links: await listLinks(orm, id),
    acts: await actsOf(orm, 'commitment', id),
    institutions: await institutionNames(services, commitment, amendments),
  };
}
