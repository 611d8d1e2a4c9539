import { present } from '@lapka/shared/base/assert.ts';
import { sha256Hex } from '@lapka/shared/base/hash.ts';
import type { SqlValue } from '../file/driver.ts';
import type { Statement, StoreFile } from '../file/store-file.ts';
import { compactId, idFrom } from './compact-id.ts';
import type { DocumentTable, Revised } from './document-table.ts';
import { bodyOf, type PlainDocument } from './stored-document.ts';

/** What the replication of a collection calls itself. With another name it works too, but its memory takes more room. */
export function replicationIdentifierOf(collection: string): string {
  return `lapka-${collection}`;
}

/** The name under which RxDB keeps what that replication remembers. */
export function memoryNameOf(collection: string): string {
  return `rx-replication-meta-${sha256Hex(`${collection}-${replicationIdentifierOf(collection)}`)}`;
}

/** How a table keeps the text of its documents. */
export interface Bodies {
  /** The SQL that reads what is kept. */
  readonly column: string;
  kept(document: object): string | null;
  text(kept: SqlValue): string;
}

export const wholeBodies: Bodies = { column: 'body', kept: bodyOf, text: String };

export interface Current {
  readonly body: string | null;
  readonly deleted: boolean;
}

/**
 * RxDB's replication remembers for each document what the server last had, which nearly always is the document as it
 * stands. Then only its id is kept. Before the document changes, `spellOut` writes down what it was.
 */
export class SharedBodies implements Bodies {
  readonly column = 'coalesce(body, id)';
  readonly of: DocumentTable;
  readonly #spellOut: Statement<readonly []>;
  readonly #forget: Statement<readonly []>;

  constructor(file: StoreFile, memoryTable: string, documents: DocumentTable) {
    this.of = documents;
    this.#spellOut = file.statement(`UPDATE ${memoryTable} SET body = ? WHERE id = ? AND body IS NULL`);
    this.#forget = file.statement(`DELETE FROM ${memoryTable} WHERE body IS NULL`);
    documents.recent.leaning.add(this);
  }

  kept(memory: object): string | null {
    if (!isShareable(memory)) return bodyOf(memory);
    const { _deleted, ...fields } = memory.docData;
    const current = this.of.recent.of(memory.itemId) ?? this.of.current(memory.itemId);
    const same = current?.deleted === _deleted && current?.body === JSON.stringify(fields);
    return same ? null : bodyOf(memory);
  }

  text(kept: SqlValue): string {
    if (!(kept instanceof Uint8Array)) return String(kept);
    const id = idFrom(kept);
    return memoryText(id, present(this.of.current(id), `document ${id}, which a replication remembers`));
  }

  spellOut(id: string, current: Current): void {
    const key = compactId(id);
    if (key !== undefined) this.#spellOut.run(memoryText(id, current), key);
  }

  /** For when the documents are removed: what leaned on them goes with them. */
  forget(): void {
    this.#forget.run();
  }

  /** For when the memory itself is removed. */
  letGo(): void {
    this.of.recent.leaning.delete(this);
  }
}

/**
 * What the last transaction wrote to a table, for the memories that lean on it: a replication remembers a document right
 * after it was written, and it need not be read again for that.
 */
export class RecentBodies {
  readonly leaning = new Set<SharedBodies>();
  readonly #file: StoreFile;
  readonly #bodies = new Map<string, Current>();
  #writtenIn = 0;

  constructor(file: StoreFile) {
    this.#file = file;
    file.onUndone(() => this.#bodies.clear());
  }

  of(id: string): Current | undefined {
    return this.#bodies.get(id);
  }

  note({ id, body, deleted }: Revised): void {
    // What is here must be what is stored, so writes that nobody leans on end it.
    if (this.#writtenIn !== this.#file.transactions || this.leaning.size === 0) this.#bodies.clear();
    if (this.leaning.size === 0) return;
    this.#writtenIn = this.#file.transactions;
    this.#bodies.set(id, { body, deleted });
  }

  /** To be called before a document is changed or removed. */
  spellOut(id: string, current: () => Current | undefined): void {
    if (this.leaning.size === 0) return;
    const before = current();
    if (before !== undefined) for (const memories of this.leaning) memories.spellOut(id, before);
    this.#bodies.delete(id);
  }
}

/** What is remembered, with the document in it changed. */
export function withDocument(memory: object, change: (document: object) => object): object {
  if (!('docData' in memory) || typeof memory.docData !== 'object' || memory.docData === null) return memory;
  const { _deleted, ...fields }: { readonly _deleted?: boolean } = memory.docData;
  return { ...memory, docData: { ...change(fields), _deleted } };
}

interface Shareable {
  readonly itemId: string;
  readonly docData: PlainDocument;
}

/** Exactly the fields that can be told from the document itself. */
function isShareable(memory: object): memory is Shareable {
  if (!('itemId' in memory && 'docData' in memory && 'isCheckpoint' in memory)) return false;
  const { itemId, docData, isCheckpoint } = memory;
  if ('isResolvedConflict' in memory || isCheckpoint !== '0' || typeof docData !== 'object') return false;
  return typeof itemId === 'string' && docData !== null && compactId(itemId) !== undefined;
}

function memoryText(id: string, { body, deleted }: Current): string {
  const docData = `${body?.slice(0, -1)},"_deleted":${deleted}}`;
  return `{"id":"${id}|0","isCheckpoint":"0","itemId":"${id}","docData":${docData}}`;
}
