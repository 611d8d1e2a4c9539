import type { StoreChange } from '../store/store.ts';

/** What commands of this desk have changed and the server has not confirmed yet. */
export class Unsent {
  readonly #waiting = new Set<string>();
  readonly #listeners = new Set<() => void>();

  note(changes: readonly StoreChange[]): void {
    const own = changes.filter(({ origin }) => origin === 'COMMAND');
    for (const { id } of own) this.#waiting.add(id);
    if (own.length > 0) this.#tell();
  }

  confirm(ids: readonly string[]): void {
    for (const id of ids) this.#waiting.delete(id);
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
