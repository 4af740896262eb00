// npm test: every check there is, from format to browser, and the totals over all of them.
// Arguments name checks or vitest projects: `npm test -- types unit`.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, node, root, run } from './setup.mjs';

const projects = ['unit', 'pglite', 'postgres', 'process', 'browser'];
const checks = ['lint', 'types', 'audit'];
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !projects.includes(name) && !checks.includes(name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no check "${unknown[0]}"; there are: ${[...checks, ...projects].join(', ')}.\n`,
  );
  process.exit(2);
}
const wanted = (name) => chosen.length === 0 || chosen.includes(name);

/** What a check ends with that could find nothing out. */
const notKnown = 3;

const totals = { passed: 0, failed: 0, skipped: 0 };

async function check(name, command, args, mayNotKnow = false) {
  if (!wanted(name)) return;
  process.stdout.write(`\n== ${name}\n`);
  const code = await run(command, args);
  const skipped = mayNotKnow && code === notKnown;
  totals[code === 0 ? 'passed' : skipped ? 'skipped' : 'failed'] += 1;
}

/** Counts what vitest reports; a file that does not even load counts as one failure. */
function count(report) {
  totals.passed += report.numPassedTests;
  totals.failed += report.numFailedTests;
  totals.skipped += report.numPendingTests + report.numTodoTests;
  for (const file of report.testResults) {
    if (file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'))
      totals.failed += 1;
  }
}

async function vitest() {
  const selected = projects.filter(wanted);
  if (selected.length === 0) return;
  process.stdout.write(`\n== ${selected.join(', ')}\n`);
  const folder = mkdtempSync(join(tmpdir(), 'tequio-test-'));
  const output = join(folder, 'report.json');
  const code = await run(node, [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    ...selected.flatMap((project) => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${output}`,
  ]);
  const before = totals.failed;
  if (existsSync(output)) count(JSON.parse(readFileSync(output, 'utf8')));
  // Something outside any test failed: a set-up, or an error that no test caught.
  if (code !== 0 && totals.failed === before) totals.failed += 1;
  rmSync(folder, { recursive: true, force: true });
}

await ensureInstalled();
await ensureBuilt();
await check('lint', node, [join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome'), 'check', '.']);
await check('types', node, [join(root, 'node_modules', 'typescript', 'bin', 'tsc')]);
await check('audit', node, [join(root, 'scripts', 'audit.mjs')], true);
await vitest();
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed${skipped}\n`);
process.exit(totals.failed === 0 ? 0 : 1);
