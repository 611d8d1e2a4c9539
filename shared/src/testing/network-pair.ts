import type { SeededChooser } from './seeded-chooser.ts';

/** What may happen to a message on the way. Probabilities from 0 to 1. */
export interface Weather {
  readonly drop: number;
  readonly duplicate: number;
  readonly reorder: number;
}

export const fairWeather: Weather = { drop: 0, duplicate: 0, reorder: 0 };

/** One end of a connection. Messages are copied on sending, so the two sides never share an object. */
export interface NetworkEnd<Message> {
  send(message: Message): void;
  onMessage(handle: (message: Message) => void): void;
  /** Called once when the line is cut, on both ends. */
  onCut(handle: () => void): void;
}

interface Travelling<Message> {
  readonly to: 'a' | 'b';
  readonly message: Message;
}

/**
 * Two ends and a line between them that a test holds in its hand: nothing arrives until it is delivered or flushed, and
 * bad weather drops, doubles and overtakes by the choices of one seed.
 */
export class NetworkPair<Message> {
  readonly a: NetworkEnd<Message> = this.#end('a', 'b');
  readonly b: NetworkEnd<Message> = this.#end('b', 'a');
  readonly #chooser: SeededChooser;
  #weather: Weather = fairWeather;
  #line: Travelling<Message>[] = [];
  #isCut = false;
  #dropped = 0;
  #receivers: { a: ((message: Message) => void)[]; b: ((message: Message) => void)[] } = { a: [], b: [] };
  #cutHandlers: (() => void)[] = [];

  constructor(chooser: SeededChooser) {
    this.#chooser = chooser;
  }

  setWeather(weather: Weather): void {
    this.#weather = weather;
  }

  /** Delivers the next message on the line; false when the line is empty. */
  deliverNext(): boolean {
    const overtake = this.#line.length > 1 && this.#chooser.chance(this.#weather.reorder);
    const index = overtake ? this.#chooser.between(0, this.#line.length - 1) : 0;
    const [next] = this.#line.splice(index, 1);
    if (next === undefined) return false;
    for (const receive of this.#receivers[next.to]) receive(next.message);
    return true;
  }

  /** Delivers until the line is empty, also what is sent as an answer. Returns how many arrived. */
  flush(most = 100_000): number {
    let delivered = 0;
    while (delivered < most && this.deliverNext()) delivered += 1;
    return delivered;
  }

  /** Breaks the connection: what is on the line is gone, both ends are told, later sends vanish. */
  cut(): void {
    if (this.#isCut) return;
    this.#isCut = true;
    this.#dropped += this.#line.length;
    this.#line = [];
    for (const handle of this.#cutHandlers) handle();
  }

  waitingCount(): number {
    return this.#line.length;
  }

  droppedCount(): number {
    return this.#dropped;
  }

  #end(own: 'a' | 'b', other: 'a' | 'b'): NetworkEnd<Message> {
    return {
      send: (message) => this.#send(other, message),
      onMessage: (handle) => {
        this.#receivers[own].push(handle);
      },
      onCut: (handle) => {
        this.#cutHandlers.push(handle);
      },
    };
  }

  #send(to: 'a' | 'b', message: Message): void {
    if (this.#isCut || this.#chooser.chance(this.#weather.drop)) {
      this.#dropped += 1;
      return;
    }
    const copies = this.#chooser.chance(this.#weather.duplicate) ? 2 : 1;
    for (let copy = 0; copy < copies; copy++) this.#line.push({ to, message: structuredClone(message) });
  }
}
