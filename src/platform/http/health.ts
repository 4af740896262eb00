import type { Hono } from 'hono';
import { version } from '../config/project.ts';
import type { Services } from '../services.ts';
import { requestId } from './access-log.ts';
import { securityHeaders } from './security-headers.ts';

/** How long the readiness check waits for the database. */
const pingMs = 2000;

async function answersInTime(ping: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), pingMs);
  });
  const ok = ping.then(
    () => true,
    () => false,
  );
  return Promise.race([ok, late]).finally(() => clearTimeout(timer));
}

/** `/healthz`: the process runs. `/readyz`: it can answer requests, or 503 with what is missing. */
export function healthRoutes(app: Hono, services: Services, ready: () => boolean): void {
  const started = new Date().toISOString();
  const headers = (request: Request) => ({
    ...securityHeaders,
    'cache-control': 'no-store',
    'x-request-id': requestId(request),
  });
  app.get('/healthz', (c) => c.json({ status: 'ok', version, started }, 200, headers(c.req.raw)));
  app.get('/readyz', async (c) => {
    const database = await answersInTime(services.database.ping());
    const checks = {
      database: database ? 'ok' : 'unreachable',
      data: ready() ? 'ok' : 'not loaded',
      // What is there can still be read: taking the process away would not mend it, so it stays ready and says so.
      ledger: services.ledgerFault() === undefined ? 'ok' : 'not signing',
    };
    const ok = database && ready();
    return c.json({ status: ok ? 'ok' : 'unavailable', checks }, ok ? 200 : 503, headers(c.req.raw));
  });
}
