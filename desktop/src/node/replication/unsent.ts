import type { StoreChange } from '../store/store.ts';

/** What commands of this desk have changed and the server has not confirmed yet. */
export class Unsent {
  readonly #waiting = new Map<string, number>();
  readonly #listeners = new Set<() => void>();
  #version = 0;

  note(changes: readonly StoreChange[]): void {
    const own = changes.filter(({ origin }) => origin === 'COMMAND');
    for (const { id } of own) this.#waiting.set(id, ++this.#version);
    if (own.length > 0) this.#tell();
  }

  /** The state of the moment a push is made; what is changed again meanwhile still waits afterwards. */
  mark(): number {
    return this.#version;
  }

  confirm(ids: readonly string[], mark: number): void {
    for (const id of ids) {
      if ((this.#waiting.get(id) ?? Infinity) <= mark) this.#waiting.delete(id);
    }
    this.#tell();
  }

  has(id: string): boolean {
    return this.#waiting.has(id);
  }

  count(): number {
    return this.#waiting.size;
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
