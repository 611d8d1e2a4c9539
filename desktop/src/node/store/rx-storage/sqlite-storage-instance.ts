import { assert } from '@lapka/shared/base/assert.ts';
import type {
  BulkWriteRow,
  EventBulk,
  PreparedQuery,
  RxDocumentData,
  RxJsonSchema,
  RxStorageBulkWriteResponse,
  RxStorageChangeEvent,
  RxStorageCountResult,
  RxStorageInstance,
  RxStorageInstanceCreationParams,
  RxStorageQueryResult,
} from 'rxdb';
import type { Observable } from 'rxjs';
import { attachmentBytes, noAttachments } from '../documents/attachments.ts';
import type { DocumentStore } from '../documents/document-store.ts';
import type { Checkpoint, DocumentTable } from '../documents/document-table.ts';
import { type WriteRow, writeRows } from '../documents/write-rows.ts';
import { countMango, queryMango } from '../query/mango-query.ts';

export interface StorageInternals {
  readonly documents: DocumentStore;
  readonly table: DocumentTable;
}
export type NoOptions = Readonly<Record<string, never>>;

/** One collection of RxDB, or what a replication remembers of it. Several instances of one collection share its table. */
export class SqliteStorageInstance<Document> implements RxStorageInstance<
  Document,
  StorageInternals,
  NoOptions,
  Checkpoint
> {
  readonly databaseName: string;
  readonly collectionName: string;
  readonly schema: Readonly<RxJsonSchema<RxDocumentData<Document>>>;
  readonly options: NoOptions;
  readonly internals: StorageInternals;
  #closed = false;

  constructor(
    params: RxStorageInstanceCreationParams<Document, NoOptions>,
    documents: DocumentStore,
    table: DocumentTable,
  ) {
    this.databaseName = params.databaseName;
    this.collectionName = params.collectionName;
    this.schema = params.schema;
    this.options = params.options;
    this.internals = { documents, table };
  }

  async bulkWrite(rows: BulkWriteRow<Document>[], context: string): Promise<RxStorageBulkWriteResponse<Document>> {
    const { documents, table } = this.#inUse();
    const plainRows = plain<readonly WriteRow[]>(rows);
    const attachments = table.attachments === undefined ? noAttachments : await attachmentBytes(plainRows);
    const errors = await documents.writeWhenPossible((changes, again) => {
      const batch = { table, words: documents.words, rows: plainRows, context, attachments };
      const written = writeRows({ ...batch, bulkId: documents.nextBulkId(), again });
      if (written.change !== undefined) changes.push(written.change);
      return written.errors;
    });
    return { error: plain(errors) };
  }

  async findDocumentsById(ids: string[], withDeleted: boolean): Promise<RxDocumentData<Document>[]> {
    const { documents, table } = this.#inUse();
    return plain(documents.read(() => table.readMany(ids, withDeleted)));
  }

  async query(prepared: PreparedQuery<Document>): Promise<RxStorageQueryResult<Document>> {
    const { documents, table } = this.#inUse();
    return { documents: plain(documents.read(() => queryMango(documents.file, table, this.schema, prepared))) };
  }

  async count(prepared: PreparedQuery<Document>): Promise<RxStorageCountResult> {
    const { documents, table } = this.#inUse();
    const count = documents.read(() => countMango(documents.file, table, this.schema, prepared));
    return { count, mode: 'fast' };
  }

  async getAttachmentData(documentId: string, attachmentId: string, digest: string): Promise<Blob> {
    const { table } = this.#inUse();
    const stored = table.attachments?.read(documentId, attachmentId);
    if (stored === undefined || stored.digest !== digest) {
      throw new Error(`attachment ${attachmentId} of ${documentId} is not there`);
    }
    const type = table.read(documentId)?._attachments[attachmentId]?.type ?? '';
    return new Blob([Uint8Array.from(stored.data)], { type });
  }

  async getChangedDocumentsSince(
    limit: number,
    checkpoint?: Checkpoint,
  ): Promise<{ documents: RxDocumentData<Document>[]; checkpoint: Checkpoint }> {
    const { documents: store, table } = this.#inUse();
    const { documents, last } = store.read(() => table.changedSince(checkpoint?.seq ?? 0, limit));
    return { documents: plain(documents), checkpoint: { seq: last } };
  }

  changeStream(): Observable<EventBulk<RxStorageChangeEvent<Document>, Checkpoint>> {
    return plain(this.#inUse().table.changes.asObservable());
  }

  async cleanup(minimumDeletedTime: number): Promise<boolean> {
    const { documents, table } = this.#inUse();
    return documents.purge(table, minimumDeletedTime);
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  async remove(): Promise<void> {
    const { documents, table } = this.#inUse();
    documents.remove(table);
    await this.close();
  }

  #inUse(): StorageInternals {
    assert(!this.#closed, `the storage of ${this.collectionName} is closed`);
    assert(!this.internals.table.removed, `the storage of ${this.collectionName} was removed`);
    return this.internals;
  }
}

/** The table keeps documents of any type; this instance was made for those of one, and RxDB gives and takes only such. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the type is the whole purpose
function plain<Wanted>(given: unknown): Wanted {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return given as Wanted;
}
