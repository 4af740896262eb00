// npm run dev: builds, serves, and does both again whenever a source changes; open pages reload themselves.
import { spawn } from 'node:child_process';
import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, node, root, run } from './setup.mjs';

const watched = ['src', 'locales', 'data', 'public', 'migrations'];
const env = { ...process.env, BUILD_DIR: 'dist-dev', BUILD_RELOAD: '1' };

await ensureInstalled();

let server;
let building = false;
let again = false;

function stopServer() {
  return new Promise((resolve) => {
    if (!server || server.exitCode !== null) return resolve();
    server.once('exit', resolve);
    server.kill('SIGTERM');
  });
}

async function rebuild() {
  if (building) {
    again = true;
    return;
  }
  building = true;
  do {
    again = false;
    const code = await run(node, [join(root, 'scripts', 'build.mjs')], { env });
    if (code !== 0) {
      process.stderr.write('The build failed; the last good one goes on running.\n');
      continue;
    }
    await stopServer();
    const program = join(root, 'dist-dev', 'server', 'main.js');
    server = spawn(node, ['--enable-source-maps', program, 'serve'], { stdio: 'inherit' });
  } while (again);
  building = false;
}

let timer;
for (const folder of watched) {
  const path = join(root, folder);
  if (!existsSync(path)) continue;
  watch(path, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(rebuild, 150);
  });
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    await stopServer();
    process.exit(0);
  });
}
await rebuild();
