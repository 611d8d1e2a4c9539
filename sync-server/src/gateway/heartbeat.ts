import type { Scheduler } from '@lapka/shared/base/clock.ts';
import { heartbeatMilliseconds } from '@lapka/shared/protocol/frames.ts';

export interface HeartbeatActions {
  beat(): void;
  /** Called now and then, for what changes without being told. */
  lookAgain(): void;
  /** Two heartbeats and nothing heard. */
  silent(): void;
}

const beatsBetweenLooks = 20;

/** Beats for a session until it is stopped; whatever the other side sends is a sign of life (SESSION-7). */
export class Heartbeat {
  readonly #scheduler: Scheduler;
  readonly #actions: HeartbeatActions;
  #beats = 0;
  #missed = 0;
  #cancel: () => void;

  constructor(scheduler: Scheduler, actions: HeartbeatActions) {
    this.#scheduler = scheduler;
    this.#actions = actions;
    this.#cancel = this.#next();
  }

  heard(): void {
    this.#missed = 0;
  }

  stop(): void {
    this.#cancel();
  }

  #next(): () => void {
    return this.#scheduler.after(heartbeatMilliseconds, () => this.#beat());
  }

  #beat(): void {
    if (this.#missed === 2) return this.#actions.silent();
    this.#missed += 1;
    this.#beats += 1;
    this.#cancel = this.#next();
    this.#actions.beat();
    if (this.#beats % beatsBetweenLooks === 0) this.#actions.lookAgain();
  }
}
