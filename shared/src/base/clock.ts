import type { Instant } from './instant.ts';

/** Tells the time. Rules never own one: they get the instant they need from the caller. */
export interface Clock {
  now(): Instant;
}

/** Runs something later. Tests and simulations drive it by hand, so nothing ever waits for real. */
export interface Scheduler {
  /** Calls `run` once after at least `milliseconds`, unless the returned cancel function is called before. */
  after(milliseconds: number, run: () => void): () => void;
}
