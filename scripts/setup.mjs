// What every entry point does first: install what the lock file asks for, build what has changed.
// Plain JavaScript for any Node >= 20, because it runs before anything is installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const installStamp = join(root, 'node_modules', '.tequio-installed');
const buildStamp = join(root, 'dist', '.built');

/** The pinned Node.js that npm installs with the project. */
export const node = join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** Runs a program and resolves with its exit code. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(signal ? 1 : (code ?? 1)));
  });
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** Says on the terminal what takes longer than a second, and how long it took. */
async function telling(what, work) {
  const start = Date.now();
  let said = false;
  const timer = setTimeout(() => {
    said = true;
    process.stderr.write(`${what}…`);
  }, 1000);
  const dots = setInterval(() => said && process.stderr.write('.'), 2000);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
    clearInterval(dots);
    if (said) process.stderr.write(` ${((Date.now() - start) / 1000).toFixed(1)} s\n`);
  }
}

/** Runs quietly; its output is shown only when it fails. */
async function quietly(command, args, options = {}) {
  const output = [];
  const code = await new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    child.stdout.on('data', (data) => output.push(data));
    child.stderr.on('data', (data) => output.push(data));
    child.on('error', reject);
    child.on('exit', (status) => resolve(status ?? 1));
  });
  if (code !== 0) {
    process.stderr.write(`\n${Buffer.concat(output).toString()}`);
    fail(`"${[command, ...args].join(' ')}" failed with exit code ${code}.`);
  }
}

/** Whether what npm says it has installed is what the lock file asks for, whoever ran npm. */
function installedAsLocked(lock) {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(node) || !existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(JSON.parse(lock).packages).every(([path, { version, optional }]) => {
    const found = installed[path];
    // Optional packages are those of other systems too.
    return path === '' || (found ? found.version === version : optional === true);
  });
}

/** Notes what was done, so that the next start need not look; a checkout that may only be read does without. */
function stamp(file, state) {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, state);
  } catch (error) {
    if (!['EROFS', 'EACCES', 'EPERM'].includes(error.code)) throw error;
  }
}

/** Installs the packages of the lock file when they are not the ones installed. */
export async function ensureInstalled() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) fail(`Tequio needs Node.js 20 or newer to set itself up; this is ${process.version}.`);
  const lock = readFileSync(join(root, 'package-lock.json'));
  const wanted = createHash('sha256').update(lock).digest('hex');
  if (existsSync(installStamp) && existsSync(node) && readFileSync(installStamp, 'utf8') === wanted) return;
  // Installing empties node_modules first, which would pull it from under whatever runs from this checkout.
  if (installedAsLocked(lock)) return stamp(installStamp, wanted);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  await telling('Installing packages', () =>
    quietly(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      shell: process.platform === 'win32',
    }),
  );
  if (!existsSync(node)) {
    fail(
      'npm did not install the pinned Node.js: were install scripts switched off (ignore-scripts)? ' +
        'Run "npm rebuild node --ignore-scripts=false" and start again.',
    );
  }
  stamp(installStamp, wanted);
}

const sources = [
  'src',
  'locales',
  'data',
  'public',
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'scripts/build.mjs',
];

function* filesBelow(path) {
  const info = statSync(path);
  if (!info.isDirectory()) {
    yield [path, info];
    return;
  }
  for (const name of readdirSync(path).sort()) yield* filesBelow(join(path, name));
}

/** A digest of the names, sizes and times of all sources: cheap, and different whenever one was touched. */
function sourceState() {
  const hash = createHash('sha256');
  for (const source of sources) {
    const path = join(root, source);
    if (!existsSync(path)) continue;
    for (const [file, info] of filesBelow(path)) hash.update(`${file}\0${info.size}\0${info.mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** Builds the server and the browser's files when a source changed since the last build. */
export async function ensureBuilt() {
  const state = sourceState();
  if (existsSync(buildStamp) && readFileSync(buildStamp, 'utf8') === state) return;
  await telling('Building', () => quietly(node, [join(root, 'scripts', 'build.mjs')]));
  stamp(buildStamp, state);
}

/** Runs the built program with the pinned Node.js and ends with its exit code; signals are passed on. */
export async function runProgram(args) {
  const child = spawn(node, ['--enable-source-maps', join(root, 'dist', 'server', 'main.js'), ...args], {
    // npm runs scripts in the checkout; paths that a person types are meant from where they stand.
    cwd: process.env.INIT_CWD ?? process.cwd(),
    stdio: 'inherit',
  });
  // Ctrl-C reaches both processes at once; this one only waits for the other to finish its work.
  for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (status, signal) => resolve(signal ? 1 : (status ?? 1)));
  });
  process.exit(code);
}
