import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { startPlatform, withFolder } from './program.ts';
import { tell } from './report.ts';
import { leavesOf, madeUpInstitutions, methodology2017, root } from './sample.ts';

function runLoad(file: string, dataDir: string): Promise<void> {
  const node = join(root, 'node_modules', 'node', 'bin', 'node');
  const program = join(root, 'dist', 'server', 'main.js');
  return new Promise((resolve, reject) => {
    const child = spawn(node, [program, 'load', 'metrica-observations', file, '--edition', '2017'], {
      env: { ...process.env, TEQUIO_DATA_DIR: dataDir, DATABASE_URL: '' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`load ended with ${code}`))));
  });
}

/** An edition of 10,000 institutions x 20 indicators, from the command line to the recomputed index. */
export function benchLoad(): Promise<void> {
  return withFolder(async (folder) => {
    const dataDir = join(folder, 'data');
    await (await startPlatform(dataDir)).stop();
    const tree = methodology2017();
    const columns = [...leavesOf(tree), 'tg', 'tc', 'pg'];
    const rows = madeUpInstitutions(tree, 10_000).map(({ slug, unit, scores }) => [
      slug,
      unit,
      'Estatal',
      'Autonomo',
      ...columns.map((column) => scores.get(column) ?? 0.5),
    ]);
    const file = join(folder, 'edition.csv');
    await writeFile(file, stringify([['SO', 'edo', 'niv', 'ts', ...columns], ...rows]));
    const start = performance.now();
    await runLoad(file, dataDir);
    const took = (performance.now() - start) / 1000;
    tell(
      `load of 10,000 institutions x ${columns.length} indicators, whole process`,
      `${took.toFixed(2)} s`,
      '5 s',
    );
  });
}
