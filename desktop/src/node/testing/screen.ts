import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import type { Scheduler } from '@lapka/shared/base/clock.ts';
import { silentLogger } from '@lapka/shared/base/logger.ts';
import type { Bridge } from '@lapka/shared/bridge/contract.ts';
import type { BridgeLines } from '../serve/bridge-lines.ts';
import { openDeskDoor } from '../serve/desk-door.ts';
import { servePort } from '../serve/serve-port.ts';

/** A screen of a desk, without a browser: the bridge as the screen has it. */
export interface TestScreen {
  readonly bridge: Bridge;
  /** Resolves with what the line ended with: the close code of a socket, 0 of a port. */
  readonly ended: Promise<number>;
  /** Sends what no screen of ours would. */
  sendRaw(text: string): void;
  close(): Promise<void>;
}

/** How screens reach their desk. Tests run over both. */
export const carriers = ['MessagePort', 'WebSocket'] as const;
export type Carrier = (typeof carriers)[number];

/** Opens one more screen at a desk. The scheduler must be a running one for sockets. */
export async function openScreen(carrier: Carrier, lines: BridgeLines, scheduler: Scheduler): Promise<TestScreen> {
  switch (carrier) {
    case 'MessagePort':
      return overPort(lines);
    case 'WebSocket': {
      const uiFolder = import.meta.dirname;
      const door = await openDeskDoor({
        host: '127.0.0.1',
        port: 0,
        uiFolder,
        lines,
        scheduler,
        logger: silentLogger,
      });
      if (!door.ok) throw new Error(door.error.code);
      const screen = await overSocket(`http://127.0.0.1:${door.value.port}`);
      return { ...screen, close: () => door.value.close() };
    }
  }
}

/** A browser's socket to a door, from a page of that door. `cookie` is what pairing gave. */
export async function overSocket(origin: string, options: SocketOptions = {}): Promise<TestScreen> {
  const { cookie, ca } = options;
  const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/bridge`, {
    origin: options.origin ?? origin,
    perMessageDeflate: false,
    ...(cookie === undefined && options.host === undefined
      ? {}
      : { headers: { ...(cookie && { cookie }), ...(options.host && { host: options.host }) } }),
    ...(ca === undefined ? {} : { ca }),
  });
  const ended = new Promise<number>((resolve) => socket.on('close', (code) => resolve(code)));
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  socket.on('error', () => {});
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the part of a browser's socket that the link uses
  const link = new SocketLink({ websocket: socket as unknown as globalThis.WebSocket });
  return {
    bridge: createORPCClient(link),
    ended,
    sendRaw: (text) => socket.send(text),
    close: async () => {
      socket.terminate();
      await ended;
    },
  };
}

export interface SocketOptions {
  readonly cookie?: string;
  readonly origin?: string;
  readonly host?: string;
  readonly ca?: string;
}

function overPort(lines: BridgeLines): TestScreen {
  const { port1, port2 } = new MessageChannel();
  servePort(lines, port1);
  const left = new Promise<void>((resolve) => port1.on('close', resolve));
  const screen = screenAt(port2);
  return { ...screen, close: async () => void (await Promise.all([left, screen.close()])) };
}

/** The screen at one end of a port whose other end a desk serves. */
export function screenAt(port: MessagePort): TestScreen {
  const ended = new Promise<number>((resolve) => port.on('close', () => resolve(0)));
  const link = new PortLink({ port });
  return {
    bridge: createORPCClient(link),
    ended,
    sendRaw: (text) => port.postMessage(text),
    close: async () => {
      port.close();
      await ended;
    },
  };
}

/** The code a call was refused with, and its details; `ok` when it was not. */
export async function refusalOf(call: Promise<unknown>): Promise<{ readonly code: string; readonly data?: unknown }> {
  try {
    await call;
    return { code: 'ok' };
  } catch (thrown) {
    if (thrown instanceof ORPCError) return { code: String(thrown.code), data: thrown.data };
    throw thrown;
  }
}

/** The next event of a stream that fits; what does not is passed over. */
export async function nextFitting<T>(stream: AsyncIterator<T>, fits: (event: T) => boolean): Promise<T> {
  for (;;) {
    const next = await stream.next();
    if (next.done === true) throw new Error('the stream has ended');
    if (fits(next.value)) return next.value;
  }
}
