import { and, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditEvents } from '#platform/audit/schema.ts';
import { readSpreadsheet } from '#platform/files/read-spreadsheet.ts';
import { writeSpreadsheet } from '#platform/files/write-spreadsheet.ts';
import { pendingEntries } from '#platform/ledger/schema.ts';
import { mostPending } from '#platform/uploads/pending.ts';
import { pendingUploads } from '#platform/uploads/schema.ts';
import { importColumns } from '../../src/modules/plans/import/columns.ts';
import { commitments, milestones, plans, secretariatMembers } from '../../src/modules/plans/schema.ts';
import { spreadsheet } from '../support/archive.ts';
import { createPerson, formRequest, ownPage, type TestPerson } from '../support/people.ts';
import { createPlan } from '../support/plans.ts';
import { csvRowsOf, textOf } from '../support/reading.ts';
import { testSite } from '../support/site.ts';

const site = testSite();
const now = new Date('2026-11-23T18:00:00Z');
const lead = 'oaxaca-secretaria-de-salud';
const base = '/gestion/planes/oaxaca/2';
const organisation = 'Colectivo Ñandú, A.C.';

let plan: string;
let facilitator: TestPerson;
const grantsOf = (state: string) => [{ role: 'facilitator', scope: { kind: 'state', state } }] as const;

beforeAll(async () => {
  const { orm } = site.services;
  site.services.now = () => now;
  ({ plan } = await createPlan(orm, { state: '20', edition: 2, now }, []));
  await createPlan(orm, { state: '21', edition: 2, now }, []);
  await orm.insert(secretariatMembers).values({
    ...{ id: '018f0000-0000-7000-8000-000000000001', state: '20', sector: 'civil-society', organisation },
  });
  facilitator = await createPerson(site.services, { grants: [...grantsOf('20')] });
});

beforeEach(async () => {
  const { orm } = site.services;
  await orm.delete(pendingUploads);
  await orm.delete(milestones);
  await orm.delete(commitments).where(eq(commitments.plan, plan));
  await orm.update(plans).set({ stage: 'implementation' }).where(eq(plans.id, plan));
});

type Row = Partial<Record<(typeof importColumns)[number], string>>;

const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const csvOf = (rows: readonly Row[]) =>
  [importColumns.join(','), ...rows.map((row) => importColumns.map((name) => quoted(row[name] ?? '')))].join(
    '\r\n',
  );
const xlsxOf = (rows: readonly Row[]) =>
  writeSpreadsheet([
    {
      name: 'Compromisos',
      columns: importColumns.map((header) => ({ header })),
      rows: rows.map((row) => importColumns.map((name) => row[name] ?? null)),
    },
  ]);

/** Each file comes from a network of its own: how many one may send is another matter. */
let network = 0;

function send(content: string | Uint8Array | undefined, name = 'plan.csv', by = facilitator, path = base) {
  const body = new FormData();
  if (content !== undefined) body.append('archivo', new File([content as Uint8Array<ArrayBuffer>], name));
  network += 1;
  const init = { method: 'POST', body, headers: { ...ownPage, cookie: by.cookie } };
  return site.ask(`${path}/importar`, init, `192.0.2.${network}`);
}

/** Sends a file that is taken. @returns where its review stands */
async function sent(content: string | Uint8Array, name?: string): Promise<string> {
  const response = await send(content, name);
  if (response.status !== 303) throw new Error(`${response.status} ${textOf(await response.text())}`);
  return response.headers.get('location') ?? '';
}

const see = (path: string, by = facilitator) => site.get(path, { cookie: by.cookie });
const pageOf = async (path: string) => textOf(await (await see(path)).text());
const versionIn = (markup: string) => /name="version" value="([0-9a-f]{64})"/.exec(markup)?.[1] ?? '';

async function decide(path: string, decision: string, version?: string, by = facilitator) {
  const seen = version ?? versionIn(await (await see(path, by)).text());
  return site.ask(path, formRequest({ decision, version: seen }, by.cookie));
}

async function drafts() {
  const rows = await site.services.orm.select().from(commitments).where(eq(commitments.plan, plan));
  return rows.toSorted((a, b) => Number(a.number.replace('P', '900')) - Number(b.number.replace('P', '900')));
}
const stepsOf = async (commitment: string) =>
  (await site.services.orm.select().from(milestones).where(eq(milestones.commitment, commitment))).toSorted(
    (a, b) => a.number - b.number,
  );

const health: Row = {
  ...{
    numero: '1',
    titulo: 'Medicinas a la vista',
    problema: 'Nadie sabe\nqué hay',
    meta: 'Un padrón, al día',
  },
  ...{ tema: 'Salud', meta_ods: '16.10', responsable: lead, apoyan: 'Secretaría de Finanzas' },
  ...{ contraparte: 'colectivo nandu, a.c.', inicio: '2026-02-01', vence: '30/11/2026' },
  ...{ producto: 'Padrón', hito_responsable: 'Área de abasto', hito_vence: '2026-06-30', peso: '2' },
};
const second: Row = { numero: '1', titulo: 'Medicinas a la vista', producto: 'Tablero', peso: '1.5' };
const bare: Row = { numero: 'p1', titulo: 'Uno más' };

async function supportingName(): Promise<string> {
  const { institutions } = await import('../../src/modules/territory/schema.ts');
  const rows = await site.services.orm.select().from(institutions).where(eq(institutions.state, '20'));
  const count = Map.groupBy(rows, ({ name }) => name);
  const one = rows.find(({ slug, name }) => slug !== lead && count.get(name)?.length === 1);
  if (!one) throw new Error('Oaxaca has no other institution');
  return `${one.name}|${one.slug}`;
}

describe.each(['csv', 'xlsx'])('a plan in a %s file', (kind) => {
  it('is shown first and becomes drafts once it is confirmed', async () => {
    const [name = '', slug = ''] = (await supportingName()).split('|');
    const rows = [{ ...health, apoyan: name.includes(';') ? slug : name }, second, {}, bare];
    const review = await sent(kind === 'csv' ? csvOf(rows) : await xlsxOf(rows), `plan.${kind}`);
    const page = await pageOf(review);
    expect(page).toContain('Nuevos: 2. Cambiados: 0. Sin cambio: 0.');
    expect(page).toContain('Medicinas a la vista');
    expect(await drafts()).toEqual([]);
    const before = await site.services.orm.select().from(pendingEntries);
    const answer = await decide(review, 'guardar');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${base}?hecho=guardado`]);
    const [first, other] = await drafts();
    expect(first).toMatchObject({
      ...{ number: '1', title: 'Medicinas a la vista', problem: 'Nadie sabe\nqué hay', draft: true },
      ...{ goal: 'Un padrón, al día', theme: 'health', sdgTarget: '16.10', lead, supporting: [slug] },
      ...{ counterpart: organisation, counterpartMember: '018f0000-0000-7000-8000-000000000001' },
      ...{ startsOn: '2026-02-01', dueOn: '2026-11-30', version: 1 },
    });
    expect(other).toMatchObject({ number: 'P1', title: 'Uno más', lead: null, dueOn: null, draft: true });
    expect(await stepsOf(first?.id ?? '')).toMatchObject([
      { number: 1, product: 'Padrón', responsible: 'Área de abasto', dueOn: '2026-06-30', weight: 2 },
      { number: 2, product: 'Tablero', responsible: null, dueOn: null, weight: 1.5 },
    ]);
    expect(await stepsOf(other?.id ?? '')).toEqual([]);
    const events = await site.services.orm
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.action, 'plans.drafts-imported'), eq(auditEvents.target, plan)));
    expect(events.at(-1)?.actor).toBe(facilitator.id);
    expect(await site.services.orm.select().from(pendingEntries)).toHaveLength(before.length);
    expect((await see(review)).status).toBe(404);
  });
});

describe('drafts that are taken out, changed and brought back', () => {
  async function fill(): Promise<void> {
    await decide(await sent(csvOf([{ ...health, apoyan: '' }, second, bare])), 'guardar');
  }

  it.each(['csv', 'xlsx'])('are the same in a %s file that nobody changed', async (kind) => {
    await fill();
    const file = await see(`${base}/compromisos.${kind}`);
    expect(file.status).toBe(200);
    const review = await sent(new Uint8Array(await file.arrayBuffer()), `borradores.${kind}`);
    expect(await pageOf(review)).toContain('El archivo no cambia nada');
    const before = await drafts();
    await decide(review, 'guardar');
    expect(await drafts()).toEqual(before);
  });

  it('change where the file says something else, and stay where it does not name them', async () => {
    await fill();
    const rows = csvRowsOf(await (await see(`${base}/compromisos.csv`)).text()) as Row[];
    const changed = rows.filter(({ numero }) => numero === '1').map((row) => ({ ...row, peso: '3' }));
    const review = await sent(csvOf([...changed, { numero: '2', titulo: 'Otro' }]));
    const page = await pageOf(review);
    expect(page).toContain('Nuevos: 1. Cambiados: 1. Sin cambio: 0.');
    expect(page).toContain('Un borrador del plan no está en el archivo');
    expect(page).toContain('P1 Uno más');
    await decide(review, 'guardar');
    const after = await drafts();
    expect(after.map(({ number, version }) => [number, version])).toEqual([
      ['1', 2],
      ['2', 1],
      ['P1', 1],
    ]);
    expect((await stepsOf(after[0]?.id ?? '')).map(({ weight }) => weight)).toEqual([3, 3]);
  });

  it('are reviewed anew where somebody changed them meanwhile', async () => {
    await fill();
    const review = await sent(csvOf([{ numero: '1', titulo: 'Otro título' }]));
    const version = versionIn(await (await see(review)).text());
    await site.services.orm
      .update(commitments)
      .set({ title: 'Cambiado aquí', version: 2 })
      .where(and(eq(commitments.plan, plan), eq(commitments.number, '1')));
    const answer = await decide(review, 'guardar', version);
    expect(answer.status).toBe(409);
    const markup = await answer.text();
    expect(textOf(markup)).toContain('El plan cambió mientras revisabas');
    expect((await drafts())[0]?.title).toBe('Cambiado aquí');
    expect((await decide(review, 'guardar', versionIn(markup))).status).toBe(303);
    expect((await drafts())[0]?.title).toBe('Otro título');
  });
});

describe('a file with problems', () => {
  const bad: readonly [Row, column: string][] = [
    [{ inicio: '2026-05-01', vence: '2026-04-01' }, 'vence'],
    [{ hito_vence: '2027-01-01', vence: '2026-12-31' }, 'hito_vence'],
    [{ vence: '2026-02-30' }, 'vence'],
    [{ inicio: '31/13/2026' }, 'inicio'],
    [{ tema: 'turismo' }, 'tema'],
    [{ meta_ods: '18.1' }, 'meta_ods'],
    [{ responsable: 'Nadie' }, 'responsable'],
    [{ apoyan: `${lead}; Tampoco` }, 'apoyan'],
    [{ contraparte: 'Otra organización' }, 'contraparte'],
    [{ peso: '0' }, 'peso'],
    [{ peso: 'mucho' }, 'peso'],
    [{ titulo: '' }, 'titulo'],
    [{ titulo: '=HYPERLINK("x")' }, 'titulo'],
    [{ numero: '1.5' }, 'numero'],
    [{ numero: '' }, 'numero'],
    [{ producto: 'x'.repeat(501) }, 'producto'],
    [{ problema: 'x'.repeat(4001) }, 'problema'],
    [{ producto: '', peso: '2' }, 'producto'],
  ];

  it.each(['csv', 'xlsx'])(
    'names each of 37 bad rows of 200 in a %s file and saves nothing',
    async (kind) => {
      const wrong = new Map<number, (typeof bad)[number]>();
      for (let at = 0; at < 37; at += 1) wrong.set(3 + at * 5, bad[at % bad.length] as (typeof bad)[number]);
      const rows = Array.from({ length: 200 }, (_, at): Row => {
        const row = {
          numero: String(at + 1),
          titulo: `Compromiso ${at + 1}`,
          producto: 'Algo',
          vence: '2026-12-31',
        };
        const number = wrong.get(at)?.[0].numero ? { numero: `${at}.5` } : {};
        return { ...row, ...wrong.get(at)?.[0], ...number };
      });
      const review = await sent(kind === 'csv' ? csvOf(rows) : await xlsxOf(rows), `plan.${kind}`);
      const markup = await (await see(review)).text();
      expect(textOf(markup)).toContain('37 filas');
      expect(markup).not.toContain('value="guardar"');
      const problems = csvRowsOf(await (await see(`${review}/problemas.csv`)).text());
      const named = new Set(problems.map(({ row, column }) => `${row} ${column}`));
      expect(named).toEqual(new Set([...wrong].map(([at, [, column]]) => `${at + 2} ${column}`)));
      expect(new Set(problems.map(({ row }) => row)).size).toBe(37);
      for (const place of named) expect(textOf(markup)).toContain(place);
      expect((await decide(review, 'guardar')).status).toBe(422);
      expect(await drafts()).toEqual([]);
      const english = textOf(await (await see(`/en${review}`)).text());
      expect(english).toContain('is not a theme');
    },
  );

  it('says of a number that is published already where it stands', async () => {
    const { orm } = site.services;
    await orm.insert(commitments).values({
      ...{ id: '018f0000-0000-7000-8000-0000000000aa', plan, state: '20', number: '1', title: 'Ya público' },
      ...{ draft: false, search: 'ya publico', updatedAt: now },
    });
    const page = await pageOf(await sent(csvOf([bare, { numero: '1', titulo: 'Encima' }])));
    expect(page).toMatch(/3 numero El compromiso 1 de este plan ya se publicó/);
  });

  it('says where the rows of a commitment contradict each other', async () => {
    const page = await pageOf(
      await sent(csvOf([health, { ...second, titulo: 'Otra cosa', meta_ods: '16.7' }])),
    );
    expect(page).toMatch(/3 titulo No dice lo mismo que la fila 2/);
    expect(page).toMatch(/3 meta_ods No dice lo mismo/);
  });

  it('says which columns are missing, and takes them as people write them', async () => {
    expect(await pageOf(await sent('numero,titulo\r\n1,Uno'))).toMatch(/1 vence Al encabezado le falta/);
    const header = importColumns.map((name) => name.replaceAll('_', ' ').toUpperCase()).join(',');
    const page = await pageOf(
      await sent(`${header.replace('NUMERO', 'Número')}\r\n7,Siete${','.repeat(13)}`),
    );
    expect(page).toContain('Nuevos: 1.');
  });

  it('says so where it is no table, has no rows, or another encoding', async () => {
    expect(await pageOf(await sent(csvOf([])))).toContain('ninguna fila');
    const latin = Buffer.from(csvOf([{ numero: '1', titulo: 'Año' }]), 'latin1');
    expect(await pageOf(await sent(latin))).toContain('UTF-8');
    expect(await pageOf(await sent(spreadsheet(), 'a.xlsx'))).toContain('no se puede leer');
    const far =
      '<worksheet><sheetData><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData></worksheet>';
    expect(await pageOf(await sent(spreadsheet(far), 'a.xlsx'))).toContain('Copia solo tu tabla');
  });

  it.each([
    ['no file', undefined, 'Elige un archivo'],
    ['an empty file', '', 'El archivo está vacío'],
    ['a page', '<html><script>1</script></html>', 'macros o programas'],
    ['a picture', Buffer.from('GIF89a;'), 'no es una tabla'],
    ['a document in JSON', '{"a":1}', 'no es una tabla'],
  ])('is refused where it is %s', async (_, content, words) => {
    const answer = await send(content);
    expect(answer.status).toBe(422);
    expect(textOf(await answer.text())).toContain(words);
  });
});

describe('the table that is filled in', () => {
  it('is a CSV header, and a workbook that says how to fill it in', async () => {
    const csv = await (await see(`${base}/importar/plantilla.csv`)).text();
    expect(csv.trim()).toBe(importColumns.join(','));
    const file = await see(`${base}/importar/plantilla.xlsx`);
    expect(file.headers.get('content-disposition')).toContain('plantilla-oaxaca-2.xlsx');
    const read = await readSpreadsheet(new Uint8Array(await file.arrayBuffer()));
    expect(read).toEqual({ rows: [[...importColumns]] });
  });

  it('is offered with where to send it, in both languages', async () => {
    const page = await (await see(`${base}/importar`)).text();
    for (const path of ['importar/plantilla.xlsx', 'importar/plantilla.csv', 'compromisos.xlsx'])
      expect(page).toContain(`href="${base}/${path}"`);
    expect(await pageOf(`/en${base}/importar`)).toContain('Import commitments');
  });
});

describe('who may import', () => {
  it('is the facilitator of the state alone', async () => {
    const review = await sent(csvOf([bare]));
    const others = await createPerson(site.services, { grants: [...grantsOf('21')] });
    const officer = await createPerson(site.services, {
      grants: [{ role: 'officer', scope: { kind: 'institution', institution: lead } }],
    });
    for (const person of [others, officer]) {
      for (const path of ['/importar', '/importar/plantilla.xlsx', '/compromisos.csv'])
        expect((await see(base + path, person)).status).toBe(403);
      expect((await see(review, person)).status).toBe(403);
      expect((await send(csvOf([bare]), 'a.csv', person)).status).toBe(403);
      expect((await decide(review, 'guardar', 'x', person)).status).toBe(403);
    }
    const visitor = await site.get(`${base}/importar`);
    expect([visitor.status, visitor.headers.get('location')]).toEqual([
      303,
      expect.stringContaining('/entrar'),
    ]);
    expect(await drafts()).toEqual([]);
  });

  it('sees neither the files of a colleague nor one for another plan', async () => {
    const review = await sent(csvOf([bare]));
    const colleague = await createPerson(site.services, { grants: [...grantsOf('20'), ...grantsOf('21')] });
    expect((await see(review, colleague)).status).toBe(404);
    expect((await decide(review, 'guardar', 'x', colleague)).status).toBe(404);
    const own = await send(csvOf([bare]), 'a.csv', colleague, '/gestion/planes/puebla/2');
    const id = own.headers.get('location')?.split('/').at(-1) ?? '';
    expect((await see(`${base}/importar/${id}`, colleague)).status).toBe(404);
    expect((await see(`/gestion/planes/puebla/2/importar/${id}`, colleague)).status).toBe(200);
  });
});

describe('a file that waits', () => {
  it('is taken away when its sender says so, and makes way for a newer one', async () => {
    const older = await sent(csvOf([bare]));
    const newer = await sent(csvOf([bare]));
    expect((await see(older)).status).toBe(404);
    expect(await pageOf(`${base}/importar`)).toContain('sin decidir');
    expect((await decide(newer, 'nada')).status).toBe(422);
    expect((await decide(newer, 'borrar')).headers.get('location')).toBe(`${base}/importar?hecho=guardado`);
    expect((await see(newer)).status).toBe(404);
    expect(await drafts()).toEqual([]);
  });

  it('finds no place beside five others', async () => {
    const check = {
      ...{ outcome: 'refused' as const, rows: 0, notes: [], problems: [], problemCount: 0 },
      ...{ rowsBefore: null, figures: [] },
    };
    for (let at = 0; at < mostPending; at += 1) {
      await site.services.orm.insert(pendingUploads).values({
        ...{
          id: `018f0000-0000-7000-8000-0000000001${at}0`,
          person: facilitator.id,
          dataSet: 'states',
          options: {},
        },
        ...{ name: 'a.csv', sha256: 'a', bytes: Buffer.from('a'), check, sentAt: now },
      });
    }
    const answer = await send(csvOf([bare]));
    expect(answer.status).toBe(422);
    expect(textOf(await answer.text())).toContain('5 archivos sin decidir');
  });

  it('keeps only the first of very many problems with it', async () => {
    await sent(csvOf(Array.from({ length: 300 }, () => ({ titulo: 'Sin número' }))));
    const [row] = await site.services.orm.select().from(pendingUploads);
    expect(row?.check.problems).toHaveLength(100);
    expect(row?.check.problemCount).toBe(300);
  });

  it('saves nothing once the plan takes no commitments any more', async () => {
    const review = await sent(csvOf([bare]));
    await site.services.orm.update(plans).set({ stage: 'evaluation' }).where(eq(plans.id, plan));
    const answer = await decide(review, 'guardar');
    expect(answer.status).toBe(422);
    expect(textOf(await answer.text())).toContain('ya no recibe compromisos');
    expect((await send(csvOf([bare]))).status).toBe(422);
    expect(await drafts()).toEqual([]);
  });
});
