import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { StartError } from '../errors/start-error.ts';
import type { Handle } from './page-cache.ts';
import { withArrived } from './request-headers.ts';

/** Addresses and headers longer than this are refused before anything reads them. */
const maxHeaderBytes = 16 * 1024;
/** How long a stop waits for requests in flight. */
const drainMs = 10_000;

/** A listening HTTP server. */
export interface HttpServer {
  port: number;
  /** Takes no new connections, lets requests in flight finish, then resolves. */
  close(): Promise<void>;
}

/**
 * Listens on an address.
 * @throws StartError when the port is taken or may not be used
 */
export function listen(handle: Handle, host: string, port: number): Promise<HttpServer> {
  const server = createAdaptorServer({
    fetch: (request, { incoming }) =>
      handle(
        withArrived(request, { headers: incoming.headers, remoteAddress: incoming.socket.remoteAddress }),
      ),
    // For clients of HTTP/1.0, which may name no host: load balancers that only ask for the health.
    hostname: 'localhost',
    serverOptions: {
      maxHeaderSize: maxHeaderBytes,
      headersTimeout: 15_000,
      requestTimeout: 60_000,
      keepAliveTimeout: 10_000,
    },
  }) as Server;
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)));
    server.listen(port, host, () => {
      resolve({ port: (server.address() as AddressInfo).port, close: () => drain(server) });
    });
  });
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new StartError(
      `Port ${port} is already in use. Stop the program that uses it, or set PORT to another one.`,
    );
  }
  if (error.code === 'EACCES')
    return new StartError(`This user may not use port ${port}. Set PORT to one above 1023.`);
  if (error.code && ['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL'].includes(error.code)) {
    return new StartError(`TEQUIO_HOST ${host} is not an address of this machine.`, 2);
  }
  return error;
}

/** How long what has already arrived on open connections may take to be read before idle ones are closed. */
const graceMs = 100;
const turnsToListen = 10;

async function drain(server: Server): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, graceMs));
  // Timers come before the network in a turn of the event loop: what arrived while a page was being made is heard
  // only in the turns after. One accepts a connection, the next reads its request.
  for (let turn = 0; turn < turnsToListen; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), drainMs);
    // A connection that had a request in flight falls idle once it is answered, and is closed then.
    const sweep = setInterval(() => server.closeIdleConnections(), graceMs);
    server.close(() => {
      clearTimeout(force);
      clearInterval(sweep);
      resolve();
    });
  });
}
