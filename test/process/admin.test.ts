import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram, startProgram } from '../support/program.ts';

let folder: string;
const env = () => ({ TEQUIO_DATA_DIR: join(folder, 'data') });
const admin = (...args: string[]) => runProgram(['admin', ...args], env());

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tequio-admin-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('tequio admin', () => {
  it('names the first administrator before anything else was done, and one more while the platform runs', async () => {
    const first = await admin('create', 'primera@ejemplo.test', '--name', 'Primera Ficticia');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain('primera@ejemplo.test; it administers the platform now');
    const platform = await startProgram(env());
    try {
      const second = await admin('create', 'segunda@ejemplo.test');
      expect(second).toMatchObject({ code: 0, stderr: '' });
      // The link opens a page of the very process that made it.
      const token = /recuperar\/nueva\?token=([\w-]+)/.exec(second.stdout)?.[1];
      const page = await fetch(`${platform.address}/recuperar/nueva?token=${token}`);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('type="password"');
      expect((await admin('withdraw', 'primera@ejemplo.test')).code).toBe(0);
      const last = await admin('withdraw', 'segunda@ejemplo.test');
      expect(last).toMatchObject({ code: 1, stdout: '' });
      expect(last.stderr).toMatch(/^tequio: .*last grant of administration.*\n$/);
    } finally {
      await platform.stop();
    }
    expect((await admin('list')).stdout).toMatch(/^segunda@ejemplo\.test {2}since/m);
    const verified = await runProgram(['verify'], env());
    expect(verified.stdout).toContain('ok   ledger: roles given and withdrawn: 3 checked');
    expect(verified.code).toBe(0);
  });

  it('explains itself, and opens nothing for that', async () => {
    const wrong = await admin('create', 'nadie');
    expect(wrong).toMatchObject({ code: 2, stdout: '' });
    expect(wrong.stderr).toContain('"nadie" is not an e-mail address');
    expect((await admin('crown')).code).toBe(2);
    expect((await runProgram(['--help'])).stdout).toContain('admin create <e-mail>');
  });
});
