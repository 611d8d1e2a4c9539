import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import type { Pulled, PulledDocument } from '@lapka/shared/protocol/down.ts';
import { readFromServer } from './read-from-server.ts';
import { type RxState, rxState, wireOf } from './rx-documents.ts';
import { type ReconcileReason, settleDifference, settleMissing } from './settle-difference.ts';
import type { SyncContext } from './sync-context.ts';

export interface ReconcileParts {
  readonly context: SyncContext;
  readonly definition: AnyCollection;
  readonly reason: ReconcileReason;
  /** Tells the replication what the server has, where it is not what it remembers. */
  readonly assume: (states: readonly RxState[]) => Promise<void>;
}

const slice = 500;

/**
 * Compares a whole collection with the server, page by page in the order of the pull, and settles each difference by
 * what may be lost if the other side were right (RECONCILE-1). What it hands back goes the ordinary way of pulled
 * documents; what it sends again goes the ordinary way of local changes.
 */
export class Reconcile {
  readonly reason: ReconcileReason;
  readonly #parts: ReconcileParts;
  readonly #seen = new Set<string>();

  constructor(parts: ReconcileParts) {
    this.reason = parts.reason;
    this.#parts = parts;
  }

  /** What of a page is to be taken over. */
  async page({ documents }: Pulled): Promise<RxState[]> {
    const taken: RxState[] = [];
    const assumed: RxState[] = [];
    const again: string[] = [];
    for (const pulled of documents) {
      this.#seen.add(pulled.document.id);
      this.#settle(pulled, { taken, assumed, again });
    }
    await this.#carryOut(assumed, again);
    return taken;
  }

  /** When every page was seen: what is to be removed, because the server no longer has it. */
  async end(): Promise<RxState[]> {
    const { context, definition, reason } = this.#parts;
    const collection = definition.key.name;
    const removed: RxState[] = [];
    for (let after = ''; ;) {
      const living = context.memory.livingAfter(collection, after, slice);
      const assumed: RxState[] = [];
      const again: string[] = [];
      for (const document of living) {
        after = document.id;
        if (this.#seen.has(document.id)) continue;
        switch (settleMissing(reason, context.memory.isUnsent(collection, document.id))) {
          case 'KEEP':
            break;
          case 'REMOVE':
            assumed.push(rxState(document, false));
            removed.push(rxState(document, true));
            break;
          case 'PUSH_TO_JOIN':
            assumed.push(rxState(document, true));
            again.push(document.id);
        }
      }
      await this.#carryOut(assumed, again);
      if (living.length < slice) return removed;
      // Others want to work, too.
      await new Promise<void>((go) => context.scheduler.after(0, go));
    }
  }

  #settle(
    { document, deleted, number }: PulledDocument,
    { taken, assumed, again }: { taken: RxState[]; assumed: RxState[]; again: string[] },
  ): void {
    const { context, definition, reason } = this.#parts;
    const { memory } = context;
    const collection = definition.key.name;
    const read = readFromServer(context, definition, document, deleted);
    if (read === undefined) return;
    const local = memory.current(collection, document.id);
    const isUnsent = local !== undefined && memory.isUnsent(collection, document.id);
    const server = { document: wireOf(read), deleted, number };
    switch (settleDifference(reason, { local, isUnsent, server })) {
      case 'TAKE':
        taken.push(read);
        return;
      case 'TAKE_OVER':
        if (local !== undefined) assumed.push(rxState(local.document, local.deleted));
        taken.push(read);
        return;
      case 'PUSH_ON_TOP':
        assumed.push(read);
        again.push(document.id);
        return;
      case 'PUSH_TO_JOIN':
        // "Removed at the server" stands for "the server is not known to have it": the push then names no base.
        assumed.push(rxState(document, true));
        again.push(document.id);
    }
  }

  async #carryOut(assumed: readonly RxState[], again: readonly string[]): Promise<void> {
    const { assume, context, definition } = this.#parts;
    await assume(assumed);
    if (again.length > 0) context.memory.sendAgain(definition.key.name, again);
  }
}
