import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Closable } from '@lapka/shared/base/disposal.ts';
import { largestFrame } from '@lapka/shared/protocol/frames.ts';
import { NodeSession, type SessionParts } from './node-session.ts';

/** The door for clinic nodes. Wakes the nodes of a clinic when it has changed, whichever server took the change. */
export class Gateway implements Closable {
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: largestFrame, perMessageDeflate: false });
  readonly #sessions = new Set<NodeSession>();
  readonly #parts: SessionParts;
  readonly #stopListening: () => void;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#stopListening = parts.store.onCommitted((moved) => {
      for (const session of this.#sessions) {
        if (moved === 'ANY' || session.clinic() === moved) void session.tellHead();
      }
    });
  }

  /** Takes over an HTTP upgrade for `/sync`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      const session = new NodeSession(webSocket, this.#parts);
      this.#sessions.add(session);
      webSocket.on('close', () => this.#sessions.delete(session));
    });
  }

  async close(): Promise<void> {
    this.#stopListening();
    for (const session of this.#sessions) session.end('SERVER_CLOSING');
    for (const client of this.#server.clients) client.terminate();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}
