import { RPCHandler } from '@orpc/server/message-port';
import { Session } from './session.ts';
import type { BridgeRouter } from './router.ts';

type Port = Parameters<RPCHandler<{ readonly session: Session }>['upgrade']>[0];

/** Serves the bridge over a MessagePort: the window of Electron, or a test. One port is one session. */
export function servePort(router: BridgeRouter, port: Port): Session {
  const session = new Session();
  new RPCHandler(router).upgrade(port, { context: { session } });
  return session;
}
