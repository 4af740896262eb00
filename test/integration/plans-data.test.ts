import { readFile } from 'node:fs/promises';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { checkDataSet } from '#platform/data-sets/check.ts';
import { loadDataSet } from '#platform/data-sets/load.ts';
import { dataSets } from '../../src/modules/plans/loader/index.ts';
import {
  commitments,
  milestones,
  plans,
  representatives,
  secretariatMembers,
  secretariats,
} from '../../src/modules/plans/schema.ts';
import { countLoaded } from '../../src/modules/plans/store/loads.ts';
import { listStages } from '../../src/modules/plans/store/plans.ts';
import { testSite } from '../support/site.ts';

const site = testSite();

function setOf(name: string) {
  const found = dataSets.find((set) => set.name === name);
  if (!found) throw new Error(name);
  return found;
}

const shipped = (name: string) => readFile(`data/plans/${name}.csv`, 'utf8');
const load = (name: string, text: string) =>
  loadDataSet(site.services, setOf(name), { bytes: Buffer.from(text), source: 'prueba.csv', options: {} });
const problemsOf = async (name: string, text: string) =>
  (
    await checkDataSet(site.services, setOf(name), {
      ...{ bytes: Buffer.from(text), source: 'prueba.csv', options: {} },
    })
  ).problems;

describe('the shipped exercise', () => {
  it('has 15 states, 66 members, 7 plans and 42 commitments', async () => {
    expect(await countLoaded(site.services.orm)).toEqual({
      secretariats: 15,
      members: 66,
      plans: 7,
      commitments: 42,
      notes: 8,
    });
  });

  it('knows when a plan was published and no more than the source says of what came after', async () => {
    const { orm } = site.services;
    const [plan] = await orm.select().from(plans).where(eq(plans.state, '20'));
    expect(plan).toMatchObject({ edition: 1, stage: 'evaluation', declaredCommitments: 5, asOf: '2017-03' });
    expect(await listStages(orm, [plan?.id ?? ''])).toMatchObject([
      { stage: 'published', enteredOn: '2016-05-19' },
      { stage: 'evaluation', enteredOn: null },
    ]);
  });

  it('says nothing of how far a commitment is, who answers for it or when it is due', async () => {
    const rows = await site.services.orm.select().from(commitments);
    expect(rows.filter(({ completion, dueOn, lead }) => completion ?? dueOn ?? lead)).toEqual([]);
  });
});

describe('a load of files about the exercise', () => {
  it('changes nothing when it says the same again, in whatever order', async () => {
    const { orm } = site.services;
    const before = await orm.select().from(commitments).orderBy(commitments.id);
    const text = await shipped('commitments');
    const [header = '', ...lines] = text.trimEnd().split('\n');
    expect((await load('plan-commitments', text)).outcome).toBe('unchanged');
    expect((await load('plan-commitments', [header, ...lines.toReversed(), ''].join('\n'))).outcome).toBe(
      'loaded',
    );
    expect(await orm.select().from(commitments).orderBy(commitments.id)).toEqual(before);
  });

  it('keeps addresses, follows what a file says anew, and takes away what it no longer says', async () => {
    const { orm } = site.services;
    const text = await shipped('commitments');
    const [first] = await orm
      .select()
      .from(commitments)
      .where(eq(commitments.title, 'Una cultura local de gobierno abierto'));
    const changed = text
      .replace('Una cultura local de gobierno abierto', 'Una cultura nueva de gobierno abierto')
      .split('\n')
      .filter((line) => !line.startsWith('04,1,6,'))
      .join('\n');
    await load('plan-commitments', changed);
    const [now] = await orm
      .select()
      .from(commitments)
      .where(eq(commitments.id, first?.id ?? ''));
    expect(now).toMatchObject({
      title: 'Una cultura nueva de gobierno abierto',
      version: 2,
      loadedVersion: 2,
    });
    expect(await countLoaded(orm)).toMatchObject({ commitments: 41 });
    await load('plan-commitments', text);
    expect(await countLoaded(orm)).toMatchObject({ commitments: 42 });
  });

  it('leaves alone what was changed or recorded on the platform', async () => {
    const { orm, now } = site.services;
    const text = await shipped('secretariats');
    await orm
      .update(secretariats)
      .set({ status: 'inactive', version: 9, updatedAt: now() })
      .where(eq(secretariats.state, '20'));
    await orm
      .insert(secretariats)
      .values({ state: '01', status: 'declared', declaredOn: '2026-01-10', updatedAt: now() });
    await orm.insert(secretariatMembers).values({
      ...{ id: '01990000-0000-7000-8000-000000000001', state: '20', sector: 'government' },
      organisation: 'Recién llegada',
    });
    const report = await load('plan-secretariats', text.replace('2015-04-07', '2015-04-08'));
    expect(report.notes).toEqual(['Changed here since they were loaded, and left as they are: 1.']);
    const rows = await orm.select().from(secretariats);
    expect(rows.find(({ state }) => state === '20')).toMatchObject({
      status: 'inactive',
      installedOn: '2015-04-07',
    });
    expect(rows.find(({ state }) => state === '01')).toMatchObject({ status: 'declared' });
    await load('plan-secretariat-members', (await shipped('members')).replace('2018-02-21', '2018-02-22'));
    const members = await orm.select().from(secretariatMembers).where(eq(secretariatMembers.state, '20'));
    expect(members.map(({ organisation }) => organisation)).toContain('Recién llegada');
  });

  it('keeps a member for whom somebody speaks although a file no longer names it', async () => {
    const { orm } = site.services;
    const campeche = eq(secretariatMembers.state, '04');
    const [spoken, silent] = await orm.select().from(secretariatMembers).where(campeche);
    await orm.insert(representatives).values({
      ...{ id: '01990000-0000-7000-8000-000000000003', member: spoken?.id ?? '', state: '04' },
      ...{ person: '01990000-0000-7000-8000-000000000004', since: site.services.now() },
    });
    const text = await shipped('members');
    await load(
      'plan-secretariat-members',
      text
        .split('\n')
        .filter((line) => !line.startsWith('04,'))
        .join('\n'),
    );
    const left = (await orm.select().from(secretariatMembers).where(campeche)).map(({ id }) => id);
    expect(left).toEqual([spoken?.id]);
    expect(left).not.toContain(silent?.id);
    await load('plan-secretariat-members', text);
    expect((await orm.select().from(secretariatMembers).where(campeche)).length).toBeGreaterThan(1);
  });

  it('keeps a commitment that people work with although a file no longer names it', async () => {
    const { orm } = site.services;
    const [plan] = await orm.select().from(plans).where(eq(plans.state, '04'));
    const [worked] = await orm
      .select()
      .from(commitments)
      .where(eq(commitments.plan, plan?.id ?? ''));
    await orm.insert(milestones).values({
      ...{ id: '01990000-0000-7000-8000-000000000002', commitment: worked?.id ?? '', number: 1 },
      product: 'Un producto',
    });
    const lines = (await shipped('commitments')).split('\n');
    await load('plan-commitments', lines.filter((line) => !line.startsWith('04,')).join('\n'));
    const left = await orm.select().from(commitments).where(eq(commitments.state, '04'));
    expect(left.map(({ id }) => id)).toEqual([worked?.id]);
  });
});

describe('a file that is wrong', () => {
  it('of secretariats is told of every cell, in both languages, and nothing of it is kept', async () => {
    const header = 'state,status,declared_on,installed_on,as_of,source';
    const problems = await problemsOf(
      'plan-secretariats',
      [
        header,
        '33,unknown,2016-02-30,,2016-13,',
        '20,installed,2016-06-20,2016-06-19,2017,https://e.mx',
        '20,declared,,,2017,https://e.mx',
        '',
      ].join('\n'),
    );
    expect(problems.map(({ row, column }) => `${row} ${column}`)).toEqual([
      '2 status',
      '2 declared_on',
      '2 state',
      '2 as_of',
      '2 source',
      '3 installed_on',
      '4 state',
    ]);
    expect(problems[0]).toMatchObject({
      es: '«unknown» no es uno de los valores que hay: declared, installed, renewal, inactive.',
      message: '"unknown" is none of the values there are: declared, installed, renewal, inactive.',
    });
    expect(problems.every(({ es, message }) => es && message)).toBe(true);
  });

  it.each([
    [
      'plan-plans',
      'state,edition,published_on,declared_commitments,stage,as_of,source',
      '20,0,ayer,-1,nueva,2017,x',
      ['edition', 'published_on', 'declared_commitments', 'stage'],
    ],
    [
      'plan-commitments',
      'state,plan_edition,number,kind,title,theme,source',
      '20,7,P1,plan,,cosas,x',
      ['plan_edition', 'number', 'title', 'theme'],
    ],
    [
      'plan-secretariat-members',
      'state,number,sector,organisation,as_of',
      '32,x,todos,,2017-1',
      ['state', 'number', 'sector', 'organisation', 'as_of'],
    ],
    ['plan-notes', 'as_of,measure,value,states,source', '2017,felicidad,3,10;40,x', ['measure', 'states']],
  ])('%s is refused by column', async (name, header, line, columns) => {
    const problems = await problemsOf(name, `${header}\n${line}\n`);
    expect([...new Set(problems.map(({ column }) => column))].sort()).toEqual([...columns].sort());
    expect(problems.every(({ es, message, row }) => es && message && row === 2)).toBe(true);
  });

  it('of notes that names another number of states than it counts is refused', async () => {
    const problems = await problemsOf(
      'plan-notes',
      'as_of,measure,value,states,source\n2017,plans-published,3,10;17,x\n',
    );
    expect(problems.map(({ es }) => es)).toEqual(['Nombra 2 estados y el valor es 3.']);
  });
});
