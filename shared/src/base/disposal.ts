/** Who creates, disposes. A part that holds timers, sockets, files or processes is one of these. */
export interface Closable {
  /** Releases everything; calling it again changes nothing. */
  close(): Promise<void>;
}

type Release = () => void | Promise<void>;

/**
 * Collects what a part has opened, so that one call releases all of it: last opened first, each awaited, and one
 * failing release never keeps the others from running.
 */
export class Releases implements Closable {
  #pending: Release[] = [];
  #closing: Promise<void> | undefined;

  add(release: Release): void {
    this.#pending.push(release);
  }

  /** Adds a part and hands it back, to be used where it is created. */
  use<T extends Closable>(part: T): T {
    this.add(() => part.close());
    return part;
  }

  close(): Promise<void> {
    this.#closing ??= this.#releaseAll();
    return this.#closing;
  }

  async #releaseAll(): Promise<void> {
    const failures: unknown[] = [];
    for (let release = this.#pending.pop(); release !== undefined; release = this.#pending.pop()) {
      try {
        await release();
      } catch (failure) {
        failures.push(failure);
      }
    }
    if (failures.length === 1) throw failures[0];
    if (failures.length > 1) throw new AggregateError(failures, 'several parts failed to close');
  }
}
