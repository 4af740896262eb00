import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { isRecording, noteLetters, recordOutput } from './log-record.ts';

export const root = resolve(import.meta.dirname, '..', '..');
const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const program = join(root, process.env.BUILD_DIR ?? 'dist', 'server', 'main.js');

/** The environment of this process without settings of Tequio, plus what a test sets. */
function environment(env: Record<string, string>): NodeJS.ProcessEnv {
  const clean = Object.entries(process.env).filter(([name]) => !/^(TEQUIO_|DATABASE_URL$|PORT$)/.test(name));
  return { ...Object.fromEntries(clean), ...env };
}

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the built program to its end, by default from the checkout. */
export function runProgram(
  args: readonly string[],
  env: Record<string, string> = {},
  cwd: string = root,
): Promise<Finished> {
  return runScript([program, ...args], env, cwd);
}

/** Runs a script with its arguments to its end. */
export function runScript(
  args: readonly string[],
  env: Record<string, string> = {},
  cwd: string = root,
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, {
      cwd,
      env: environment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data) => {
      stdout += data;
    });
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** A running platform. */
export interface RunningProgram {
  address: string;
  child: ChildProcess;
  output(): string;
  /** Sends a signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Finished>;
}

/**
 * Starts the built platform on a free port and waits until it prints the line that `until` finds,
 * by default the one that says it is ready.
 */
export function startProgram(
  env: Record<string, string>,
  until = /ready at (http:\S+)/,
  withinMs = 90_000,
): Promise<RunningProgram> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [program, 'serve'], {
      env: environment({ PORT: '0', TEQUIO_LOG_LEVEL: 'warn', ...env }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    const ended = new Promise<Finished>((done) =>
      child.on('close', (code) => done({ code, stdout, stderr })),
    );
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`The program said nothing of "${until.source}" in time:\n${stdout}${stderr}`));
    }, withinMs);
    child.stderr.on('data', (data) => {
      recordOutput(child.pid, data);
      stderr += data;
    });
    let ready = false;
    child.stdout.on('data', (data) => {
      recordOutput(child.pid, data);
      stdout += data;
      const found = ready ? null : until.exec(stdout);
      if (!found) return;
      ready = true;
      clearTimeout(timer);
      resolve({
        address: found[1] ?? '',
        child,
        output: () => stdout + stderr,
        async stop(signal = 'SIGTERM') {
          child.kill(signal);
          const finished = await ended;
          if (isRecording() && env.TEQUIO_DATA_DIR) await noteLetters(env.TEQUIO_DATA_DIR);
          return finished;
        },
      });
    });
    child.on('error', reject);
    ended.then(({ code }) => {
      clearTimeout(timer);
      reject(new Error(`The program ended with ${code}:\n${stdout}${stderr}`));
    });
  });
}

/** Starts the built program so that it tells all that happens: what the browser tests make it write is searched for secrets. */
export function startTelling(env: Record<string, string>): ReturnType<typeof startProgram> {
  return startProgram({ TEQUIO_LOG_LEVEL: 'debug', ...env });
}
