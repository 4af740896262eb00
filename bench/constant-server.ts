import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

// The baseline: the same server and router, one route, one constant string.
const body = 'x'.repeat(Number(process.argv[2]));
const app = new Hono();
app.get('/', (c) => c.text(body));
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info: AddressInfo) => {
  process.stdout.write(`ready at http://127.0.0.1:${info.port}\n`);
});
process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  if ('closeAllConnections' in server) server.closeAllConnections();
});
