import { join } from 'node:path';
import autocannon from 'autocannon';
import { type Server, startConstant, startPlatform, withFolder } from './program.ts';
import { median, ms, percentile, tell } from './report.ts';

const rounds = 5;
const secondsEach = 3;

async function rate(url: string, headers: Record<string, string>): Promise<number> {
  const result = await autocannon({ url, connections: 20, duration: secondsEach, headers });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} bad answers, ${result.errors} errors`);
  return result.requests.average;
}

/** Rate of a cached page over rate of a constant string, in turns, so that drift of the machine cancels out. */
async function compare(
  what: string,
  page: string,
  constant: string,
  headers: Record<string, string>,
): Promise<void> {
  const ratios: number[] = [];
  const rates: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const ours = await rate(page, headers);
    const theirs = await rate(constant, headers);
    ratios.push(ours / theirs);
    rates.push(ours);
  }
  const spread = `${Math.min(...ratios).toFixed(2)}-${Math.max(...ratios).toFixed(2)}`;
  tell(`${what}: ratio to a constant string`, median(ratios).toFixed(2), `0.6 (range ${spread})`);
  tell(`${what}: requests a second`, median(rates).toFixed(0));
}

async function cachedRate(platform: Server): Promise<void> {
  const page = `${platform.address}/entidades/oaxaca`;
  for (const [what, headers] of [
    ['cached page, uncompressed', {}],
    ['cached page, brotli', { 'accept-encoding': 'br' }],
  ] as const) {
    const response = await fetch(page, { headers: { 'accept-encoding': 'identity', ...headers } });
    const bytes = Number(response.headers.get('content-length'));
    await response.arrayBuffer();
    const constant = await startConstant(bytes);
    await compare(`${what} (${bytes} bytes)`, page, `${constant.address}/`, { ...headers });
    await constant.stop();
  }
}

const pages = [
  '/',
  '/metrica',
  '/metrica/2017',
  '/metrica/2017?medida=p&incertidumbre=muestra',
  '/metrica/2017?orden_gobierno=municipal',
  '/metrica/metodologia',
  '/metrica/verificacion',
  '/metrica/simulador?transparencia=70&participacion=30',
  '/entidades',
  '/entidades/oaxaca',
  '/instituciones',
  '/instituciones?q=salud',
  '/buscar?q=mexico',
  '/datos',
];

async function uncachedLatency(platform: Server): Promise<void> {
  const all: number[] = [];
  for (const path of pages) {
    const times: number[] = [];
    for (let round = 0; round < 25; round += 1) {
      const start = performance.now();
      const response = await fetch(platform.address + path);
      await response.text();
      if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
      if (round >= 5) times.push(performance.now() - start);
    }
    all.push(...times);
    tell(`uncached ${path}, p95`, ms(percentile(times, 95)), '50 ms');
  }
  tell('uncached, all of them, p50', ms(percentile(all, 50)));
  tell('uncached, all of them, p95', ms(percentile(all, 95)), '50 ms');
}

/** How fast pages come: from the cache against a constant string, and rendered anew each time. */
export function benchPages(): Promise<void> {
  return withFolder(async (folder) => {
    const dataDir = join(folder, 'data');
    const cached = await startPlatform(dataDir);
    await cachedRate(cached);
    await cached.stop();
    const uncached = await startPlatform(dataDir, { TEQUIO_CACHE_MB: '0' });
    await uncachedLatency(uncached);
    await uncached.stop();
  });
}
