import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import type { Closable } from '@lapka/shared/base/disposal.ts';
import type { ClientId } from '@lapka/shared/domain/clients/client.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import type { Scheduler } from '@lapka/shared/base/clock.ts';
import { parseOwnerHello } from '@lapka/shared/protocol/parse.ts';
import type { OwnerDown, OwnerNotice } from '@lapka/shared/protocol/owner.ts';

export interface Owner {
  readonly clinic: ClinicId;
  readonly client: ClientId;
}

export interface OwnerDoorParts {
  readonly scheduler: Scheduler;
  /** Whose link this is; undefined when it is nobody's. */
  ownerOf(token: string): Owner | undefined;
  welcome(owner: Owner): Promise<{ readonly name: string; readonly notices: readonly OwnerNotice[] } | undefined>;
}

const helloDeadline = 5_000;
const refusedCode = 4001;
const largestHello = 4 * 1024;

/** The door for owners' pages: they only listen. */
export class OwnerDoor implements Closable {
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: largestHello, perMessageDeflate: false });
  readonly #listening = new Map<string, Set<WebSocket>>();
  readonly #parts: OwnerDoorParts;

  constructor(parts: OwnerDoorParts) {
    this.#parts = parts;
  }

  /** Takes over an HTTP upgrade for `/owner`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      const cancel = this.#parts.scheduler.after(helloDeadline, () => webSocket.close(refusedCode, 'TOO_SLOW'));
      webSocket.once('message', (data: Buffer) => {
        cancel();
        void this.#introduced(webSocket, data.toString());
      });
      webSocket.on('close', () => {
        cancel();
        for (const sockets of this.#listening.values()) sockets.delete(webSocket);
      });
      webSocket.on('error', () => webSocket.terminate());
    });
  }

  /** Shows a notice on every page this owner has open. */
  tell(owner: Owner, notice: OwnerNotice): void {
    for (const socket of this.#listening.get(nameOf(owner)) ?? []) send(socket, { t: 'OWNER_NOTICE', notice });
  }

  async close(): Promise<void> {
    for (const client of this.#server.clients) client.terminate();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #introduced(socket: WebSocket, text: string): Promise<void> {
    const hello = parseOwnerHello(text);
    const owner = hello.ok ? this.#parts.ownerOf(hello.value.token) : undefined;
    const welcome = owner === undefined ? undefined : await this.#parts.welcome(owner);
    if (owner === undefined || welcome === undefined) return socket.close(refusedCode, 'UNKNOWN_LINK');
    // Listening starts first: a notice sent while the welcome is written comes twice rather than never.
    const sockets = this.#listening.get(nameOf(owner)) ?? new Set();
    this.#listening.set(nameOf(owner), sockets.add(socket));
    send(socket, { t: 'OWNER_WELCOME', name: welcome.name, notices: [...welcome.notices] });
  }
}

function nameOf({ clinic, client }: Owner): string {
  return `${clinic} ${client}`;
}

function send(socket: WebSocket, message: OwnerDown): void {
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}
