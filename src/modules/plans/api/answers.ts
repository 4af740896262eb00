import type { z } from '@hono/zod-openapi';
import type { CommitmentDetail } from '../board/commitment.ts';
import type { ExerciseState, PlanFigures } from '../board/exercise.ts';
import type { Tally } from '../board/tally.ts';
import { commitmentPath, evidencePath, planPath, statePlansPath } from '../rules/index.ts';
import type { Calendar, ListedCommitment } from '../store/listing.ts';
import type { MemberRow } from '../store/secretariats.ts';
import type { commitmentDetailSchema, commitmentSchema, planSchema, secretariatSchema } from './schemas.ts';

export function secretariatItem(
  { state, status, secretariat, plans }: ExerciseState,
  members: readonly MemberRow[],
): z.infer<typeof secretariatSchema> {
  return {
    state: state.clave,
    status,
    declared_on: secretariat?.declaredOn ?? null,
    installed_on: secretariat?.installedOn ?? null,
    status_since: secretariat?.statusSince ?? null,
    as_of: secretariat?.asOf ?? null,
    source: secretariat?.source ?? null,
    members: members.map(({ organisation, sector, facilitates, since, until }) => ({
      ...{ organisation, sector, facilitates: facilitates > 0, since, until },
    })),
    plans: plans.length,
    page: statePlansPath(state.slug),
  };
}

export function planItem(
  plan: PlanFigures,
  slug: string,
  { progress }: Pick<Tally, 'progress'>,
): z.infer<typeof planSchema> {
  return {
    ...{ id: plan.id, state: plan.state, edition: plan.edition, title: plan.title },
    ...{ from: plan.from, to: plan.to, stage: plan.stage },
    stages: plan.stages.map(({ stage, enteredOn, document }) => ({ stage, entered_on: enteredOn, document })),
    declared_commitments: plan.declaredCommitments,
    commitments: plan.commitments.length,
    progress: progress.value,
    known_weight: progress.knownWeight,
    as_of: plan.asOf,
    source: plan.source,
    self: `/api/v1/plans/${plan.id}`,
    page: planPath(slug, plan.edition),
  };
}

export function commitmentItem(row: ListedCommitment, calendar: Calendar): z.infer<typeof commitmentSchema> {
  return {
    ...{ id: row.id, state: row.state, plan: row.plan, edition: row.edition, number: row.number },
    ...{ title: row.title, theme: row.theme, lead: row.lead, counterpart: row.counterpart },
    starts_on: row.startsOn,
    due_on: row.dueOn,
    runs_out_on: row.dueOn && calendar.runsOutOn(row.dueOn, row.state),
    completion: row.completion,
    last_word_on: row.lastUpdateOn,
    closed: row.closed,
    source: row.source,
    self: `/api/v1/commitments/${row.id}`,
    page: commitmentPath(row.id),
  };
}

export function commitmentAnswer(detail: CommitmentDetail): z.infer<typeof commitmentDetailSchema> {
  const { commitment, plan, clock } = detail;
  const numberOf = new Map(detail.milestones.map(({ id, number }) => [id, number]));
  const numbered = (milestone: string | null) => (milestone && numberOf.get(milestone)) || null;
  return {
    ...commitmentItem({ ...commitment, ...clock, edition: plan.edition }, detail.calendar),
    problem: commitment.problem,
    goal: commitment.goal,
    sdg_target: commitment.sdgTarget,
    supporting: commitment.supporting,
    milestones: detail.milestones.map(({ number, product, responsible, dueOn, weight, completion }) => ({
      ...{ number, product, responsible, due_on: dueOn, weight, completion },
    })),
    reports: detail.reports.map((report) => ({
      ...{ voice: report.voice, milestone: numbered(report.milestone), completion: report.completion },
      ...{ text: report.text, early_result: report.earlyResult, opening: report.opening },
      ...{ at: report.at.toISOString(), entry: report.entry },
    })),
    evidence: detail.evidence.map((one) => ({
      ...{ title: one.title, shown_on: one.date, address: one.address },
      file: one.sha256 !== null && one.withdrawnAt === null ? evidencePath(one.commitment, one.id) : null,
      ...{ sha256: one.sha256, at: one.at.toISOString() },
      withdrawn_at: one.withdrawnAt?.toISOString() ?? null,
      withdrawn_reason: one.withdrawnReason,
    })),
    resistances: detail.resistances.map(({ kind, description, strategy, result }) => ({
      ...{ kind, description, strategy, result },
    })),
    amendments: detail.amendments.map(({ field, before, after, reason, at, entry }) => ({
      ...{ field, before, after, reason, at: at.toISOString(), entry },
    })),
    links: detail.links.map(({ kind, title, path }) => ({ kind, title, path })),
  };
}
