import { sameJson } from '@lapka/shared/base/json.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { AuditEntry, StoreTransactor } from '../store/store.ts';

/** Notes which documents a command really changes, for its audit entry. */
export class WrittenDocuments {
  readonly transactor: StoreTransactor;
  readonly #seen = new Map<string, AuditEntry['documents'][number]>();

  constructor(inner: StoreTransactor) {
    this.transactor = {
      get: (collection, id) => inner.get(collection, id),
      find: (collection, find) => inner.find(collection, find),
      byKey: (collection, key, value) => inner.byKey(collection, key, value),
      getMany: (collection, ids) => inner.getMany(collection, ids),
      count: (collection, find) => inner.count(collection, find),
      recall: (operation) => inner.recall(operation),
      search: (text) => inner.search(text),
      nodeValue: (name) => inner.nodeValue(name),
      put: (collection, document) => {
        // A decision may hand back a document as it was: nothing to write, to audit or to send.
        if (sameJson(inner.get(collection, document.id), document)) return;
        this.#note(collection.name, document.id);
        inner.put(collection, document);
      },
      remove: (collection, id) => {
        this.#note(collection.name, id);
        inner.remove(collection, id);
      },
      appendAudit: (entry) => inner.appendAudit(entry),
      remember: (operation, answered) => inner.remember(operation, answered),
      setNodeValue: (name, value) => inner.setNodeValue(name, value),
      afterCommit: (act) => inner.afterCommit(act),
    };
  }

  list(): AuditEntry['documents'] {
    return [...this.#seen.values()];
  }

  #note(collection: CollectionName, id: string): void {
    this.#seen.set(`${collection}/${id}`, { collection, id });
  }
}
