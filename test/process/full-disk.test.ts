import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../support/program.ts';

const node = join(root, 'node_modules', 'node', 'bin', 'node');
const program = join(root, 'dist', 'server', 'main.js');

/** Runs a shell script in a name space of its own, where it may mount a small disk without being root. */
function inNamespace(script: string) {
  return spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'sh', '-c', script], {
    encoding: 'utf8',
  });
}

it('refuses to start on a full disk, in words', (context) => {
  if (process.platform !== 'linux' || inNamespace('mount -t tmpfs -o size=1m tmpfs /mnt').status !== 0) {
    context.skip('this machine lets nobody but root mount a small disk');
  }
  const script = [
    'mount -t tmpfs -o size=8m tmpfs /mnt',
    `TEQUIO_DATA_DIR=/mnt/data PORT=0 "${node}" "${program}" serve`,
  ].join(' && ');
  const { status, stderr } = inNamespace(script);
  expect(status).toBe(1);
  expect(stderr).toMatch(/The disk of the data directory \/mnt\/data is full: \d MB free, 160 MB needed/);
});
