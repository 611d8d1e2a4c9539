import type { Scheduler } from '@lapka/shared/base/clock.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import { type PushOutcome, pushedSchema } from '@lapka/shared/protocol/down.ts';
import { pushSchema } from '@lapka/shared/protocol/up.ts';
import { fairWeather, NetworkPair, type Weather } from '@lapka/shared/testing/network-pair.ts';
import type { SeededChooser } from '@lapka/shared/testing/seeded-chooser.ts';
import type { Dial } from '../../../desktop/src/node/replication/line.ts';
import type { Gateway } from '../../src/gateway/gateway.ts';
import type { NodeLine } from '../../src/gateway/node-line.ts';
import type { Trace } from './trace.ts';

export interface NetworkParts {
  readonly desk: string;
  readonly scheduler: Scheduler;
  readonly chooser: SeededChooser;
  readonly trace: Trace;
  /** Who answers at the other end now; nobody while the server is down. */
  readonly gateway: () => Gateway | undefined;
  /** Hears what becomes of what this desk pushes. */
  readonly pushed: (collection: CollectionName, rows: readonly PushOutcome[]) => void;
}

/** What differs from run to run, or says nothing about what happened. */
const withoutContent = new Set(['CHALLENGE', 'HELLO', 'PROOF', 'WELCOME']);

const heartbeat = new Set(['PING', 'PONG']);

/** The network between one desk and the server. Frames take their time; what else happens to them is up to the weather. */
export class SimulatedNetwork {
  readonly #parts: NetworkParts;
  readonly #open = new Set<() => void>();
  #isUp = true;
  #isPowered = true;
  #weather: Weather = fairWeather;
  #loses: string | undefined;
  /** What is on its way up; a node has one push on its way at a time (PUSH-2). */
  #pushing: CollectionName | undefined;

  constructor(parts: NetworkParts) {
    this.#parts = parts;
  }

  setUp(isUp: boolean): void {
    this.#isUp = isUp;
    if (!isUp) this.cut();
  }

  /** Whether there is a PC at the end of the cable. */
  setPowered(isPowered: boolean): void {
    this.#isPowered = isPowered;
    if (!isPowered) this.cut();
  }

  /** Holds for this line and those that follow. */
  setWeather(weather: Weather): void {
    this.#weather = weather;
    this.cut();
  }

  /** The line breaks when the server next says this; it is not heard. */
  loseNext(kind: string): void {
    this.#loses = kind;
  }

  cut(): void {
    for (const cut of this.#open) cut();
  }

  readonly dial: Dial = (listener) => {
    const { gateway, chooser, scheduler, trace } = this.#parts;
    const server = this.#isUp && this.#isPowered ? gateway() : undefined;
    if (server === undefined) {
      scheduler.after(5, () => listener.gone());
      return { send: () => {}, cut: () => {} };
    }
    const pair = new NetworkPair<string>(chooser);
    pair.setWeather(this.#weather);
    const latency = chooser.between(5, 60);
    const cut = (): void => pair.cut();
    this.#open.add(cut);
    const deliver = (send: () => void): void => {
      const before = pair.waitingCount();
      send();
      for (let frame = before; frame < pair.waitingCount(); frame++) scheduler.after(latency, () => pair.deliverNext());
    };
    const nodeLine: NodeLine = {
      send: (text) => {
        if (this.#isLost(text)) return cut();
        deliver(() => pair.b.send(text));
      },
      unread: () => 0,
      hold: () => {},
      close: () => void scheduler.after(latency, cut),
      cut,
    };
    const session = server.open(nodeLine);
    pair.a.onMessage((text) => {
      this.#noted('<', text);
      listener.received(text);
    });
    pair.b.onMessage((text) => {
      this.#noted('>', text);
      session.received(text);
    });
    pair.a.onCut(() => {
      this.#open.delete(cut);
      if (pair.droppedCount() > 0) trace.count('frames lost');
      queueMicrotask(() => {
        session.gone();
        listener.gone();
      });
    });
    return { send: (text) => deliver(() => pair.a.send(text)), cut };
  };

  #isLost(text: string): boolean {
    if (this.#loses === undefined || kindOf(text) !== this.#loses) return false;
    this.#parts.trace.note(`${this.#parts.desk} never hears ${this.#loses}`);
    this.#parts.trace.count('lost answers');
    this.#loses = undefined;
    return true;
  }

  #noted(direction: '<' | '>', text: string): void {
    const { trace, desk, pushed } = this.#parts;
    const kind = kindOf(text);
    trace.count('frames');
    if (kind === 'PUSH') this.#pushing = pushSchema.parse(JSON.parse(text)).collection;
    if (kind === 'PUSHED' && this.#pushing !== undefined) {
      pushed(this.#pushing, pushedSchema.parse(JSON.parse(text)).rows);
    }
    trace.note(`${desk} ${direction} ${kind}`, withoutContent.has(kind) ? '' : text, heartbeat.has(kind));
  }
}

function kindOf(text: string): string {
  return /^\{"t":"([A-Z_]+)"/.exec(text)?.[1] ?? '?';
}
