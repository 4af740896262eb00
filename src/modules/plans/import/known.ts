import { type InstitutionRow, listInstitutions, normalise } from '#modules/territory/index.ts';
import type { Orm } from '#platform/database/types.ts';
import type { MilestoneFacts } from '../rules/index.ts';
import { type CommitmentRow, listCommitmentsOf, listMilestones } from '../store/commitments.ts';
import type { PlanRow } from '../store/plans.ts';
import { listMembers } from '../store/secretariats.ts';

/** A commitment of a plan with its steps. */
export interface KnownCommitment {
  row: CommitmentRow;
  milestones: readonly MilestoneFacts[];
}

/** What the rows of a file are held against. */
export interface Known {
  /** By number. */
  commitments: ReadonlyMap<string, KnownCommitment>;
  /** By slug, and by folded name: all of that name. */
  institutions: ReadonlyMap<string, readonly InstitutionRow[]>;
  /** The civil-society organisations of the secretariat, by folded name. */
  organisations: ReadonlyMap<string, { id: string; name: string }>;
}

/** Slugs have hyphens where names have spaces, so that one can hardly be taken for the other. */
function byEveryName(rows: readonly InstitutionRow[]): Map<string, InstitutionRow[]> {
  const found = Map.groupBy(rows, ({ name }) => normalise(name));
  for (const row of rows) found.set(row.slug, [row]);
  return found;
}

/** Everything about a plan and its state that a file may speak of. */
export async function knownOf(orm: Orm, plan: PlanRow): Promise<Known> {
  const rows = await listCommitmentsOf(orm, plan.id);
  const milestones = Map.groupBy(
    await listMilestones(
      orm,
      rows.map(({ id }) => id),
    ),
    ({ commitment }) => commitment,
  );
  const institutions = await listInstitutions(
    orm,
    { state: plan.state },
    { sort: 'nombre', direction: 'asc', offset: 0, limit: 100_000 },
  );
  const members = (await listMembers(orm, plan.state)).filter(
    ({ sector, until }) => sector === 'civil-society' && until === null,
  );
  return {
    commitments: new Map(rows.map((row) => [row.number, { row, milestones: milestones.get(row.id) ?? [] }])),
    institutions: byEveryName(institutions),
    organisations: new Map(
      members.map(({ id, organisation }) => [normalise(organisation), { id, name: organisation }]),
    ),
  };
}
