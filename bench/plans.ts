import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
import { embeddedDatabase } from '../src/platform/database/embedded.ts';
import type { Orm } from '../src/platform/database/types.ts';
import { type Server, startPlatform, withFolder } from './program.ts';
import { ms, percentile, tell } from './report.ts';

const commitments = 5000;
const milestonesEach = 10;
const actsEach = 4;
/** One plan is as large as a plan may be; the others share the rest. */
const largePlan = 200;
const editions = 4;

/** Made-up plans of all 32 states under way, with all that people do to them: for load, never shown. */
export async function seedPlans(orm: Orm): Promise<void> {
  await orm.execute(sql`
    insert into plans (id, state, edition, from_day, to_day, stage, updated_at)
    select gen_random_uuid(), lpad(s::text, 2, '0'), 10 + e, '2025-01-01', '2027-12-31', 'implementation', now()
    from generate_series(1, 32) s, generate_series(1, ${editions}::int) e`);
  await orm.execute(sql`
    insert into plan_stages (plan, number, stage, entered_on)
    select id, 1, 'implementation', '2025-02-01' from plans where edition > 10`);
  await orm.execute(sql`
    with made as (
      select id, state, row_number() over (order by state, edition) as at, count(*) over () as plans
      from plans where edition > 10
    ), spread as (
      select case when n <= ${largePlan}::int then 1 else 2 + n % (max(made.plans) over () - 1) end as plan, n
      from generate_series(1, ${commitments}::int) n, (select max(plans) as plans from made) made
    )
    insert into plan_commitments (id, plan, state, number, title, theme, lead, starts_on, due_on, completion,
      last_update, search, updated_at)
    select gen_random_uuid(), made.id, made.state,
      (row_number() over (partition by made.id order by n))::text,
      'Compromiso inventado ' || n || ' sobre agua y transporte',
      (array['money', 'environment', 'services', 'education'])[1 + n % 4],
      'oaxaca-secretaria-de-salud',
      date '2025-01-01' + (n % 300), date '2025-06-01' + (n % 900),
      (array[null, 'not-started', 'limited', 'substantial', 'complete'])[1 + n % 5],
      case when n % 3 = 0 then null else timestamptz '2026-06-01 18:00Z' + n % 150 * interval '1 day' end,
      ' compromiso inventado ' || n || ' sobre agua y transporte', now()
    from spread join made on made.at = spread.plan`);
  await orm.execute(sql`
    insert into plan_milestones (id, commitment, number, product, due_on, weight, completion)
    select gen_random_uuid(), c.id, m, 'Producto ' || m, c.due_on - (${milestonesEach}::int - m) * 10, 1 + m % 3,
      (array[null, 'not-started', 'limited', 'substantial', 'complete'])[1 + (m + length(c.title)) % 5]
    from plan_commitments c join plans p on p.id = c.plan and p.edition > 10,
      generate_series(1, ${milestonesEach}::int) m`);
  await orm.execute(sql`
    insert into plan_reports (id, commitment, voice, completion, text, at, entry)
    select gen_random_uuid(), c.id, v, 'limited', 'Lo que se dijo', now(), gen_random_uuid()
    from plan_commitments c join plans p on p.id = c.plan and p.edition > 10,
      unnest(array['officer', 'counterpart', 'reviewer']) v`);
  await orm.execute(sql`
    insert into plan_amendments (id, commitment, field, before, after, reason, at, entry)
    select gen_random_uuid(), c.id, 'due_on', (c.due_on - 30 * a)::text, c.due_on::text, 'Llegó tarde el dinero',
      now() - a * interval '1 day', gen_random_uuid()
    from plan_commitments c join plans p on p.id = c.plan and p.edition > 10, generate_series(1, 2) a`);
  await orm.execute(sql`
    insert into plan_acts (entry, kind, subject_type, subject, at, act)
    select gen_random_uuid(), 'plans.' || (array['progress-reported', 'commitment-assessed', 'commitment-amended',
      'evidence-added'])[a], 'commitment', c.id::text, now() - (a * 7 + length(c.number)) * interval '1 hour',
      jsonb_build_object('state', c.state, 'number', c.number, 'place', 'Oaxaca',
        'slug', 'oaxaca', 'edition', p.edition, 'to', 'limited')
    from plan_commitments c join plans p on p.id = c.plan and p.edition > 10, generate_series(1, ${actsEach}::int) a`);
  await orm.execute(sql`analyze`);
}

const pages = [
  ['/planes', '50 ms'],
  ['/planes/oaxaca', '50 ms'],
  ['/planes/comparar', '50 ms'],
  ['/compromisos', '50 ms'],
  ['/compromisos?q=agua+4', '50 ms'],
  ['/compromisos?q=inventado+oaxaca&plazo=vencido&tema=dinero-publico', '50 ms'],
  ['/compromisos?plazo=en-silencio&orden=vence&pagina=20', '50 ms'],
  ['/api/v1/commitments?q=transporte&limit=50', '50 ms'],
  ['/planes/oaxaca/11', '50 ms'],
  ['/planes/aguascalientes/11', ''],
  ['/planes/aguascalientes/11?tema=educacion', ''],
  ['/planes/aguascalientes/11/informe', '1000 ms'],
] as const;

/** The page of a commitment of the large plan, with its whole history. */
async function commitmentPage(platform: Server): Promise<string> {
  const rows = await (await fetch(`${platform.address}/planes/aguascalientes/11/compromisos.json`)).json();
  const [first] = rows as { pagina: string }[];
  if (!first) throw new Error('The large plan has no commitments.');
  return first.pagina;
}

async function latency(platform: Server): Promise<void> {
  const one = [await commitmentPage(platform), '50 ms', '/compromisos/<id>'] as const;
  for (const [path, bar, name = path] of [...pages, one]) {
    const times: number[] = [];
    for (let round = 0; round < 45; round += 1) {
      const start = performance.now();
      const response = await fetch(platform.address + path);
      await response.text();
      if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
      if (round >= 5) times.push(performance.now() - start);
    }
    tell(`uncached ${name}, p95`, ms(percentile(times, 95)), bar);
  }
}

/** How fast the pages of plans come, rendered anew each time, with 5,000 commitments, 50,000 milestones and 20,000 acts. */
export function benchPlans(): Promise<void> {
  return withFolder(async (folder) => {
    const dataDir = join(folder, 'data');
    // The first start makes the records.
    await (await startPlatform(dataDir)).stop();
    const database = embeddedDatabase(await PGlite.create(join(dataDir, 'records')));
    await seedPlans(database.orm);
    await database.close();
    const platform = await startPlatform(dataDir, { TEQUIO_CACHE_MB: '0' });
    await latency(platform);
    await platform.stop();
  });
}
