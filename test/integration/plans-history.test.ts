import { beforeAll, describe, expect, it } from 'vitest';
import { bumpDataVersion } from '#platform/database/data-version.ts';
import { idOf } from '#platform/database/identifier.ts';
import { words } from '#platform/ui/rendered.tsx';
import { amendments, evidence, planActs, planStages } from '../../src/modules/plans/schema.ts';
import { createPlan } from '../support/plans.ts';
import { testSite } from '../support/site.ts';

/* What people recorded, as everybody sees it: acts with the way to the ledger, changes, withdrawn evidence, own files. */

const site = testSite();
const now = new Date('2026-11-20T18:00:00Z');
const before = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const themes = ['health', 'education', 'money'] as const;

let id = '';
let plan = '';
beforeAll(async () => {
  const { orm } = site.services;
  const created = await createPlan(
    orm,
    { state: '20', edition: 8, now },
    Array.from({ length: 45 }, (_, at) => ({
      ...{ number: String(at + 1), title: `Promesa ${at + 1}`, dueOn: `2026-${at < 30 ? '03' : '12'}-10` },
      theme: at < 42 ? ('health' as const) : themes[at % 3],
    })),
  );
  id = created.ids[0] ?? '';
  plan = created.plan;
  await orm.insert(planStages).values({
    ...{ plan, number: 3, stage: 'implementation', enteredOn: '2026-03-01' },
    document: `/planes/archivos/${idOf('test file')}`,
  });
  const act = { state: '20', slug: 'oaxaca', place: 'Oaxaca', edition: 8, number: '1' };
  await orm.insert(planActs).values([
    ...Array.from({ length: 12 }, (_, at) => ({
      ...{ entry: idOf(`test act ${at}`), kind: 'plans.progress-reported', at: before(at), subject: id },
      ...{ subjectType: 'commitment' as const, act: { ...act, to: at === 0 ? 'complete' : 'limited' } },
    })),
    {
      ...{ entry: idOf('test act of plan'), kind: 'plans.plan-moved', at: before(100), subject: plan },
      ...{ subjectType: 'plan' as const, act: { ...act, to: 'implementation' } },
    },
  ]);
  await orm.insert(amendments).values({
    ...{
      id: idOf('test amendment of lead'),
      commitment: id,
      field: 'lead',
      at: now,
      entry: idOf('test act 1'),
    },
    ...{ before: 'oaxaca-secretaria-de-salud', after: null, reason: 'Desapareció la oficina' },
  });
  await orm.insert(evidence).values({
    ...{ id: idOf('test withdrawn'), commitment: id, title: 'Acta equivocada', at: before(50) },
    ...{ entry: idOf('test act 2'), withdrawnAt: now, withdrawnReason: 'Era de otro compromiso' },
  });
  await bumpDataVersion(orm);
  await site.services.dataVersion.refresh();
});

describe('the page of a commitment', () => {
  it('tells what happened, the newest first, with the way to the ledger; what is older unfolds', async () => {
    const html = await site.page(`/compromisos/${id}`);
    const text = words(html);
    const newest = text.indexOf('dijo cómo va el compromiso 1 de Oaxaca: completo');
    expect(newest).toBeGreaterThan(0);
    expect(text.indexOf('dijo cómo va el compromiso 1 de Oaxaca: limitado')).toBeGreaterThan(newest);
    expect(html).toContain(`href="/bitacora/asientos/${idOf('test act 0')}"`);
    expect(text).toContain('Ver los 4 hechos anteriores');
  });

  it('keeps in view what was promised before, by the names of institutions, and why it changed', async () => {
    const text = words(await site.page(`/compromisos/${id}`));
    expect(text).toMatch(
      /Responsable Antes: Secretaría de Salud Ahora: sin dato Motivo: Desapareció la oficina/,
    );
  });

  it('names evidence that was withdrawn, with the reason and without a way to it', async () => {
    const html = await site.page(`/compromisos/${id}`);
    expect(html).toContain('<del>Acta equivocada</del>');
    expect(words(html)).toContain('Se retiró el 20 de noviembre de 2026. Motivo: Era de otro compromiso');
    const path = `/compromisos/${id}/evidencias/${idOf('test withdrawn')}`;
    expect(html).not.toContain(path);
    expect((await site.get(path)).status).toBe(404);
    const answer = (await (await site.get(`/api/v1/commitments/${id}`)).json()) as { evidence: unknown[] };
    expect(answer.evidence).toEqual([
      expect.objectContaining({ file: null, address: null, withdrawn_reason: 'Era de otro compromiso' }),
    ]);
  });
});

describe('the page of a plan', () => {
  it('tells what happened to it and to its commitments, and leads to its own documents', async () => {
    const html = await site.page('/planes/oaxaca/8');
    const text = words(html);
    expect(text).toContain('dijo cómo va el compromiso 1 de Oaxaca: completo');
    expect(text).toContain('El plan 8 de Oaxaca pasó a: En marcha');
    expect(html).toContain(`href="/planes/archivos/${idOf('test file')}"`);
  });

  it('draws a line for each theme where it has many commitments, and those of the page where they are of one theme', async () => {
    const html = await site.page('/planes/oaxaca/8');
    const gantt = html.slice(html.indexOf('id="calendario"'));
    expect(words(gantt)).toContain('Salud (43)');
    expect(gantt).toContain('href="/planes/oaxaca/8?tema=salud#calendario"');
    expect(gantt).not.toContain('>1 Promesa 1<');
    const ofOne = await site.page('/planes/oaxaca/8?tema=salud');
    expect(ofOne.slice(ofOne.indexOf('id="calendario"'))).toContain('>1 Promesa 1<');
    expect(words(ofOne)).toContain('Son muchos para una sola gráfica');
  });
});
