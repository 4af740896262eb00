import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startPlatform, withFolder } from './program.ts';
import { median, tell } from './report.ts';

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;

async function residentMegabytes(pid: number): Promise<string> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const found = /VmRSS:\s+(\d+) kB/.exec(status);
  return found ? `${Math.round(Number(found[1]) / 1024)} MB` : 'unknown';
}

async function startOnce(
  dataDir: string,
  before?: (pid: number, address: string) => Promise<void>,
): Promise<number> {
  const began = performance.now();
  const platform = await startPlatform(dataDir);
  await (await fetch(`${platform.address}/`)).text();
  const took = performance.now() - began;
  await before?.(platform.pid, platform.address);
  await platform.stop();
  return took;
}

/** First start, second starts, and memory: what a person waits for and what the machine needs. */
export function benchStart(): Promise<void> {
  return withFolder(async (folder) => {
    const dataDir = join(folder, 'data');
    const first = await startOnce(dataDir, async (pid) => {
      tell('memory after the first load of all data', await residentMegabytes(pid));
    });
    tell('first start, load of all shipped data included', seconds(first));
    const again: number[] = [];
    for (let round = 0; round < 5; round += 1) again.push(await startOnce(dataDir));
    tell('second start to first response (median of 5)', seconds(median(again)), '3 s');
    await startOnce(dataDir, async (pid, address) => {
      for (const path of [
        '/',
        '/metrica',
        '/metrica/2017',
        '/entidades',
        '/entidades/oaxaca',
        '/instituciones',
      ]) {
        await (await fetch(address + path)).text();
      }
      tell('memory after a second start and six pages', await residentMegabytes(pid));
    });
  });
}
