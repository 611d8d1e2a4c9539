import { createServer as createPlainServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Scheduler } from '@lapka/shared/base/clock.ts';
import type { Closable } from '@lapka/shared/base/disposal.ts';
import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import { err, mapOk, ok, type Result } from '@lapka/shared/base/result.ts';
import type { BridgeLines } from './bridge-lines.ts';
import { largestFrame, serveSocket } from './serve-socket.ts';
import type { Place } from './session.ts';

export type ListenFailure = Failure<'PORT_BUSY' | 'ADDRESS_UNAVAILABLE'>;

export interface HttpDoor extends Closable {
  readonly port: number;
}

export interface HttpDoorOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Without it the door speaks plain HTTP. */
  readonly tls?: { readonly key: string; readonly certificates: string };
  /** The names under which the page may ask for this door; any other is a trick with DNS. */
  readonly hostNames: readonly string[];
  /** Who may come in to the bridge. */
  readonly admit: (request: IncomingMessage) => Place | undefined;
  readonly answer: (request: IncomingMessage, response: ServerResponse) => void;
  readonly lines: BridgeLines;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
}

const limits = { connections: 200, headersTimeout: 5_000, requestTimeout: 10_000, keepAliveTimeout: 5_000 } as const;

/** A door for browsers: pages over HTTP, and the bridge over a WebSocket at `/bridge`. */
export async function openHttpDoor(options: HttpDoorOptions): Promise<Result<HttpDoor, ListenFailure>> {
  const server = serverFor(options);
  server.maxConnections = limits.connections;
  server.headersTimeout = limits.headersTimeout;
  server.requestTimeout = limits.requestTimeout;
  server.keepAliveTimeout = limits.keepAliveTimeout;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: largestFrame,
    perMessageDeflate: false,
    maxFragments: 256,
  });
  server.on('request', (request, response) => {
    if (isAskedByName(request, options)) options.answer(request, response);
    else response.writeHead(421, { 'content-length': 0 }).end();
  });
  server.on('upgrade', (request, socket: Duplex, head) => {
    const place = mayUpgrade(request, options) ? options.admit(request) : undefined;
    if (place === undefined) {
      options.logger.warn('bridge: refused at the door', { path: request.url?.slice(0, 40) });
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => serveSocket(options, place, webSocket));
  });
  const close = (): Promise<void> =>
    new Promise((resolve, reject) => {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      server.close((error) => (error === undefined ? resolve() : reject(error)));
      server.closeAllConnections();
    });
  return mapOk(await listening(server, options), () => ({ port: portOf(server), close }));
}

function serverFor({ tls }: HttpDoorOptions): Server {
  if (tls === undefined) return createPlainServer();
  return createTlsServer({ key: tls.key, cert: tls.certificates, minVersion: 'TLSv1.2' });
}

/**
 * Browsers say truthfully which page asks, and under which name. A page of another origin must not reach the bridge, and
 * neither must a foreign name that was made to point here.
 */
function mayUpgrade(request: IncomingMessage, options: HttpDoorOptions): boolean {
  const { origin, host } = request.headers;
  if (request.url !== '/bridge' || !isAskedByName(request, options)) return false;
  if (origin === undefined || !URL.canParse(origin)) return false;
  const page = new URL(origin);
  return page.host === host && page.protocol === (options.tls === undefined ? 'http:' : 'https:');
}

function isAskedByName({ headers: { host } }: IncomingMessage, { hostNames }: HttpDoorOptions): boolean {
  if (host === undefined || !URL.canParse(`http://${host}`)) return false;
  return hostNames.includes(new URL(`http://${host}`).hostname);
}

function listening(server: Server, { host, port }: HttpDoorOptions): Promise<Result<void, ListenFailure>> {
  return new Promise((resolve, reject) => {
    const refused = (error: NodeJS.ErrnoException): void => {
      const isRefused = ['EADDRNOTAVAIL', 'EACCES', 'EINVAL', 'ENOTFOUND'].includes(error.code ?? '');
      if (error.code === 'EADDRINUSE') resolve(err(failure('PORT_BUSY', { port })));
      else if (isRefused) resolve(err(failure('ADDRESS_UNAVAILABLE', { host, port })));
      else reject(error);
    };
    server.once('error', refused);
    server.listen(port, host, () => {
      server.off('error', refused);
      resolve(ok());
    });
  });
}

function portOf(server: Server): number {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server listening on a TCP port has such an address
  return (server.address() as AddressInfo).port;
}
