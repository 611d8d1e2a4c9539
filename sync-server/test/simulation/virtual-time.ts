import { epochMilliseconds, millisecondsBetween, plusMilliseconds } from '@lapka/shared/base/instant.ts';
import type { Scheduler } from '@lapka/shared/base/clock.ts';
import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { SeededChooser } from '@lapka/shared/testing/seeded-chooser.ts';

/** The machine's own turn of the event loop, whatever the simulation makes of timers. */
const realImmediate = globalThis.setImmediate;

/**
 * The one time of a simulated world. It passes only from one thing that was scheduled to the next, and only when
 * everything that happens by itself has happened: so nothing depends on how fast the machine is.
 */
export class VirtualTime implements Scheduler {
  readonly clock: FakeClock;
  #outside = 0;

  constructor(start: string) {
    this.clock = new FakeClock(start);
  }

  after(milliseconds: number, run: () => void): () => void {
    return this.clock.after(milliseconds, run);
  }

  now(): number {
    return epochMilliseconds(this.clock.now());
  }

  /** Counts work that is done outside of this process, as a database does it: time stands still for so long. */
  async outside<T>(work: Promise<T>): Promise<T> {
    this.#outside += 1;
    try {
      return await work;
    } finally {
      this.#outside -= 1;
    }
  }

  /** Lets everything happen that needs no time. */
  async settle(): Promise<void> {
    do await new Promise<void>((go) => void realImmediate(() => go()));
    while (this.#outside > 0);
  }

  /** Lets so much time pass. */
  async pass(milliseconds: number): Promise<void> {
    const end = plusMilliseconds(this.clock.now(), milliseconds);
    await this.settle();
    for (let due = this.clock.nextDue(); due !== undefined && due <= end; due = this.clock.nextDue()) {
      this.#moveTo(due);
      await this.settle();
    }
    this.#moveTo(end);
  }

  /** Lets time pass until something is done; not for ever. */
  async until<T>(work: Promise<T>): Promise<T> {
    const latest = plusMilliseconds(this.clock.now(), 3_600_000);
    const outcome: { done: boolean } = { done: false };
    const watched = work.finally(() => {
      outcome.done = true;
    });
    watched.catch(() => {
      // Whoever waits for the answer hears of it.
    });
    for (await this.settle(); !outcome.done; await this.settle()) {
      const due = this.clock.nextDue();
      if (due === undefined || due > latest) throw new Error('something in the simulation never ends');
      this.#moveTo(due);
    }
    return await watched;
  }

  #moveTo(instant: ReturnType<FakeClock['now']>): void {
    this.clock.advance(Math.max(0, millisecondsBetween(this.clock.now(), instant)));
  }
}

/**
 * Makes this realm live in virtual time: RxDB takes its timers, its clock and its tokens from the globals. Returns what
 * puts everything back.
 */
export function liveIn(time: VirtualTime, seed: number): () => void {
  const { setTimeout, clearTimeout, setInterval, clearInterval } = globalThis;
  const { now } = Date;
  const { random } = Math;
  const chooser = new SeededChooser(seed);
  const timers = new Map<number, () => void>();
  let names = 0;
  const schedule = (milliseconds: number, run: (name: number) => void): object => {
    const name = ++names;
    timers.set(
      name,
      time.after(milliseconds, () => run(name)),
    );
    const timer = { ref: () => timer, unref: () => timer, hasRef: () => false, [Symbol.toPrimitive]: () => name };
    return timer;
  };
  const cancel = (timer: unknown): void => {
    const name = typeof timer === 'object' && timer !== null ? Number(timer) : Number(timer ?? Number.NaN);
    timers.get(name)?.();
    timers.delete(name);
  };
  Object.assign(globalThis, {
    setTimeout: (run: (...given: unknown[]) => void, milliseconds = 0, ...given: unknown[]) =>
      schedule(milliseconds, (name) => {
        timers.delete(name);
        run(...given);
      }),
    setInterval: (run: (...given: unknown[]) => void, milliseconds = 1, ...given: unknown[]) => {
      const again = (name: number): void => {
        timers.set(
          name,
          time.after(milliseconds, () => again(name)),
        );
        run(...given);
      };
      return schedule(milliseconds, again);
    },
    clearTimeout: cancel,
    clearInterval: cancel,
  });
  Date.now = () => time.now();
  Math.random = () => chooser.uint32() / 0x1_0000_0000;
  return () => {
    Object.assign(globalThis, { setTimeout, clearTimeout, setInterval, clearInterval });
    Date.now = now;
    Math.random = random;
  };
}
