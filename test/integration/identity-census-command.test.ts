import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '#platform/config/config.ts';
import { openSecrets } from '#platform/secrets/open.ts';
import { censusHere, runCensus } from '../../src/census-command.ts';
import { censusImports, censusPeople } from '../../src/modules/accounts/schema.ts';
import { censusCsv, fictionalCurp } from '../support/census.ts';
import { testSite } from '../support/site.ts';

const site = testSite();
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tequio-census-'));
  // The secret of the test stores.
  await writeFile(join(folder, 'secret.key'), '07'.repeat(32));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const config = (secret = 'secret.key') =>
  readConfig({ TEQUIO_DATA_DIR: folder, TEQUIO_SECRET_FILE: join(folder, secret) });

/** Runs `tequio census` over the test stores; gives the lines it says. */
async function census(...args: string[]): Promise<string[]> {
  const said: string[] = [];
  const carryOut = (_: string, request: unknown) => censusHere(site.services, { args: request });
  await runCensus(args, config(), carryOut, (line) => said.push(line));
  return said;
}

const file = async (name: string, content: string | Uint8Array) => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};

const list = (rows: readonly string[], header = 'curp,code,state,municipality') =>
  [header, ...rows, ''].join('\n');
const line = (number: number) => `${fictionalCurp(number)},abcd-123${number % 10},20,20067`;

const kept = async () => ({
  imports: await site.services.orm.$count(censusImports),
  people: await site.services.orm.$count(censusPeople),
});

describe('census hash', () => {
  it('makes a file of keyed hashes, with nothing plain in it, that import takes', async () => {
    const input = await file('lista.csv', list([line(7001), line(7002)]));
    const output = join(folder, 'padron.csv');
    expect(await census('hash', input, output)).toEqual([
      'padron.csv: 2 persons. Delete lista.csv where it is not needed any more.',
    ]);
    const text = await readFile(output, 'utf8');
    const secrets = await openSecrets(config());
    expect(text).toBe(
      censusCsv({ secrets }, [
        { curp: fictionalCurp(7001), code: 'ABCD1231' },
        { curp: fictionalCurp(7002), code: 'ABCD1232' },
      ]),
    );
    expect(text).not.toContain('XEXF');
    expect((await stat(output)).mode & 0o077).toBe(0);

    const before = await kept();
    const [said] = await census('import', output);
    expect(said).toMatch(/^padron\.csv: 2 persons, in force as [0-9a-f-]{36}\.$/);
    expect(await kept()).toEqual({ imports: before.imports + 1, people: before.people + 2 });
    const id = said?.slice(-37, -1) ?? '';
    expect((await census('list')).join()).toContain(`${id}`);
    expect(await census('withdraw', id)).toEqual([`${id} is withdrawn.`]);
    await expect(census('withdraw', id)).rejects.toThrow('is not a census file in force');
    expect((await kept()).people).toBe(before.people);
  });

  it('works without codes, and reads what a spreadsheet writes', async () => {
    const rows = [7010, 7011].map((number) => `${fictionalCurp(number).toLowerCase()};20;20067`);
    const input = await file(
      'sin.csv',
      `\ufeff${list(rows, 'CURP;state;municipality').replaceAll('\n', '\r\n')}`,
    );
    const output = join(folder, 'sin-codigo.csv');
    await census('hash', input, output);
    expect((await readFile(output, 'utf8')).split('\n')[0]).toBe('curp_hash,state,municipality');
  });

  it('names every bad row of 200, keeps nothing, and repeats no CURP', async () => {
    const rows = Array.from({ length: 200 }, (_, at) => line(7100 + at));
    for (let at = 0; at < 37; at += 1) rows[5 * at] = (rows[5 * at] ?? '').replace('HOC', 'HZZ');
    const input = await file('malas.csv', list(rows));
    const output = join(folder, 'malas-huellas.csv');
    const error = await census('hash', input, output).catch((fault: Error) => fault);
    const message = (error as Error).message;
    expect(message).toContain('malas.csv: 37 problems; nothing was kept.');
    expect(
      [...message.matchAll(/row (\d+), column curp: the state code/g)].map(([, row]) => Number(row)),
    ).toEqual(Array.from({ length: 37 }, (_, at) => 5 * at + 2));
    expect(message).not.toContain('XEXF');
    for (const name of [output, `${output}.part`])
      await expect(stat(name), name).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.each([
    [
      'a code that is too short',
      list([`${fictionalCurp(7020)},A1,20,20067`]),
      'row 2, column code: a code has 8',
    ],
    [
      'a person twice',
      list([line(7021), line(7021)]),
      'row 3, column curp: this person is in an earlier row',
    ],
    ['a missing column', list([], 'curp,state'), 'row 1, column municipality: the header lacks'],
    ['a place of another state', list([`${fictionalCurp(7022)},ABCD1234,15,20067`]), 'is not of that state'],
    ['Latin-1', Buffer.from(list(['PEÑA,ñ,20,20067']), 'latin1'), 'not UTF-8'],
    ['nothing', '', 'no rows with people'],
  ])('says what is wrong with %s', async (_, content, message) => {
    const input = await file('mala.csv', content);
    await expect(census('hash', input, join(folder, 'x.csv'))).rejects.toThrow(message);
    await expect(stat(join(folder, 'x.csv'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('overwrites nothing, and needs the secret that is there', async () => {
    const input = await file('otra.csv', list([line(7030)]));
    const output = await file('ocupado.csv', 'mine');
    await expect(census('hash', input, output)).rejects.toThrow('is there already');
    expect(await readFile(output, 'utf8')).toBe('mine');
    await expect(census('hash', join(folder, 'nada.csv'), join(folder, 'y.csv'))).rejects.toThrow(
      'there is no such file',
    );
    const elsewhere = runCensus(
      ['hash', input, join(folder, 'z.csv')],
      config('other.key'),
      async () => [],
      () => undefined,
    );
    await expect(elsewhere).rejects.toThrow('There is no secret at');
  });
});

describe('census import', () => {
  it('reports a bad file row by row and keeps nothing of it', async () => {
    const before = await kept();
    const { services } = site;
    const text = censusCsv(services, [{ curp: fictionalCurp(7040) }, { curp: fictionalCurp(7041) }]);
    const input = await file(
      'mal.csv',
      text.replace('20067', '99999').replace(/[0-9a-f]{64}(?=,20,20067)/, 'zz'),
    );
    const error = await census('import', input).catch((fault: Error) => fault);
    expect((error as Error).message.split('\n')).toEqual([
      'mal.csv: 2 problems; nothing was kept.',
      expect.stringContaining('  row 2, column municipality: '),
      expect.stringContaining('  row 3, column curp_hash: '),
    ]);
    expect(await kept()).toEqual(before);
    await expect(census('import', join(folder, 'nada.csv'))).rejects.toThrow('there is no such file');
    await expect(census('import', folder)).rejects.toThrow('it is a directory');
  });

  it.each([[[]], [['hash', 'x']], [['import']], [['import', 'a', 'b']], [['list', 'x']], [['vote', 'x']]])(
    'says what it takes when it gets %j',
    async (args) => {
      await expect(census(...args)).rejects.toThrow('"census" takes: hash');
    },
  );

  it('refuses identifiers that are none', async () => {
    await expect(census('withdraw', "x'; drop")).rejects.toThrow('is not the identifier of a census file');
    await expect(censusHere(site.services, { args: { action: 'erase' } })).rejects.toThrow(
      'does not take this',
    );
  });
});
