import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot, version } from '#platform/config/project.ts';
import { runProgram, startProgram } from '../support/program.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tequio-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (...args: string[]) => runProgram(args, { TEQUIO_DATA_DIR: join(folder, 'data') });
const lines = (text: string) => text.trimEnd().split('\n');

describe('the command line', () => {
  it('helps, and says its version', async () => {
    const help = await run('--help');
    expect(help.code).toBe(0);
    for (const command of ['serve', 'migrate', 'load', 'verify']) expect(help.stdout).toContain(command);
    const shown = await run('--version');
    expect(shown.stdout.trim()).toBe(version);
  });

  it.each([
    [['fly'], 'There is no command "fly".'],
    [['serve', 'now'], '"serve" takes no arguments, but got "now".'],
    [['load'], 'Name a data set: states, municipalities'],
    [['load', 'planets', 'x.csv'], 'There is no data set "planets"; there are: states,'],
    [['load', 'states'], '"load states" takes one file.'],
    [['load', 'states', 'x.csv', '--edition', '2017'], '"load states" has no option --edition.'],
    [['load', 'states', 'x.csv', '--toString', '1'], '"load states" has no option --toString.'],
    [['load', 'metrica-observations', 'x.csv', '--edition'], 'Option --edition needs a value.'],
    [['load', 'metrica-observations', 'x.csv', '--edition', '--all'], 'Option --edition needs a value.'],
    [
      ['load', 'metrica-observations', 'x.csv', '--edition=2017', '--edition', '2019'],
      'Option --edition is given twice.',
    ],
  ])('answers %j with one line and exit code 2', async (args, message) => {
    const { code, stderr, stdout } = await run(...args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(lines(stderr)).toHaveLength(1);
    expect(stderr).toContain(message);
  });

  it('refuses a setting it does not know before it touches anything', async () => {
    const { code, stderr } = await runProgram(['serve'], {
      TEQUIO_PORT: '80',
      TEQUIO_DATA_DIR: join(folder, 'untouched'),
    });
    expect(code).toBe(2);
    expect(stderr).toContain('TEQUIO_PORT is not a setting of Tequio');
  });
});

describe('loading', () => {
  it('lists the data sets with their options', async () => {
    const { stdout, code } = await run('load', '--list');
    expect(code).toBe(0);
    expect(stdout).toMatch(/metrica-observations .*\n +--edition/);
  });

  it('says of a file that is not there that it is not there', async () => {
    const { code, stderr } = await run('load', 'states', join(folder, 'missing.csv'));
    expect(code).toBe(1);
    expect(stderr).toContain('missing.csv cannot be read: there is no such file');
  });

  it('says what else keeps it from reading a file', async () => {
    const directory = await run('load', 'states', folder);
    expect(directory.code).toBe(1);
    expect(directory.stderr).toContain('cannot be read: it is a directory.');
    const large = join(folder, 'large.csv');
    await writeFile(large, '');
    await truncate(large, 65 * 1024 * 1024);
    const refused = await run('load', 'states', large);
    await rm(large);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('large.csv is too large: at most 64 MB');
  });

  it('names the edition that there is not', async () => {
    const { code, stderr } = await run('load', 'metrica-observations', 'package.json', '--edition', '99999');
    expect(code).toBe(1);
    expect(stderr).toContain('There is no edition "99999".');
  });

  it('names every problem of a file by row and column and loads nothing', async () => {
    const file = join(folder, 'observations.csv');
    const header = 'SO,edo,niv,ts,GA,P,T,TG,TC,PG,PC';
    await writeFile(
      file,
      [
        header,
        'Oaxaca-Uno,Oaxaca,Estatal,Sindicato,0.1,0.1,0.1,0.1,0.1,0.1,0.1',
        'Oaxaca-Dos,Atlantis,Estatal,Sindicato,0.1,0.1,0.1,0.1,0.1,0.1,0.1',
        'Oaxaca-Tres,Oaxaca,Estatal,Club,0.1,0.1,1.7,0.1,0.1,0.1,abc',
        'Oaxaca-Uno,Oaxaca,Estatal,Sindicato,0.1,0.1,0.1,0.1,0.1,0.1,0.1',
      ].join('\n'),
    );
    const { code, stderr } = await run('load', 'metrica-observations', file, '--edition', '2017');
    expect(code).toBe(1);
    expect(stderr).toContain('nothing was loaded');
    expect(stderr).toContain('row 3, column edo: There is no state "Atlantis".');
    expect(stderr).toMatch(/row 4, column ts: .*Club/);
    expect(stderr).toContain('row 4, column T: 1.7 is outside 0 to 1.');
    expect(stderr).toContain('row 4, column PC: "abc" is not a number.');
    expect(stderr).toMatch(/row 5, .*stands in row 2 already/);
    const verified = await run('verify');
    expect(verified.stderr).toBe('');
    expect(verified.code).toBe(0);
    expect(verified.stdout).toContain('Everything agrees.');
  });

  it('changes nothing when a file is loaded twice, and does not talk of other files', async () => {
    const file = join(folder, 'states-edited.csv');
    await writeFile(file, await readFile(join(projectRoot, 'data', 'territory', 'states.csv')));
    const again = await run('load', 'states', file);
    expect(again.stdout).toBe('states: 33 rows, this file was loaded before; nothing changed.\n');
  });

  it('keeps what an operator loaded over what is shipped, wherever the file lay', async () => {
    const shipped = await readFile(join(projectRoot, 'data', 'territory', 'states.csv'), 'utf8');
    const own = join(folder, 'elsewhere', 'data', 'territory');
    await mkdir(own, { recursive: true });
    await writeFile(join(own, 'states.csv'), `${shipped}\n`);
    const env = { TEQUIO_DATA_DIR: join(folder, 'data') };
    const load = ['load', 'states', join('data', 'territory', 'states.csv')];
    const loaded = await runProgram(load, env, join(folder, 'elsewhere'));
    expect(loaded.stdout).toBe('states: 33 rows, loaded.\n');
    // Had the next start put the shipped file back, this one would be new again.
    const again = await runProgram(load, env, join(folder, 'elsewhere'));
    expect(again.stdout).toContain('nothing changed');
  });

  it('goes through the process that has the records, which then shows what was loaded', async () => {
    const env = { TEQUIO_DATA_DIR: join(folder, 'data') };
    const states = await readFile(join(projectRoot, 'data', 'territory', 'states.csv'), 'utf8');
    const file = join(folder, 'states-renamed.csv');
    await writeFile(file, states.replace('Oaxaca', 'Oaxaca Ficticio'));
    const wrong = join(folder, 'states-wrong.csv');
    await writeFile(wrong, states.replace(/^20,/m, '99,'));
    const platform = await startProgram(env);
    try {
      expect(await runProgram(['load', 'states', file], env)).toMatchObject({
        ...{ code: 0, stderr: '', stdout: 'states: 33 rows, loaded.\n' },
      });
      expect(await (await fetch(`${platform.address}/entidades`)).text()).toContain('Oaxaca Ficticio');
      const refused = await runProgram(['load', 'states', wrong], env);
      expect(refused).toMatchObject({ code: 1, stdout: '' });
      expect(refused.stderr).toMatch(/^tequio: states: .*; nothing was loaded\.\n {2}row \d+, column /);
    } finally {
      await platform.stop();
    }
  });
});
