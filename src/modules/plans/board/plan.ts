import type { Services } from '#platform/services.ts';
import type { Voice } from '../rules/index.ts';
import {
  type EvidenceRow,
  listEvidence,
  listMilestones,
  listReports,
  type MilestoneRow,
  type ReportRow,
} from '../store/commitments.ts';
import {
  type Calendar,
  type CommitmentFilter,
  type ListedCommitment,
  listCommitments,
} from '../store/listing.ts';

/** A commitment of a plan with all that a report of the plan says of it. */
export interface ReportedCommitment {
  commitment: ListedCommitment;
  milestones: readonly MilestoneRow[];
  /** What each voice said last. */
  latest: Readonly<Partial<Record<Voice, ReportRow>>>;
  /** The newest first. */
  reports: readonly ReportRow[];
  evidence: readonly EvidenceRow[];
}

const everything = { sort: 'plan', direction: 'asc', offset: 0, limit: 100_000 } as const;

/** All commitments that a filter keeps, in the order of plans. */
export function allCommitments({ orm }: Services, filter: CommitmentFilter, calendar: Calendar) {
  return listCommitments(orm, filter, calendar, everything);
}

/** What each voice said last, of reports with the newest first. Voices are never merged. */
export function latestByVoice(reports: readonly ReportRow[]): Partial<Record<Voice, ReportRow>> {
  const latest: Partial<Record<Voice, ReportRow>> = {};
  for (const report of reports) {
    // A word on one milestone is none on the whole.
    if (report.milestone === null) latest[report.voice] ??= report;
  }
  return latest;
}

/** Everything that a report of a plan says, in the plan's order. */
export async function reportOfPlan(
  services: Services,
  plan: string,
  calendar: Calendar,
): Promise<ReportedCommitment[]> {
  const { orm } = services;
  const commitments = await allCommitments(services, { plan }, calendar);
  const ids = commitments.map(({ id }) => id);
  const milestones = Map.groupBy(await listMilestones(orm, ids), ({ commitment }) => commitment);
  const reports = Map.groupBy(await listReports(orm, ids), ({ commitment }) => commitment);
  const evidence = Map.groupBy(await listEvidence(orm, ids), ({ commitment }) => commitment);
  return commitments.map((commitment) => {
    const own = reports.get(commitment.id) ?? [];
    return {
      commitment,
      milestones: milestones.get(commitment.id) ?? [],
      latest: latestByVoice(own),
      reports: own,
      evidence: evidence.get(commitment.id) ?? [],
    };
  });
}
