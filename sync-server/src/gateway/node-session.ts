import { unreachable } from '@lapka/shared/base/assert.ts';
import type { Clock, Scheduler } from '@lapka/shared/base/clock.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import { type ByeReason, byeCodes } from '@lapka/shared/protocol/bye.ts';
import type { Down } from '@lapka/shared/protocol/down.ts';
import { helloMilliseconds } from '@lapka/shared/protocol/frames.ts';
import { parseUp } from '@lapka/shared/protocol/parse.ts';
import type { Hello, Up, UpRequest } from '@lapka/shared/protocol/up.ts';
import { deflatesFrom, protocolVersion } from '@lapka/shared/protocol/version.ts';
import type { DeviceRegistry } from '../stores/device-registry.ts';
import type { Moved } from '../stores/document-store.ts';
import type { SyncParts } from '../sync/accept-push.ts';
import { greet } from '../sync/greet.ts';
import type { Pusher } from '../sync/taking.ts';
import { answerRequest, failed } from './answer-request.ts';
import { Heartbeat } from './heartbeat.ts';
import { Hints } from './hints.ts';
import type { NodeLine, NodeLineListener } from './node-line.ts';
import { proveDevice } from './prove-device.ts';

export interface SessionParts extends SyncParts {
  readonly devices: Pick<DeviceRegistry, 'find'>;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
  /** What the node signs: new for every session. */
  readonly newNonce: () => string;
  readonly lowestProtocol: number;
  /** Called when a node was let in. */
  readonly onWelcomed: (session: NodeSession, pusher: Pusher) => void;
}

/** Challenged → (HELLO) introduced → (PROOF) welcomed → closed. What comes out of turn closes the connection. */
type State =
  | { readonly at: 'CHALLENGED' }
  | { readonly at: 'INTRODUCED'; readonly hello: Hello }
  | { readonly at: 'WELCOMED'; readonly pusher: Pusher; readonly revoked: boolean; readonly hints: Hints }
  | { readonly at: 'CLOSED' };

const mostUnread = 4 * 1024 * 1024;
const mostWaiting = 32;

/** One clinic node's connection: from the challenge to the close (SESSION rules of the protocol). */
export class NodeSession implements NodeLineListener {
  readonly #line: NodeLine & { deflateFromNowOn?(): void };
  readonly #parts: SessionParts;
  readonly #nonce: string;
  #state: State = { at: 'CHALLENGED' };
  #heartbeat: Heartbeat | undefined;
  readonly #cancelDeadline: () => void;
  /** Frames are handled one after the other, so that a node's pushes take effect in the order it sent them. */
  #queue: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(line: NodeLine & { deflateFromNowOn?(): void }, parts: SessionParts) {
    this.#line = line;
    this.#parts = parts;
    this.#nonce = parts.newNonce();
    this.#cancelDeadline = parts.scheduler.after(helloMilliseconds, () => this.end('TOO_SLOW'));
    this.#send({ t: 'CHALLENGE', nonce: this.#nonce });
  }

  received(text: string): void {
    this.#heartbeat?.heard();
    if (++this.#waiting === mostWaiting) this.#line.hold(true);
    this.#queue = this.#queue.then(() => this.#next(text));
  }

  gone(): void {
    this.#closed();
  }

  /** Tells the node that its clinic has changed, unless it knows (PULL-4). */
  moved(moved: Moved | 'ANY'): void {
    const state = this.#state;
    if (state.at !== 'WELCOMED') return;
    if (moved === 'ANY') this.#lookAgain();
    else if (moved.clinic === state.pusher.clinic) state.hints.moved(moved);
  }

  /** Looks whether the device was shut out meanwhile, and how far the clinic has come. */
  lookAgain(): Promise<void> {
    const state = this.#state;
    if (state.at !== 'WELCOMED') return Promise.resolve();
    return this.#stillKnown(state.pusher, state.revoked, state.hints);
  }

  end(reason: ByeReason): void {
    if (this.#state.at === 'CLOSED') return;
    this.#send({ t: 'BYE', reason });
    this.#closed();
    this.#line.close(byeCodes[reason], reason);
  }

  async #next(text: string): Promise<void> {
    try {
      await this.#handle(text);
    } catch (bug) {
      this.#broken(bug);
    }
    if (this.#waiting-- === mostWaiting) this.#line.hold(false);
  }

  async #handle(text: string): Promise<void> {
    const state = this.#state;
    if (state.at === 'CLOSED') return;
    const parsed = parseUp(text);
    if (!parsed.ok) return this.end('BAD_FRAME');
    const message = parsed.value;
    switch (state.at) {
      case 'CHALLENGED':
        return message.t === 'HELLO' ? this.#introduced(message) : this.end('BAD_FRAME');
      case 'INTRODUCED':
        return message.t === 'PROOF' ? this.#proven(state.hello, message.signature) : this.end('BAD_FRAME');
      case 'WELCOMED':
        return this.#serve(message, state);
      default:
        return unreachable(state);
    }
  }

  #introduced(hello: Hello): void {
    if (hello.protocol < this.#parts.lowestProtocol) return this.end('VERSION_TOO_OLD');
    this.#state = { at: 'INTRODUCED', hello };
  }

  async #proven(hello: Hello, signature: string): Promise<void> {
    const { devices, clock } = this.#parts;
    const proven = await proveDevice(devices, this.#nonce, hello, signature);
    if (!proven.ok) return this.end(proven.error);
    const { clinic, revoked } = proven.value;
    const pusher: Pusher = { clinic, device: hello.device, incarnation: hello.incarnation };
    const greeting = await greet(this.#parts, pusher, hello);
    if (greeting.kind === 'NOT_YOURS') return this.end('BAD_PROOF');
    const { timeLine, copy } = greeting;
    const hints = new Hints(timeLine.head, (head, collections) =>
      this.#send({ t: 'CHANGED', head, ...(collections === undefined ? {} : { collections: [...collections] }) }),
    );
    const protocol = Math.min(hello.protocol, protocolVersion);
    this.#cancelDeadline();
    this.#state = { at: 'WELCOMED', pusher, revoked, hints };
    this.#send({
      t: 'WELCOME',
      protocol,
      clinic,
      epoch: timeLine.epoch,
      epochStart: timeLine.start,
      head: timeLine.head,
      time: clock.now(),
      copy,
      revoked,
    });
    if (protocol >= deflatesFrom) this.#line.deflateFromNowOn?.();
    this.#heartbeat = new Heartbeat(this.#parts.scheduler, {
      beat: () => this.#send({ t: 'PING', head: hints.known(), time: clock.now() }),
      lookAgain: () => this.#lookAgain(),
      silent: () => this.end('SILENT'),
    });
    this.#parts.onWelcomed(this, pusher);
  }

  async #serve(message: Up, state: Extract<State, { at: 'WELCOMED' }>): Promise<void> {
    switch (message.t) {
      case 'PUSH':
      case 'PULL':
      case 'PULL_DAYS':
      case 'HASH':
      case 'AUDIT':
        return this.#answer(message, state);
      case 'PONG':
        return;
      case 'DELIVERED':
        return this.end(state.revoked ? 'WIPE' : 'BAD_FRAME');
      case 'HELLO':
      case 'PROOF':
        return this.end('BAD_FRAME');
    }
  }

  /** A device that was shut out hands over what it has and gets nothing (SESSION-10). */
  async #answer(message: UpRequest, { pusher, revoked, hints }: Extract<State, { at: 'WELCOMED' }>): Promise<void> {
    const brings = message.t === 'PUSH' || message.t === 'AUDIT';
    if (revoked && !brings) return this.#sendText(failed(message, 'NOT_ALLOWED').text);
    hints.hold();
    const { text, pushed } = await answerRequest(this.#parts, pusher, message, this.#parts.clock.now());
    this.#sendText(text);
    hints.release(pushed);
  }

  #lookAgain(): void {
    this.lookAgain().catch((bug: unknown) => this.#broken(bug));
  }

  async #stillKnown(pusher: Pusher, revoked: boolean, hints: Hints): Promise<void> {
    const device = await this.#parts.devices.find(pusher.device);
    if (device === undefined) return this.end('UNKNOWN_DEVICE');
    if (device.revoked !== revoked) return this.end('REVOKED');
    hints.reached(await this.#parts.store.readClinic(pusher.clinic, (reader) => reader.head()));
  }

  /** A failure of ours: what the node was not answered it asks again on the next connection. */
  #broken(bug: unknown): void {
    this.#parts.logger.error('session failed', { message: bug instanceof Error ? bug.message : String(bug) });
    this.end('BROKEN');
  }

  #send(message: Down): void {
    this.#sendText(JSON.stringify(message));
  }

  #sendText(text: string): void {
    if (this.#state.at === 'CLOSED') return;
    if (this.#line.unread() > mostUnread) {
      this.#parts.logger.warn('session cut: the other side does not read');
      this.#closed();
      this.#line.cut();
      return;
    }
    this.#line.send(text);
  }

  #closed(): void {
    this.#state = { at: 'CLOSED' };
    this.#cancelDeadline();
    this.#heartbeat?.stop();
  }
}
