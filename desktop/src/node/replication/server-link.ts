import { type KeyObject, sign } from 'node:crypto';
import type { Clock, Scheduler } from '@lapka/shared/base/clock.ts';
import type { Closable } from '@lapka/shared/base/disposal.ts';
import { failure } from '@lapka/shared/base/failure.ts';
import type { Id } from '@lapka/shared/base/id.ts';
import { type Instant, millisecondsBetween } from '@lapka/shared/base/instant.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import { below, type Random } from '@lapka/shared/base/random.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { DeviceId, OperationId } from '@lapka/shared/domain/document.ts';
import type { ByeReason } from '@lapka/shared/protocol/bye.ts';
import type { Down, Welcome } from '@lapka/shared/protocol/down.ts';
import { silenceMilliseconds } from '@lapka/shared/protocol/frames.ts';
import { parseDown } from '@lapka/shared/protocol/parse.ts';
import type { Audit, Hash, Pull, PullDays, Push, Up } from '@lapka/shared/protocol/up.ts';
import { protocolVersion } from '@lapka/shared/protocol/version.ts';
import type { Dial, Line } from './line.ts';
import { type AnswerTo, type LinkFailure, OpenRequests } from './open-requests.ts';

export interface LinkOptions {
  readonly dial: Dial;
  readonly device: DeviceId;
  readonly privateKey: KeyObject;
  /** What the hello says of this copy of the store (SESSION-6). */
  readonly introduction: () => Introduction;
  readonly protocol?: number;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly logger: Logger;
}

export interface Introduction {
  readonly incarnation: Id<'Incarnation'>;
  readonly pushes: readonly OperationId[];
}

/** Who uses the link, told in the order in which things happen. */
export interface LinkListener {
  /** After every hello, the first and each after a break. `AGAIN` makes the link come in anew, under another name. */
  welcomed(welcome: Welcome, roundTrip: number): 'GO_ON' | 'AGAIN';
  /** The server tells how far the clinic's changes have come, and where, if it knows. */
  headTold(head: number, collections: readonly CollectionName[] | undefined): void;
  timeTold(time: Instant): void;
  lost(): void;
  /** Another copy of this store came in under the same name. */
  superseded(): void;
  /** The server will not have this node; it is tried again now and then. */
  turnedAway(reason: ByeReason): void;
}

/** Waiting → (dialled) opening → (WELCOME) open → waiting …, until it is closed. */
type State =
  | { readonly at: 'WAITING' }
  | { readonly at: 'OPENING'; readonly line: Line; readonly provenAt: Instant | undefined }
  | { readonly at: 'OPEN'; readonly line: Line; readonly requests: OpenRequests }
  | { readonly at: 'CLOSED' };

const waits = [250, 500, 1_000, 2_000, 5_000, 10_000];
/** Somebody has to do something first: update a program, let a device in. */
const turnedAwayWait = 60_000;

type Asked<Message> = Omit<Message, 't' | 'request'>;

/**
 * The one connection to the server. It comes back by itself; what was asked on a connection that broke fails with OFFLINE
 * and is asked again by the caller. Everything that comes in is parsed here.
 */
export class ServerLink implements Closable {
  readonly #options: LinkOptions;
  readonly #listener: LinkListener;
  readonly #waitingForReady = new Set<() => void>();
  #state: State = { at: 'WAITING' };
  #isAllowed = true;
  #wasTurnedAway = false;
  #attempts = 0;
  #cancelRetry: () => void = () => {};
  #cancelSilence: () => void = () => {};

  constructor(options: LinkOptions, listener: LinkListener) {
    this.#options = options;
    this.#listener = listener;
  }

  start(): void {
    this.#dial();
  }

  /** Pulls the cable, or plugs it in again: for demonstrations and tests. */
  setCable(plugged: boolean): void {
    this.#isAllowed = plugged;
    if (plugged) this.#dialSoon();
    else this.#cut();
  }

  isReady(): boolean {
    return this.#state.at === 'OPEN';
  }

  /** Resolves when requests can be made, at once or after the next hello; also when the link is closed. */
  ready(): Promise<void> {
    if (this.#state.at === 'OPEN' || this.#state.at === 'CLOSED') return Promise.resolve();
    return new Promise((resolve) => this.#waitingForReady.add(resolve));
  }

  push(message: Asked<Push>): Promise<Result<AnswerTo<'PUSHED'>, LinkFailure>> {
    return this.#ask('PUSHED', (request) => ({ t: 'PUSH', request, ...message }));
  }

  pull(message: Asked<Pull>): Promise<Result<AnswerTo<'PULLED'>, LinkFailure>> {
    return this.#ask('PULLED', (request) => ({ t: 'PULL', request, ...message }));
  }

  pullDays(message: Asked<PullDays>): Promise<Result<AnswerTo<'DAYS_PULLED'>, LinkFailure>> {
    return this.#ask('DAYS_PULLED', (request) => ({ t: 'PULL_DAYS', request, ...message }));
  }

  hash(message: Asked<Hash>): Promise<Result<AnswerTo<'HASHED'>, LinkFailure>> {
    return this.#ask('HASHED', (request) => ({ t: 'HASH', request, ...message }));
  }

  audit(message: Asked<Audit>): Promise<Result<AnswerTo<'AUDIT_TAKEN'>, LinkFailure>> {
    return this.#ask('AUDIT_TAKEN', (request) => ({ t: 'AUDIT', request, ...message }));
  }

  /** Says that a device that was shut out has nothing left to deliver (SESSION-10). */
  delivered(): void {
    if (this.#state.at === 'OPEN') say(this.#state.line, { t: 'DELIVERED' });
  }

  /** Breaks the connection and comes back at once. */
  comeBack(): void {
    this.#cut();
  }

  close(): Promise<void> {
    this.#isAllowed = false;
    this.#cut();
    this.#state = { at: 'CLOSED' };
    this.#cancelRetry();
    this.#tellReady();
    return Promise.resolve();
  }

  #dial(): void {
    if (this.#state.at !== 'WAITING' || !this.#isAllowed) return;
    const line = this.#options.dial({
      received: (text) => this.#received(line, text),
      gone: () => this.#gone(line),
    });
    this.#state = { at: 'OPENING', line, provenAt: undefined };
    this.#listenForSilence();
  }

  #dialSoon(): void {
    this.#attempts = 0;
    this.#cancelRetry();
    this.#dial();
  }

  #received(line: Line, text: string): void {
    const state = this.#state;
    // The last words of a line that was given up.
    if (!('line' in state) || state.line !== line) return;
    this.#listenForSilence();
    const parsed = parseDown(text);
    if (parsed.ok) return this.#handle(parsed.value, state);
    this.#options.logger.warn('link: message not understood');
    this.#cut();
  }

  #handle(message: Down, state: Extract<State, { line: Line }>): void {
    switch (message.t) {
      case 'CHALLENGE':
        return this.#introduce(message.nonce, state.line);
      case 'WELCOME':
        return state.at === 'OPENING' ? this.#welcomed(message, state) : undefined;
      case 'PING':
        say(state.line, { t: 'PONG' });
        this.#listener.timeTold(message.time);
        return this.#listener.headTold(message.head, undefined);
      case 'CHANGED':
        return this.#listener.headTold(message.head, message.collections);
      case 'FAILED':
        return this.#settle(state, message.request, err(failure(message.code, message.details)));
      case 'PUSHED':
      case 'PULLED':
      case 'DAYS_PULLED':
      case 'HASHED':
      case 'AUDIT_TAKEN':
        return this.#settle(state, message.request, ok(message));
      case 'BYE':
        return this.#toldBye(message.reason);
    }
  }

  #introduce(nonce: string, line: Line): void {
    const { device, privateKey, introduction, protocol = protocolVersion, clock } = this.#options;
    const { incarnation, pushes } = introduction();
    const said = Buffer.from(`lapka-hello:${nonce}:${device}:${incarnation}`);
    say(line, { t: 'HELLO', protocol, device, incarnation, pushes: [...pushes] });
    say(line, { t: 'PROOF', signature: sign(null, said, privateKey).toString('base64url') });
    this.#state = { at: 'OPENING', line, provenAt: clock.now() };
  }

  #welcomed(welcome: Welcome, { line, provenAt }: Extract<State, { at: 'OPENING' }>): void {
    const { clock, scheduler, logger } = this.#options;
    this.#attempts = 0;
    this.#wasTurnedAway = false;
    const requests = new OpenRequests(scheduler, () => {
      logger.warn('link: no answer, connecting anew');
      this.#cut();
    });
    this.#state = { at: 'OPEN', line, requests };
    const roundTrip = provenAt === undefined ? 0 : millisecondsBetween(provenAt, clock.now());
    if (this.#listener.welcomed(welcome, roundTrip) === 'AGAIN') return this.#cut();
    this.#tellReady();
  }

  #toldBye(reason: ByeReason): void {
    this.#options.logger.info('link: closed by the server', { reason });
    switch (reason) {
      case 'UNKNOWN_DEVICE':
      case 'BAD_PROOF':
      case 'VERSION_TOO_OLD':
        this.#wasTurnedAway = true;
        return this.#listener.turnedAway(reason);
      case 'WIPE':
        this.#isAllowed = false;
        return this.#listener.turnedAway(reason);
      case 'SUPERSEDED':
        return this.#listener.superseded();
      case 'TOO_SLOW':
      case 'BAD_FRAME':
      case 'SILENT':
      case 'STALLED':
      case 'SERVER_CLOSING':
      case 'BROKEN':
      case 'REVOKED':
        return;
    }
  }

  #ask<Kind extends Down['t']>(
    answer: Kind,
    make: (request: number) => Up,
  ): Promise<Result<AnswerTo<Kind>, LinkFailure>> {
    const state = this.#state;
    if (state.at !== 'OPEN') return Promise.resolve(err(failure('OFFLINE')));
    return state.requests.ask(answer, (request) => say(state.line, make(request)));
  }

  #settle(state: State, request: number, given: Result<Down, LinkFailure>): void {
    if (state.at === 'OPEN') state.requests.settle(request, given);
  }

  #tellReady(): void {
    const waiting = [...this.#waitingForReady];
    this.#waitingForReady.clear();
    for (const tell of waiting) tell();
  }

  #listenForSilence(): void {
    this.#cancelSilence();
    this.#cancelSilence = this.#options.scheduler.after(silenceMilliseconds, () => this.#cut());
  }

  #cut(): void {
    const state = this.#state;
    if (!('line' in state)) return;
    this.#gone(state.line);
    state.line.cut();
  }

  #gone(line: Line): void {
    const state = this.#state;
    if (!('line' in state) || state.line !== line) return;
    this.#cancelSilence();
    this.#state = { at: 'WAITING' };
    if (state.at === 'OPEN') {
      this.#listener.lost();
      state.requests.failAll();
    }
    if (this.#isAllowed) this.#retryLater();
  }

  #retryLater(): void {
    const { scheduler, random } = this.#options;
    const wait = this.#wasTurnedAway ? turnedAwayWait : (waits[Math.min(this.#attempts, waits.length - 1)] ?? 0);
    this.#attempts += 1;
    // All desks of all clinics come back at once after the server was away: each waits a little differently.
    this.#cancelRetry = scheduler.after(wait / 2 + below(random, wait), () => this.#dial());
  }
}

function say(line: Line, message: Up): void {
  line.send(JSON.stringify(message));
}
