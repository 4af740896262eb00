import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditEvents } from '#platform/audit/schema.ts';
import { latestChanges } from '#platform/changes/store.ts';
import { commissionActs, workActions } from '../../src/modules/commission/schema.ts';
import { createPerson, formRequest, type TestPerson } from '../support/people.ts';
import { csvRowsOf, textOf } from '../support/reading.ts';
import { testSite } from '../support/site.ts';

const site = testSite();
let secretary: TestPerson;
beforeAll(async () => {
  secretary = await createPerson(site.services, {
    grants: [{ role: 'commission-secretary', scope: { kind: 'platform' } }],
  });
});

const send = (path: string, values: Record<string, string>, who = secretary) =>
  site.ask(path, formRequest(values, who.cookie));
const action = { titulo: 'Abrir un taller sobre integridad', responsable: 'Secretaría de la Comisión' };

async function planned(line: string): Promise<typeof workActions.$inferSelect> {
  const sent = await send(`/gestion/comision/plan/${line}`, { ...action, vence: '2099-01-31' });
  expect(sent.headers.get('location')).toBe('/gestion/comision/plan?hecho=guardado');
  const rows = await site.services.orm.select().from(workActions).where(eq(workActions.line, line));
  return rows.at(-1) as typeof workActions.$inferSelect;
}

describe('the work plan', () => {
  it('shows the 25 commitments in both languages, with figures worked out from the records', async () => {
    const text = textOf(await site.page('/comision/plan'));
    expect(text).toContain('L5 Instalar los secretariados técnicos locales que faltan');
    expect(text).toContain('Acuerdos cumplidos de los que ya debían estarlo sin dato');
    expect(text).toContain('Sin dato: todavía no hay acciones registradas');
    expect(textOf(await site.page('/en/comision/plan'))).toContain(
      'L6 Meet every quarter to follow the plans',
    );
    const lines = csvRowsOf(await site.page('/comision/plan.csv'));
    expect(lines).toHaveLength(25);
    expect(lines.filter(({ tipo }) => tipo === 'objetivo')).toHaveLength(7);
    expect(lines.every(({ estado, acciones }) => estado === '' && acciones === '0')).toBe(true);
  });

  it('has the figures of every module whose records say something of a line', async () => {
    const lines = JSON.parse(await site.page('/comision/plan.json')) as { clave: string; cifras: string }[];
    const figures = new Map(lines.map(({ clave, cifras }) => [clave, cifras]));
    expect(figures.get('O3')).toMatch(/Ediciones de la Métrica.*: 3/);
    expect(figures.get('L6')).toContain('Sesiones celebradas: sin dato');
    expect(figures.get('L17')).toMatch(/bitácora pública: \d+/);
    expect(figures.get('L8')).toBeNull();
  });
});

describe('an action of the work plan', () => {
  it('is planned by the secretary, with its entry, its audit and its announcement, and stands on the page', async () => {
    const { orm } = site.services;
    const row = await planned('L8');
    expect(row).toMatchObject({ state: 'not-started', dueOn: '2099-01-31', version: 1 });
    const text = textOf(await site.page('/comision/plan'));
    expect(text).toContain('Abrir un taller sobre integridad sin empezar');
    const [act] = await orm.select().from(commissionActs).where(eq(commissionActs.subject, row.id));
    expect(act).toMatchObject({ kind: 'commission.action-planned', act: { name: 'L8', due: '2099-01-31' } });
    // What was typed stands in the ledger as a digest alone.
    expect(JSON.stringify(act?.act)).not.toContain('taller');
    const audit = await orm.select().from(auditEvents).where(eq(auditEvents.target, row.id));
    expect(audit).toMatchObject([{ actor: secretary.id, action: 'commission.action-planned' }]);
    const [change] = await latestChanges(orm, 'commission', 1);
    expect(change).toMatchObject({ path: '/comision/plan#L8', entry: act?.entry });
    expect(await site.page('/avisos/comision.atom')).toContain('compromiso L8');
  });

  it('is done with evidence only, and a mistake keeps what was typed', async () => {
    const row = await planned('L9');
    const path = `/gestion/comision/acciones/${row.id}`;
    const values = { ...action, vence: '2099-01-31', estado: 'done', version: '1' };
    const refused = await send(path, { ...values, titulo: 'Taller corregido' });
    expect(refused.status).toBe(422);
    const again = await refused.text();
    expect(textOf(again)).toContain('Lo terminado se muestra con evidencia');
    expect(again).toContain('Taller corregido');
    const odd = await send(path, { ...values, evidencia: 'javascript:alert(1)', vence: '2026-02-30' });
    expect(odd.status).toBe(422);
    expect(textOf(await odd.text())).toMatch(/Hay 2 problemas.*un día que exista/);
    const sent = await send(path, {
      ...values,
      evidencia: 'https://ejemplo.test/informe',
      evidenciaTitulo: 'Informe',
    });
    expect(sent.status).toBe(303);
    expect(textOf(await site.page('/comision/plan'))).toMatch(
      /Abrir un taller sobre integridad terminada .*Informe/,
    );
  });

  it('that two change at once shows the second what the first did, and lets them choose', async () => {
    const row = await planned('L10');
    const path = `/gestion/comision/acciones/${row.id}`;
    const values = { ...action, vence: '', estado: 'under-way', version: '1' };
    expect((await send(path, { ...values, titulo: 'Lo primero' })).status).toBe(303);
    const late = await send(path, { ...values, titulo: 'Lo segundo' });
    expect(late.status).toBe(409);
    const page = await late.text();
    expect(textOf(page)).toContain('Alguien más lo cambió mientras escribías');
    expect(textOf(page)).toContain('Lo primero');
    expect(page).toContain('Lo segundo');
    expect(page).toContain('name="version" value="2"');
    expect((await send(path, { ...values, titulo: 'Lo segundo', version: '2' })).status).toBe(303);
    const [now] = await site.services.orm.select().from(workActions).where(eq(workActions.id, row.id));
    expect(now).toMatchObject({ title: 'Lo segundo', version: 3 });
  });

  it('is not planned for the past, for no line, with a formula, or by others', async () => {
    const path = '/gestion/comision/plan/L1';
    const past = await send(path, { ...action, vence: '2020-01-01' });
    expect(textOf(await past.text())).toContain('Esa fecha ya pasó');
    const formula = await send(path, { ...action, titulo: '=1+1' });
    expect(textOf(await formula.text())).toContain('lo tomaría por una fórmula');
    expect((await send('/gestion/comision/plan/L99', action)).status).toBe(404);
    const administrator = await createPerson(site.services, {
      grants: [{ role: 'administrator', scope: { kind: 'platform' } }],
    });
    expect((await send(path, action, administrator)).status).toBe(403);
    const rows = await site.services.orm.select().from(workActions).where(eq(workActions.line, 'L1'));
    expect(rows).toEqual([]);
  });
});
