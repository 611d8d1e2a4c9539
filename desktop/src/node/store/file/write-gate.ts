import type { Clock, Scheduler } from '@lapka/shared/base/clock.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import type { StoreHealth } from '../store.ts';
import type { Ballast } from './ballast.ts';
import { type Fault, StoreFault } from './fault.ts';

type State = StoreHealth['state'];

interface GateParts {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
  readonly ballast: Ballast | undefined;
}

/**
 * Knows whether writing makes sense. READY until a write fails. FULL stays shut until the disk has room for the ballast
 * again; READ_ONLY lets every write try; DAMAGED never opens again, so that nothing more is built on a file that lies.
 */
export class WriteGate {
  readonly #parts: GateParts;
  readonly #onDamage: (() => void)[] = [];
  #state: State = 'READY';
  #since: Instant;
  #lastFault: StoreFault | undefined;
  #closed = false;

  constructor(parts: GateParts) {
    this.#parts = parts;
    this.#since = parts.clock.now();
  }

  get state(): State {
    return this.#state;
  }

  get since(): Instant {
    return this.#since;
  }

  /** Throws the fault that keeps the store from writing, when it still does. */
  enter(): void {
    if (this.#lastFault === undefined) return;
    if (this.#state === 'DAMAGED') throw this.#lastFault;
    if (this.#state === 'FULL' && this.#parts.ballast?.make() === false) throw this.#lastFault;
  }

  passed(): void {
    if (this.#state !== 'READY') this.#become('READY');
    this.#lastFault = undefined;
  }

  failed(fault: StoreFault): void {
    this.#lastFault = fault;
    const state = stateAfter(fault.fault, this.#state);
    if (state === this.#state) return;
    this.#become(state, fault.sqlCode);
    if (state === 'FULL') this.#parts.ballast?.release();
    if (state === 'DAMAGED') for (const tell of this.#onDamage) tell();
  }

  /** A page was found that is not what was written, by whoever looked. */
  foundDamage(reason: string): void {
    this.failed(new StoreFault('DAMAGED', Object.assign(new Error(reason), { code: 'SQLITE_CORRUPT' })));
  }

  onDamage(tell: () => void): void {
    this.#onDamage.push(tell);
  }

  /** Resolves when it is time to try a failed write again; rejects when that is never. */
  async pause(fault: StoreFault): Promise<void> {
    if (fault.fault === 'DAMAGED') throw fault;
    await new Promise<void>((resolve) => this.#parts.scheduler.after(pauseOf(fault.fault), resolve));
    if (this.#closed) throw fault;
  }

  close(): void {
    this.#closed = true;
  }

  #become(state: State, sqlCode?: string): void {
    this.#state = state;
    this.#since = this.#parts.clock.now();
    this.#parts.logger.warn('store.state', { state, sqlCode });
  }
}

function stateAfter(fault: Fault, before: State): State {
  if (before === 'DAMAGED') return before;
  switch (fault) {
    case 'FULL':
      return 'FULL';
    case 'READ_ONLY':
      return 'READ_ONLY';
    case 'DAMAGED':
      return 'DAMAGED';
    case 'IO':
      // The file is opened anew and the next write tried; the outcome of this one is unknown, not the state of the disk.
      return before;
  }
}

function pauseOf(fault: Fault): number {
  return fault === 'IO' ? 50 : 1000;
}
