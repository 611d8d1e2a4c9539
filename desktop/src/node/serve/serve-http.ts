import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocketServer } from 'ws';
import type { Closable } from '@lapka/shared/base/disposal.ts';
import type { IdMaker } from '@lapka/shared/base/id.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { err, mapOk, ok, type Result } from '@lapka/shared/base/result.ts';
import { callFailures } from './call-failures.ts';
import type { BridgeRouter } from './router.ts';
import { type Context, Session } from './session.ts';
import { staticFiles } from './static-files.ts';

export type ListenFailure = Failure<'PORT_BUSY' | 'ADDRESS_UNAVAILABLE'>;

export interface HttpServing extends Closable {
  readonly port: number;
}

export interface HttpOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** The folder of the built screen. */
  readonly uiFolder: string;
  readonly logger: Logger;
  readonly ids: IdMaker;
}

/** The largest frame a screen may send: far above any form, far below what could hurt. */
const largestFrame = 1024 * 1024;

/** Serves the screen and the bridge to browsers. One socket is one session. */
export async function serveHttp(
  router: BridgeRouter,
  options: HttpOptions,
): Promise<Result<HttpServing, ListenFailure>> {
  const files = staticFiles(options.uiFolder);
  const server = createServer((request, response) => void files(request, response));
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestFrame, perMessageDeflate: false });
  const handler = new RPCHandler<Context>(router, { clientInterceptors: [callFailures(options.logger, options.ids)] });
  server.on('upgrade', (request, socket, head) => {
    if (request.url !== '/bridge' || !comesFromOwnPage(request)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      void handler.upgrade(webSocket, { context: { session: new Session() } });
    });
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

/** A page of another origin must not reach the bridge: browsers send cookies and addresses, but never a false Origin. */
function comesFromOwnPage(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}

function listening(server: Server, { host, port }: HttpOptions): Promise<Result<void, ListenFailure>> {
  return new Promise((resolve, reject) => {
    const refused = (error: NodeJS.ErrnoException): void => {
      const isRefused = error.code === 'EADDRNOTAVAIL' || error.code === 'EACCES';
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
