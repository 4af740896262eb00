// Asks the registry whether a package of the lock file has a known advisory. High and critical ones fail; lesser ones
// are told. Where the registry does not answer the question it says so and ends with 3: nothing is known then.
import { spawnSync } from 'node:child_process';
import { root } from './setup.mjs';

const skipped = 3;
const grave = ['critical', 'high'];
const patienceMs = 60_000;

/** What npm says, as far as it is JSON. */
function report() {
  const { stdout } = spawnSync('npm', ['audit', '--json'], {
    cwd: root,
    encoding: 'utf8',
    timeout: patienceMs,
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  });
  try {
    return JSON.parse(stdout);
  } catch {
    return undefined;
  }
}

const found = report();
if (!found?.vulnerabilities) {
  const why = found?.message ?? found?.error?.summary ?? 'no answer';
  process.stdout.write(
    `Not known: the registry does not tell of advisories (${String(why).split('\n')[0]}).\n`,
  );
  process.exit(skipped);
}

const all = Object.values(found.vulnerabilities);
const serious = all.filter(({ severity }) => grave.includes(severity));
for (const { name, severity, range, fixAvailable } of all) {
  const fix = fixAvailable ? 'a fix is there' : 'no fix is there yet';
  process.stdout.write(`${severity}: ${name} ${range} (${fix})\n`);
}
process.stdout.write(
  `${serious.length} packages with a high or critical advisory, ${all.length - serious.length} with a lesser one.\n`,
);
process.exit(serious.length === 0 ? 0 : 1);
