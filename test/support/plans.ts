import { idOf } from '#platform/database/identifier.ts';
import type { Orm } from '#platform/database/types.ts';
import {
  amendments,
  commitments,
  evidence,
  milestones,
  planStages,
  plans,
  reports,
  resistances,
} from '../../src/modules/plans/schema.ts';
import { searchText } from '../../src/modules/plans/store/commitments.ts';

type NewCommitment = Partial<typeof commitments.$inferInsert> & { number: string; title: string };

/** A fictional plan under way since 1 February 2026, written straight into the records. */
export async function createPlan(
  orm: Orm,
  { state, edition, now }: { state: string; edition: number; now: Date },
  promised: readonly NewCommitment[],
): Promise<{ plan: string; ids: string[] }> {
  const plan = idOf(`test plan ${state} ${edition}`);
  await orm.insert(plans).values({
    ...{ id: plan, state, edition, from: '2026-01-01', to: '2026-12-31' },
    ...{ stage: 'implementation', updatedAt: now },
  });
  await orm.insert(planStages).values([
    { plan, number: 1, stage: 'published', enteredOn: '2026-01-15', document: 'https://ejemplo.mx/plan.pdf' },
    { plan, number: 2, stage: 'implementation', enteredOn: '2026-02-01' },
  ]);
  const rows = promised.map((one) => ({
    ...{ id: idOf(`test commitment ${state} ${edition} ${one.number}`), plan, state, updatedAt: now },
    ...{
      search: searchText({ title: one.title, problem: one.problem ?? null, goal: one.goal ?? null }),
      ...one,
    },
  }));
  if (rows.length > 0) await orm.insert(commitments).values(rows);
  return { plan, ids: rows.map(({ id }) => id) };
}

/** Everything that can stand with a commitment, once. */
export async function furnish(orm: Orm, commitment: string, now: Date): Promise<{ file: string }> {
  const id = (name: string) => idOf(`test ${name} of ${commitment}`);
  await orm.insert(milestones).values([
    {
      id: id('milestone 1'),
      commitment,
      number: 1,
      product: 'Padrón publicado',
      weight: 1,
      completion: 'complete',
    },
    {
      id: id('milestone 2'),
      commitment,
      number: 2,
      product: 'Quejas atendidas',
      weight: 3,
      dueOn: '2026-10-01',
    },
  ]);
  const said = { commitment, at: now, entry: id('entry') };
  await orm.insert(reports).values([
    { ...said, id: id('report 1'), voice: 'officer', completion: 'complete', text: 'Ya quedó todo.' },
    {
      ...{ ...said, id: id('report 2'), voice: 'counterpart', completion: 'limited' },
      ...{ text: 'Falta la mitad.', earlyResult: 'Hay menos basura.', opening: 'marginal' },
    },
  ]);
  await orm.insert(evidence).values([
    { ...said, id: id('evidence 1'), title: 'Página del padrón', address: 'https://ejemplo.mx/padron' },
    {
      ...{ ...said, id: id('evidence 2'), title: 'Acta', file: Buffer.from('<script>1</script>') },
      ...{ fileName: 'acta.pdf', contentType: 'application/pdf', sha256: 'ab'.repeat(32), bytes: 18 },
    },
  ]);
  await orm.insert(resistances).values({
    ...{ id: id('resistance'), commitment, kind: 'budgetary', at: now },
    ...{ description: 'No hay dinero', strategy: 'Pedirlo' },
  });
  await orm.insert(amendments).values({
    ...{ ...said, id: id('amendment'), field: 'due_on', before: '2026-06-30', after: '2026-09-30' },
    reason: 'Llegó tarde el dinero',
  });
  return { file: id('evidence 2') };
}
