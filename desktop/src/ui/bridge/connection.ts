import { type ClientContext, createORPCClient, DynamicLink } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { Bridge } from '@lapka/shared/bridge/contract.ts';

export type ConnectionState = 'CONNECTING' | 'CONNECTED';

/** The line to the clinic node and whether it stands. */
export interface Connection {
  readonly bridge: Bridge;
  state(): ConnectionState;
  onState(listener: (state: ConnectionState) => void): () => void;
}

/**
 * In Electron the window is handed a port by the preload script; in a browser the node that served the page is asked over
 * a WebSocket. Above this function nobody knows which it is.
 */
export function connect(): Connection {
  return 'lapkaShell' in window ? overPort() : overSocket(`${location.origin.replace(/^http/, 'ws')}/bridge`);
}

function overPort(): Connection {
  const { port1, port2 } = new MessageChannel();
  window.postMessage('lapka:bridge', location.origin, [port1]);
  port2.start();
  return {
    bridge: createORPCClient(new PortLink({ port: port2 })),
    state: () => 'CONNECTED',
    onState: () => () => {},
  };
}

const waits = [100, 250, 500, 1_000, 2_000];

/** A socket that comes back by itself. Calls made while it is away wait for it; calls that were on their way fail. */
export function overSocket(url: string): Connection {
  const listeners = new Set<(state: ConnectionState) => void>();
  let state: ConnectionState = 'CONNECTING';
  let attempts = 0;
  let socket = open();

  function open(): WebSocket {
    const opening = new WebSocket(url);
    opening.addEventListener('open', () => {
      attempts = 0;
      tell('CONNECTED');
    });
    opening.addEventListener('close', () => {
      tell('CONNECTING');
      window.setTimeout(
        () => {
          socket = open();
        },
        waits[Math.min(attempts++, waits.length - 1)],
      );
    });
    return opening;
  }

  function tell(next: ConnectionState): void {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener(next);
  }

  // One link per socket: a link remembers the calls of its own socket and fails them when it closes.
  const links = new WeakMap<WebSocket, SocketLink<ClientContext>>();
  const linkOf = (wanted: WebSocket): SocketLink<ClientContext> => {
    const known = links.get(wanted) ?? new SocketLink({ websocket: wanted });
    links.set(wanted, known);
    return known;
  };

  return {
    bridge: createORPCClient(new DynamicLink(() => linkOf(socket))),
    state: () => state,
    onState(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
