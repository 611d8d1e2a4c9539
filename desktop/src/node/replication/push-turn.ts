interface Waiting {
  readonly rank: number;
  readonly go: () => void;
}

/**
 * Lets one push go at a time (PUSH-2), those of a lower rank first: people before what they did, clients before their
 * bookings.
 */
export class PushTurn {
  readonly #waiting = new Set<Waiting>();
  #isTaken = false;

  async take<T>(rank: number, push: () => Promise<T>): Promise<T> {
    await new Promise<void>((go) => {
      this.#waiting.add({ rank, go });
      // Whoever comes at the same moment is in the line before the first is chosen.
      queueMicrotask(() => this.#next());
    });
    try {
      return await push();
    } finally {
      this.#isTaken = false;
      this.#next();
    }
  }

  #next(): void {
    if (this.#isTaken) return;
    const [first] = [...this.#waiting].toSorted((a, b) => a.rank - b.rank);
    if (first === undefined) return;
    this.#waiting.delete(first);
    this.#isTaken = true;
    first.go();
  }
}
