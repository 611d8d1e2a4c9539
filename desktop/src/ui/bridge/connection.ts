import { type ClientContext, type ClientLink, createORPCClient, DynamicLink } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { Bridge } from '@lapka/shared/bridge/contract.ts';
import { withDeadline } from './deadline.ts';
import { resumeSession } from './session-token.ts';

export type ConnectionState = 'CONNECTING' | 'CONNECTED';

/** The line to the clinic node and whether it stands. */
export interface Connection {
  readonly bridge: Bridge;
  state(): ConnectionState;
  onState(listener: (state: ConnectionState) => void): () => void;
}

/** One line, until it ends. A link remembers the calls of its own line and fails them when it ends. */
interface Line {
  readonly link: ClientLink<ClientContext>;
  readonly opened: Promise<void>;
  readonly ended: Promise<void>;
}

/**
 * In Electron the window is handed a port by the preload script; in a browser the node that served the page is asked over
 * a WebSocket. Above this function nobody knows which it is.
 */
export function connect(): Connection {
  return 'lapkaShell' in window ? keepUp(portLine) : overSocket(`${location.origin.replace(/^http/, 'ws')}/bridge`);
}

export function overSocket(url: string): Connection {
  return keepUp(() => socketLine(url));
}

const waits = [100, 250, 500, 1_000, 2_000];

/**
 * A line that comes back by itself, with whoever was signed in. Calls made while it is away wait for it; calls that were
 * on their way fail, and are repeated by whoever made them with the same operation id.
 */
function keepUp(open: () => Line): Connection {
  const listeners = new Set<(state: ConnectionState) => void>();
  let state: ConnectionState = 'CONNECTING';
  let attempts = 0;
  let line = next();

  function next(): Line {
    const opening = open();
    void greet(opening, createORPCClient(opening.link));
    void renew(opening);
    return opening;
  }

  async function greet({ opened }: Line, bridge: Bridge): Promise<void> {
    await opened;
    await resumeSession(bridge);
    attempts = 0;
    tell('CONNECTED');
  }

  async function renew({ ended }: Line): Promise<void> {
    await ended;
    tell('CONNECTING');
    const wait = waits[Math.min(attempts++, waits.length - 1)];
    window.setTimeout(() => {
      line = next();
    }, wait);
  }

  function tell(now: ConnectionState): void {
    if (now === state) return;
    state = now;
    for (const listener of listeners) listener(now);
  }

  return {
    bridge: createORPCClient(new DynamicLink(() => line.link)),
    state: () => state,
    onState(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function socketLine(url: string): Line {
  const socket = new WebSocket(url);
  return {
    link: new SocketLink({ websocket: socket, interceptors: [withDeadline] }),
    opened: new Promise((resolve) => socket.addEventListener('open', () => resolve())),
    ended: new Promise((resolve) => socket.addEventListener('close', () => resolve())),
  };
}

/** The other half goes through the preload script to the clinic node; it closes when that process ends. */
function portLine(): Line {
  const { port1, port2 } = new MessageChannel();
  const ended = new Promise<void>((resolve) => port2.addEventListener('close', () => resolve()));
  const link = new PortLink({ port: port2, interceptors: [withDeadline] });
  port2.start();
  window.postMessage('lapka:bridge', location.origin, [port1]);
  return { link, opened: Promise.resolve(), ended };
}
