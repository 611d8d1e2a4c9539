/**
 * Lets one thing happen after the other, and refuses when too many wait. Hashing a PIN takes 19 MiB and 20 ms, and the
 * count of wrong ones must be right, however many screens ask at once.
 */
export class Turns {
  readonly #most: number;
  #waiting = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(most: number) {
    this.#most = most;
  }

  /** What `act` came to, or undefined when too many wait already. */
  async take<T>(act: () => Promise<T>): Promise<T | undefined> {
    if (this.#waiting >= this.#most) return undefined;
    this.#waiting += 1;
    const turn = this.#last.then(act);
    this.#last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.#waiting -= 1;
    }
  }
}
