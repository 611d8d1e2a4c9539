import { RPCHandler } from '@orpc/server/message-port';
import type { IdMaker } from '@lapka/shared/base/id.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import { callFailures } from './call-failures.ts';
import type { BridgeRouter } from './router.ts';
import { type Context, Session } from './session.ts';

type Port = Parameters<RPCHandler<Context>['upgrade']>[0];

/** Serves the bridge over a MessagePort: the window of Electron, or a test. One port is one session. */
export function servePort(router: BridgeRouter, port: Port, logger: Logger, ids: IdMaker): Session {
  const session = new Session();
  new RPCHandler<Context>(router, { clientInterceptors: [callFailures(logger, ids)] }).upgrade(port, {
    context: { session },
  });
  return session;
}
