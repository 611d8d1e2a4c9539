import { sign, type KeyObject } from 'node:crypto';
import { WebSocket } from 'ws';
import type { Scheduler } from '@lapka/shared/base/clock.ts';
import type { Closable } from '@lapka/shared/base/disposal.ts';
import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { DeviceId } from '@lapka/shared/domain/document.ts';
import type { Id } from '@lapka/shared/base/id.ts';
import type { Down, Pulled, Welcome } from '@lapka/shared/protocol/down.ts';
import { largestFrame } from '@lapka/shared/protocol/frames.ts';
import type { Pull, Push, Up } from '@lapka/shared/protocol/up.ts';
import { parseDown } from '@lapka/shared/protocol/parse.ts';
import { protocolVersion } from '@lapka/shared/protocol/version.ts';

type Pushed = Extract<Down, { t: 'PUSHED' }>;

export type LinkFailure = Failure<'OFFLINE' | 'RETRY_LATER'> | Failure;

export interface LinkOptions {
  readonly url: string;
  readonly device: DeviceId;
  readonly privateKey: KeyObject;
  readonly incarnation: Id<'Incarnation'>;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
}

/**
 * Lost answers are noticed by time alone, so every request has a deadline. It is long, because a slow line is no failure,
 * and because the caller repeats with the same push id anyway.
 */
const answerDeadline = 20_000;
const silenceDeadline = 35_000;
const waits = [250, 500, 1_000, 2_000, 5_000, 10_000];

/**
 * The one connection to the server. It comes back by itself; what was asked on a connection that broke fails with OFFLINE
 * and is asked again by the caller. Everything that comes in is parsed here.
 */
export class ServerLink implements Closable {
  readonly #options: LinkOptions;
  readonly #pending = new Map<number, (answer: Result<Down, LinkFailure>) => void>();
  readonly #welcomed = new Set<(welcome: Welcome) => void>();
  readonly #heads = new Set<(head: number) => void>();
  readonly #lost = new Set<() => void>();
  readonly #waitingForReady = new Set<() => void>();
  #socket: WebSocket | undefined;
  #isReady = false;
  #isClosed = false;
  #isAllowed = true;
  #attempts = 0;
  #requests = 0;
  #cancelRetry: (() => void) | undefined;
  #cancelSilence: (() => void) | undefined;

  constructor(options: LinkOptions) {
    this.#options = options;
  }

  /** Called after every successful hello, first and again: the moment to pull everything anew (PULL-4). */
  onWelcome(handle: (welcome: Welcome) => void): void {
    this.#welcomed.add(handle);
  }

  /** Called when the server tells how far the clinic's changes have come (PULL-5). */
  onHead(handle: (head: number) => void): void {
    this.#heads.add(handle);
  }

  onLost(handle: () => void): void {
    this.#lost.add(handle);
  }

  start(): void {
    this.#connect();
  }

  /** Pulls the cable, or plugs it in again: for demonstrations and tests. */
  setCable(plugged: boolean): void {
    this.#isAllowed = plugged;
    if (plugged) {
      this.#attempts = 0;
      this.#cancelRetry?.();
      if (this.#socket === undefined) this.#connect();
    } else {
      this.#socket?.terminate();
    }
  }

  isReady(): boolean {
    return this.#isReady;
  }

  /** Resolves when requests can be made, at once or after the next hello; also when the link is closed. */
  ready(): Promise<void> {
    if (this.#isReady || this.#isClosed) return Promise.resolve();
    return new Promise((resolve) => this.#waitingForReady.add(resolve));
  }

  push(message: Omit<Push, 't' | 'request'>): Promise<Result<Pushed, LinkFailure>> {
    return this.#ask((request) => ({ t: 'PUSH', request, ...message }), isPushed);
  }

  pull(message: Omit<Pull, 't' | 'request'>): Promise<Result<Pulled, LinkFailure>> {
    return this.#ask((request) => ({ t: 'PULL', request, ...message }), isPulled);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancelRetry?.();
    this.#tellReady();
    const socket = this.#socket;
    if (socket === undefined) return;
    const gone = new Promise<void>((resolve) => void socket.once('close', () => resolve()));
    socket.terminate();
    await gone;
  }

  #connect(): void {
    if (this.#isClosed || !this.#isAllowed) return;
    const socket = new WebSocket(this.#options.url, {
      maxPayload: largestFrame,
      perMessageDeflate: false,
      handshakeTimeout: 10_000,
    });
    this.#socket = socket;
    this.#listenForSilence();
    socket.on('message', (data: Buffer) => this.#receive(data.toString()));
    socket.on('error', (error) => this.#options.logger.debug('link error', { message: error.message }));
    socket.on('close', () => this.#disconnected());
  }

  #receive(text: string): void {
    this.#listenForSilence();
    const parsed = parseDown(text);
    if (!parsed.ok) {
      this.#options.logger.warn('link: message not understood');
      this.#socket?.terminate();
      return;
    }
    this.#handle(parsed.value);
  }

  #handle(message: Down): void {
    switch (message.t) {
      case 'CHALLENGE':
        this.#introduce(message.nonce);
        return;
      case 'WELCOME':
        this.#isReady = true;
        this.#attempts = 0;
        for (const handle of this.#welcomed) handle(message);
        this.#tellReady();
        return;
      case 'PING':
        this.#send({ t: 'PONG' });
        for (const handle of this.#heads) handle(message.head);
        return;
      case 'CHANGED':
        for (const handle of this.#heads) handle(message.head);
        return;
      case 'FAILED':
        this.#settle(message.request, err(failure(message.code, message.details)));
        return;
      case 'PUSHED':
      case 'PULLED':
        this.#settle(message.request, ok(message));
        return;
      case 'BYE':
        this.#options.logger.warn('link: refused by the server', { reason: message.reason });
        return;
    }
  }

  #introduce(nonce: string): void {
    const { device, incarnation, privateKey } = this.#options;
    const said = Buffer.from(`lapka-hello:${nonce}:${device}:${incarnation}`);
    this.#send({ t: 'HELLO', protocol: protocolVersion, device, incarnation });
    this.#send({ t: 'PROOF', signature: sign(null, said, privateKey).toString('base64url') });
  }

  #ask<Answer extends Down>(
    make: (request: number) => Up,
    isAnswer: (message: Down) => message is Answer,
  ): Promise<Result<Answer, LinkFailure>> {
    if (!this.#isReady) return Promise.resolve(err(failure('OFFLINE')));
    const request = ++this.#requests;
    return new Promise((resolve) => {
      const cancel = this.#options.scheduler.after(answerDeadline, () => {
        this.#settle(request, err(failure('RETRY_LATER')));
        // A connection that lost an answer is not to be trusted with the next question.
        this.#socket?.terminate();
      });
      this.#pending.set(request, (answer) => {
        cancel();
        if (!answer.ok) resolve(answer);
        else resolve(isAnswer(answer.value) ? ok(answer.value) : err(failure('RETRY_LATER')));
      });
      this.#send(make(request));
    });
  }

  #tellReady(): void {
    for (const tell of this.#waitingForReady) tell();
    this.#waitingForReady.clear();
  }

  #settle(request: number, answer: Result<Down, LinkFailure>): void {
    const settle = this.#pending.get(request);
    this.#pending.delete(request);
    settle?.(answer);
  }

  #send(message: Up): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #listenForSilence(): void {
    this.#cancelSilence?.();
    this.#cancelSilence = this.#options.scheduler.after(silenceDeadline, () => this.#socket?.terminate());
  }

  #disconnected(): void {
    this.#cancelSilence?.();
    this.#socket = undefined;
    const wasReady = this.#isReady;
    this.#isReady = false;
    for (const request of this.#pending.keys()) this.#settle(request, err(failure('OFFLINE')));
    if (wasReady) for (const handle of this.#lost) handle();
    if (this.#isClosed || !this.#isAllowed) return;
    const wait = waits[Math.min(this.#attempts++, waits.length - 1)] ?? 10_000;
    this.#cancelRetry = this.#options.scheduler.after(wait, () => this.#connect());
  }
}

function isPushed(message: Down): message is Pushed {
  return message.t === 'PUSHED';
}

function isPulled(message: Down): message is Pulled {
  return message.t === 'PULLED';
}
