import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './sample.ts';

const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** A server of ours that listens on loopback until it is stopped. */
export interface Server {
  address: string;
  pid: number;
  stop(): Promise<void>;
}

function untilSaid(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (data) => {
      output += data;
      const found = pattern.exec(output);
      if (found) resolve(found[1] ?? '');
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${output}`)));
  });
}

async function start(args: readonly string[], env: Record<string, string>, pattern: RegExp): Promise<Server> {
  const child = spawn(node, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await untilSaid(child, pattern);
  return {
    address,
    pid: child.pid ?? 0,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

/** The platform as built, on a data directory. */
export function startPlatform(dataDir: string, env: Record<string, string> = {}): Promise<Server> {
  const settings = {
    PORT: '0',
    TEQUIO_DATA_DIR: dataDir,
    TEQUIO_LOG_LEVEL: 'warn',
    DATABASE_URL: '',
    ...env,
  };
  return start([join(root, 'dist', 'server', 'main.js'), 'serve'], settings, /ready at (http:\S+)/);
}

/** The same HTTP server giving one constant string of a length. */
export function startConstant(bytes: number): Promise<Server> {
  return start([join(root, 'bench', 'constant-server.ts'), String(bytes)], {}, /ready at (http:\S+)/);
}

export async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tequio-bench-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
