import { inflateRawSync } from 'node:zlib';
import type { Closable } from '@lapka/shared/base/disposal.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { OperationId } from '@lapka/shared/domain/document.ts';
import { challengeSchema, downSchema, type Down, type PushResult } from '@lapka/shared/protocol/down.ts';
import type { PushRow } from '@lapka/shared/protocol/up.ts';
import { protocolVersion } from '@lapka/shared/protocol/version.ts';
import { WebSocket } from 'ws';
import type { TestDevice } from './test-device.ts';

/** What is read of a page without parsing its documents. */
export interface RawPage {
  readonly number: number;
  readonly complete: boolean;
  readonly text: string;
}

type Answer = Pick<TestDevice, 'id' | 'incarnation' | 'signature'>;

/** A clinic node that has no store: what it is sent it forgets. Rejects everything that waits when the line is gone. */
export class RawDesk implements Closable {
  readonly socket: WebSocket;
  /** Called when the server says that the clinic has changed. */
  onChanged: () => void = () => undefined;
  readonly #waiting = new Map<number, { resolve(text: string): void; reject(problem: Error): void }>();
  readonly #gone: Promise<void>;
  #requests = 0;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    this.#gone = new Promise((resolve) => socket.once('close', () => resolve()));
    socket.on('message', (data: Buffer, isBinary) => {
      this.#received(isBinary ? inflateRawSync(data).toString() : data.toString());
    });
    socket.on('close', (_code, reason) => {
      for (const waiting of this.#waiting.values()) waiting.reject(new Error(`the line is gone: ${reason.toString()}`));
      this.#waiting.clear();
    });
  }

  static async open(url: string, device: Answer, protocol = protocolVersion): Promise<RawDesk> {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.once('close', (_code, reason) => reject(new Error(`not let in: ${reason.toString()}`)));
      socket.once('message', (data: Buffer) => {
        const { nonce } = challengeSchema.parse(JSON.parse(data.toString()));
        const { id, incarnation } = device;
        socket.once('message', () => resolve());
        socket.send(JSON.stringify({ t: 'HELLO', protocol, device: id, incarnation, pushes: [] }));
        socket.send(JSON.stringify({ t: 'PROOF', signature: device.signature(nonce) }));
      });
    });
    socket.removeAllListeners('close');
    socket.on('error', () => undefined);
    return new RawDesk(socket);
  }

  async push(collection: CollectionName, push: OperationId, rows: readonly PushRow[]): Promise<PushResult> {
    return pushedIn(await this.sendText(pushText(this.nextRequest(), collection, push, rows)));
  }

  async pull(collection: CollectionName, after: number, limit = 1_000): Promise<RawPage> {
    const request = this.nextRequest();
    const text = await this.sendText({
      request,
      text: JSON.stringify({ t: 'PULL', request, collection, after, limit }),
    });
    const head = /^\{"t":"PULLED","request":\d+,"number":(\d+),"complete":(true|false)/.exec(text.slice(0, 200));
    if (head === null) throw new Error(`no page: ${text.slice(0, 200)}`);
    return { number: Number(head[1]), complete: head[2] === 'true', text };
  }

  nextRequest(): number {
    return (this.#requests += 1);
  }

  sendText({ request, text }: { readonly request: number; readonly text: string }): Promise<string> {
    return new Promise((resolve, reject) => {
      if (this.socket.readyState !== WebSocket.OPEN) return reject(new Error('the line is gone'));
      this.#waiting.set(request, { resolve, reject });
      this.socket.send(text);
    });
  }

  async close(): Promise<void> {
    if (this.socket.readyState !== WebSocket.CLOSED) this.socket.terminate();
    await this.#gone;
  }

  #received(text: string): void {
    if (text.startsWith('{"t":"PING"')) return this.socket.send('{"t":"PONG"}');
    if (text.startsWith('{"t":"CHANGED"')) return this.onChanged();
    const request = Number(/^\{"t":"[A-Z_]+","request":(\d+)/.exec(text.slice(0, 60))?.[1]);
    this.#waiting.get(request)?.resolve(text);
    this.#waiting.delete(request);
  }
}

export function pushText(
  request: number,
  collection: CollectionName,
  push: OperationId,
  rows: readonly PushRow[],
): { readonly request: number; readonly text: string } {
  return { request, text: JSON.stringify({ t: 'PUSH', request, push, collection, rows }) };
}

export function pushedIn(text: string): PushResult {
  const down: Down = downSchema.parse(JSON.parse(text));
  if (down.t !== 'PUSHED') throw new Error(`not pushed: ${text.slice(0, 200)}`);
  return down;
}
