import { beforeAll, describe, expect, it } from 'vitest';
import { readSpreadsheet } from '#platform/files/read-spreadsheet.ts';
import { commitments } from '../../src/modules/plans/schema.ts';
import { createPlan, furnish } from '../support/plans.ts';
import { csvRowsOf, textOf } from '../support/reading.ts';
import { testSite } from '../support/site.ts';

const site = testSite();
const now = new Date('2026-11-23T18:00:00Z');
const plan = '/planes/oaxaca/2';

beforeAll(async () => {
  site.services.now = () => now;
  const { orm } = site.services;
  const { plan: id, ids } = await createPlan(orm, { state: '20', edition: 2, now }, [
    {
      ...{
        number: '1',
        title: '=Medicinas a la vista',
        problem: 'No hay',
        goal: 'Que haya',
        theme: 'health',
      },
      ...{ sdgTarget: '3.8', lead: 'oaxaca-secretaria-de-salud', startsOn: '2026-02-01' },
      ...{ dueOn: '2028-02-29', counterpart: 'Colectivo Ñandú' },
    },
    { number: '2', title: 'Otro' },
  ]);
  await furnish(orm, ids[0] ?? '', now);
  await orm.insert(commitments).values({
    ...{ id: '018f0000-0000-7000-8000-0000000000bb', plan: id, state: '20', number: '3', draft: true },
    ...{ title: 'Borrador secreto', search: 'borrador secreto', updatedAt: now },
  });
  await site.services.dataVersion.refresh();
});

async function bytesAt(path: string): Promise<Uint8Array> {
  const response = await site.get(path);
  if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

async function rowsAt(path: string): Promise<string[][]> {
  const read = await readSpreadsheet(await bytesAt(path));
  if ('problem' in read) throw new Error(`${path}: ${read.problem}`);
  return read.rows;
}

const tables = [
  ...['/planes', '/planes/integrantes', '/planes/sesiones', '/compromisos'],
  ...['/planes/comparar/estados', '/planes/comparar/instituciones'],
  ...[`${plan}/compromisos`, `${plan}/hitos`, '/comision/sesiones', '/comision/acuerdos'],
  ...['/comision/plan', '/comision/plan/acciones', '/comision/convenios', '/comision/convenios/entregables'],
  ...['/comision/exhortos', '/comision/integrantes'],
];

describe.each(tables)('the table %s', (path) => {
  it('says the same as a workbook and as CSV', async () => {
    const response = await site.get(`${path}.xlsx`);
    expect(response.headers.get('content-type')).toBe(
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    );
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w-]+\.xlsx"$/);
    const [header = [], ...rows] = await rowsAt(`${path}.xlsx`);
    const csv = await (await site.get(`${path}.csv`)).text();
    expect(header).toEqual(csv.split('\r\n', 1)[0]?.split(','));
    const expected = csvRowsOf(csv);
    expect(rows).toHaveLength(expected.length);
    for (const [at, row] of expected.entries()) {
      const told = Object.fromEntries(header.map((name, place) => [name, rows[at]?.[place] ?? '']));
      for (const [name, value] of Object.entries(row)) {
        const number = value !== '' && /^-?\d+(\.\d+)?$/.test(value) && told[name] !== value;
        if (number) expect(Number(told[name])).toBeCloseTo(Number(value), 12);
        else expect(told[name]).toBe(value);
      }
    }
  });

  it('is the same bytes as long as the records are', async () => {
    expect(Buffer.compare(await bytesAt(`${path}.xlsx`), await bytesAt(`${path}.xlsx?a=1`))).toBe(0);
  });
});

describe('pages with tables', () => {
  it.each([
    ...[
      ['/planes', '/planes.xlsx'],
      ['/planes', '/planes/integrantes.csv'],
      ['/compromisos?tema=salud', '/compromisos.xlsx?tema=salud'],
      ['/planes/comparar', '/planes/comparar/estados.xlsx'],
      [plan, `${plan}/plan.xlsx`],
      [plan, `${plan}/hitos.xlsx`],
      ['/comision/plan', '/comision/plan/acciones.xlsx'],
      ['/comision/exhortos', '/comision/exhortos.xlsx'],
    ],
  ])('%s offers %s', async (page, file) => {
    expect(await site.page(page)).toContain(`href="${file}"`);
  });

  it('narrow the workbook as they narrow the list', async () => {
    const rows = await rowsAt('/compromisos.xlsx?tema=salud&entidad=oaxaca&q=medicinas');
    expect(rows.length).toBe(2);
    expect(rows[1]).toContain('=Medicinas a la vista');
  });
});

describe('the workbook of a plan', () => {
  /** The text of all sheets: only the first is read as a table. */
  async function textOfAll(path: string): Promise<string> {
    const { unpackArchive } = await import('#platform/uploads/archive.ts');
    const parts = await unpackArchive(Buffer.from(await bytesAt(path)));
    if ('refused' in parts) throw new Error(parts.refused);
    return ['xl/workbook.xml', 'xl/sharedStrings.xml']
      .map((name) => Buffer.from(parts.get(name) ?? []).toString('utf8'))
      .join('\n');
  }

  it('holds its commitments, milestones, words, evidence and changes', async () => {
    const [header = [], first = [], ...others] = await rowsAt(`${plan}/plan.xlsx`);
    expect(header.slice(0, 3)).toEqual(['Número', 'Título', 'Problema']);
    expect(first.slice(0, 6)).toEqual([
      ...['1', '=Medicinas a la vista', 'No hay', 'Que haya', 'Salud', '3.8'],
    ]);
    expect(first).toContain('2028-02-29');
    expect(others).toHaveLength(1);
    const text = await textOfAll(`${plan}/plan.xlsx`);
    for (const words of [
      'Compromisos',
      'Hitos',
      'Lo que se ha dicho',
      'Evidencias',
      'Cambios a lo prometido',
      'Lo que estorba',
    ])
      expect(text).toContain(`name="${words}"`);
    for (const words of ['Padrón publicado', 'Falta la mitad.', 'Página del padrón', 'Llegó tarde el dinero'])
      expect(text).toContain(words);
    expect(text).toContain('Vencimiento');
    expect(text).not.toContain('Borrador secreto');
  });

  it('speaks the language of the page', async () => {
    const text = await textOfAll(`/en${plan}/plan.xlsx`);
    expect(text).toContain('name="Commitments"');
    expect(text).not.toContain('Lo que se ha dicho');
  });

  it('has its records as files for programs too, the same in both languages', async () => {
    const [evidence] = csvRowsOf(await (await site.get(`${plan}/evidencias.csv`)).text());
    expect(evidence).toMatchObject({ numero_compromiso: '1' });
    for (const name of ['avances', 'cambios', 'evidencias', 'resistencias']) {
      const spanish: unknown = await (await site.get(`${plan}/${name}.json`)).json();
      expect(Array.isArray(spanish) && spanish.length).toBeGreaterThan(0);
      const english = await (await site.get(`/en${plan}/${name}.csv`)).text();
      expect(csvRowsOf(english)).toHaveLength(Array.isArray(spanish) ? spanish.length : 0);
    }
    expect((await site.get('/planes/oaxaca/99/evidencias.csv')).status).toBe(404);
  });

  it('does not exist for a plan that is not there', async () => {
    expect((await site.get('/planes/oaxaca/99/plan.xlsx')).status).toBe(404);
    expect(textOf(await (await site.get('/planes/oaxaca/99/hitos.xlsx')).text())).toContain('99');
  });
});
