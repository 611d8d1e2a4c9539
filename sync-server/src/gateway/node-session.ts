import { createPublicKey, randomBytes, verify } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { Clock, Scheduler } from '@lapka/shared/base/clock.ts';
import { unreachable } from '@lapka/shared/base/assert.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import type { Down } from '@lapka/shared/protocol/down.ts';
import { parseUp } from '@lapka/shared/protocol/parse.ts';
import type { Pull, Push, Up } from '@lapka/shared/protocol/up.ts';
import { lowestProtocolVersion, protocolVersion } from '@lapka/shared/protocol/version.ts';
import type { DocumentStore } from '../stores/document-store.ts';
import { acceptPush, type Pusher } from '../sync/accept-push.ts';
import { servePull } from '../sync/serve-pull.ts';
import type { DeviceRegistry } from '../stores/device-registry.ts';

export interface SessionParts {
  readonly store: DocumentStore;
  readonly devices: DeviceRegistry;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
}

type Hello = Extract<Up, { t: 'HELLO' }>;

/** Challenged → (HELLO) introduced → (PROOF) welcomed → closed. What comes out of turn closes the connection. */
type State =
  | { readonly at: 'CHALLENGED' }
  | { readonly at: 'INTRODUCED'; readonly hello: Hello }
  | { readonly at: 'WELCOMED'; readonly pusher: Pusher }
  | { readonly at: 'CLOSED' };

type Reason =
  | 'TOO_SLOW'
  | 'UNKNOWN_DEVICE'
  | 'BAD_PROOF'
  | 'DEVICE_REVOKED'
  | 'VERSION_TOO_OLD'
  | 'BAD_FRAME'
  | 'SILENT'
  | 'STALLED'
  | 'SERVER_CLOSING';

const helloDeadline = 5_000;
const heartbeat = 15_000;
const mostUnread = 4 * 1024 * 1024;

/** One clinic node's connection: from the challenge to the close (SESSION rules of the protocol). */
export class NodeSession {
  readonly #socket: WebSocket;
  readonly #parts: SessionParts;
  readonly #nonce = randomBytes(24).toString('base64url');
  #state: State = { at: 'CHALLENGED' };
  #missed = 0;
  #cancelTimer: () => void;
  /** Requests are served one after the other, so that a node's pushes take effect in the order it sent them. */
  #queue: Promise<void> = Promise.resolve();

  constructor(socket: WebSocket, parts: SessionParts) {
    this.#socket = socket;
    this.#parts = parts;
    this.#cancelTimer = parts.scheduler.after(helloDeadline, () => this.end('TOO_SLOW'));
    socket.on('message', (data: Buffer) => {
      this.#queue = this.#queue.then(() => this.#receive(data.toString())).catch((bug: unknown) => this.#broken(bug));
    });
    socket.on('close', () => this.#closed());
    socket.on('error', (error) => parts.logger.debug('session socket error', { message: error.message }));
    this.#send({ t: 'CHALLENGE', nonce: this.#nonce });
  }

  clinic(): ClinicId | undefined {
    return this.#state.at === 'WELCOMED' ? this.#state.pusher.clinic : undefined;
  }

  /** Tells the node that the clinic has changed (PULL-5). */
  async tellHead(): Promise<void> {
    const clinic = this.clinic();
    if (clinic === undefined) return;
    const head = await this.#head(clinic);
    this.#send({ t: 'CHANGED', head });
  }

  end(reason: Reason): void {
    if (this.#state.at === 'CLOSED') return;
    this.#send({ t: 'BYE', reason });
    this.#state = { at: 'CLOSED' };
    this.#socket.close(4000, reason);
  }

  async #receive(text: string): Promise<void> {
    const parsed = parseUp(text);
    if (!parsed.ok) return this.end('BAD_FRAME');
    const message = parsed.value;
    const state = this.#state;
    switch (state.at) {
      case 'CHALLENGED':
        return message.t === 'HELLO' ? this.#introduced(message) : this.end('BAD_FRAME');
      case 'INTRODUCED':
        return message.t === 'PROOF' ? this.#proven(state.hello, message.signature) : this.end('BAD_FRAME');
      case 'WELCOMED':
        return this.#serve(message, state.pusher);
      case 'CLOSED':
        return;
      default:
        return unreachable(state);
    }
  }

  #introduced(hello: Hello): void {
    if (hello.protocol < lowestProtocolVersion) return this.end('VERSION_TOO_OLD');
    this.#state = { at: 'INTRODUCED', hello };
  }

  async #proven(hello: Hello, signature: string): Promise<void> {
    const device = await this.#parts.devices.find(hello.device);
    if (device === undefined) return this.end('UNKNOWN_DEVICE');
    const key = createPublicKey({ key: Buffer.from(device.publicKey, 'base64'), format: 'der', type: 'spki' });
    const said = Buffer.from(`lapka-hello:${this.#nonce}:${hello.device}:${hello.incarnation}`);
    if (!verify(null, said, key, Buffer.from(signature, 'base64url'))) return this.end('BAD_PROOF');
    if (device.revoked) return this.end('DEVICE_REVOKED');
    this.#state = { at: 'WELCOMED', pusher: { clinic: device.clinic, device: hello.device } };
    this.#cancelTimer();
    this.#cancelTimer = this.#parts.scheduler.after(heartbeat, () => this.#beat());
    this.#send({
      t: 'WELCOME',
      protocol: protocolVersion,
      clinic: device.clinic,
      epoch: await this.#parts.store.epoch(),
      head: await this.#head(device.clinic),
      time: this.#parts.clock.now(),
    });
  }

  async #serve(message: Up, pusher: Pusher): Promise<void> {
    switch (message.t) {
      case 'PUSH':
        return this.#push(message, pusher);
      case 'PULL':
        return this.#pull(message, pusher);
      case 'PONG':
        this.#missed = 0;
        return;
      case 'HELLO':
      case 'PROOF':
        return this.end('BAD_FRAME');
    }
  }

  async #push(message: Push, pusher: Pusher): Promise<void> {
    const rows = await acceptPush(this.#parts.store, pusher, message, this.#parts.clock.now());
    this.#send({ t: 'PUSHED', request: message.request, rows: [...rows] });
  }

  async #pull(message: Pull, pusher: Pusher): Promise<void> {
    const page = await servePull(this.#parts.store, pusher.clinic, message);
    this.#send({ t: 'PULLED', request: message.request, ...page });
  }

  #head(clinic: ClinicId): Promise<number> {
    return this.#parts.store.readClinic(clinic, (reader) => reader.head());
  }

  #beat(): void {
    const clinic = this.clinic();
    if (clinic === undefined) return;
    if (this.#missed >= 2) return this.end('SILENT');
    this.#missed += 1;
    this.#cancelTimer = this.#parts.scheduler.after(heartbeat, () => this.#beat());
    this.#head(clinic).then(
      (head) => this.#send({ t: 'PING', head, time: this.#parts.clock.now() }),
      (bug: unknown) => this.#broken(bug),
    );
  }

  /** A failure of ours: the node's push is not answered, so it will be repeated on the next connection. */
  #broken(bug: unknown): void {
    this.#parts.logger.error('session failed', { message: bug instanceof Error ? bug.message : String(bug) });
    this.#socket.terminate();
  }

  #send(message: Down): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > mostUnread) {
      this.#parts.logger.warn('session cut: the other side does not read');
      this.#socket.terminate();
      return;
    }
    this.#socket.send(JSON.stringify(message));
  }

  #closed(): void {
    this.#state = { at: 'CLOSED' };
    this.#cancelTimer();
  }
}
