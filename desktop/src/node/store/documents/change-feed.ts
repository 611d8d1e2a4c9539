import type { Logger } from '@lapka/shared/base/logger.ts';
import type { ChangeBulk, DocumentTable } from './document-table.ts';

/** What one commit changed in one table. */
export interface TableChange {
  readonly table: DocumentTable;
  readonly ids: readonly string[];
  /** Who wrote it, in RxDB's words; replication knows its own writes by it. */
  readonly context: string;
  /** Made only when somebody listens to the table: it holds whole documents. */
  bulk(): ChangeBulk | undefined;
}

type Listener = (changes: readonly TableChange[]) => void;

/**
 * Tells about commits, in their order. What a listener writes in turn is told after the commit it heard of was told to
 * all, and a listener that fails keeps nobody else from hearing.
 */
export class ChangeFeed {
  readonly #logger: Logger;
  readonly #listeners = new Set<Listener>();
  readonly #waiting: (readonly TableChange[])[] = [];
  #telling = false;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  publish(changes: readonly TableChange[]): void {
    this.#waiting.push(changes);
    if (this.#telling) return;
    this.#telling = true;
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) this.#tell(next);
    this.#telling = false;
  }

  #tell(changes: readonly TableChange[]): void {
    for (const change of changes) {
      const bulk = change.table.changes.observed ? change.bulk() : undefined;
      if (bulk !== undefined) this.#guarded(() => change.table.changes.next(bulk));
    }
    for (const listener of this.#listeners) this.#guarded(() => listener(changes));
  }

  #guarded(tell: () => void): void {
    try {
      tell();
    } catch (error) {
      this.#logger.error('store.listener_failed', { error: String(error) });
    }
  }
}
