import type { JsonObject } from '@lapka/shared/base/json.ts';
import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import { readDocument } from '@lapka/shared/domain/read-document.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { DocumentFields } from '@lapka/shared/domain/document.ts';
import { canonicalJson } from '@lapka/shared/base/json.ts';
import type { ParkedDocument, SyncMemory } from '../store/store.ts';

/** Documents of the server that this program cannot read, kept until it can or until they are superseded (PULL-5). */
export class ParkedDocuments {
  readonly #memory: SyncMemory;
  readonly #known = new Map<CollectionName, Map<string, ParkedDocument>>();

  constructor(memory: SyncMemory, collections: readonly CollectionName[]) {
    this.#memory = memory;
    for (const collection of collections) {
      this.#known.set(collection, new Map(memory.parked(collection).map((parked) => [parked.id, parked])));
    }
  }

  count(): number {
    let count = 0;
    for (const parked of this.#known.values()) count += parked.size;
    return count;
  }

  park(collection: CollectionName, parked: ParkedDocument): void {
    this.#memory.park(collection, parked);
    this.#known.get(collection)?.set(parked.id, parked);
  }

  /** A version that can be read has arrived in its place. */
  superseded(collection: CollectionName, id: string): void {
    if (this.#known.get(collection)?.delete(id) === true) this.#memory.unpark(collection, [id]);
  }

  /** What can be read by now: after an update of the program. It stays parked until it is known to be in its place. */
  readable(definition: AnyCollection): readonly DocumentFields[] {
    const parked = this.#known.get(definition.key.name)?.values() ?? [];
    return [...parked].flatMap(({ document }) => {
      const read = readDocument(definition, document);
      return read.kind === 'READ' ? [read.document] : [];
    });
  }

  /** Forgets those that stand in their place. */
  settle(definition: AnyCollection): void {
    const collection = definition.key.name;
    for (const document of this.readable(definition)) {
      const current = this.#memory.current(collection, document.id);
      if (current?.deleted === false && isSame(current.document, document)) this.superseded(collection, document.id);
    }
  }
}

function isSame(stored: JsonObject, document: DocumentFields): boolean {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a parsed document is plain JSON
  return canonicalJson(stored) === canonicalJson(document as unknown as JsonObject);
}
