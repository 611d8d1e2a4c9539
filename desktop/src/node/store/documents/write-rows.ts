import { type BulkWriteRow, type RxStorageWriteError, stripAttachmentsDataFromDocument } from 'rxdb';
import type { AttachmentBytes } from './attachments.ts';
import type { TableChange } from './change-feed.ts';
import type { DocumentTable, Revised } from './document-table.ts';
import {
  formatRevision,
  parseRevision,
  type PlainDocument,
  type StorageEvent,
  type StoredDocument,
} from './stored-document.ts';
import type { Words } from './words.ts';

export type WriteRow = BulkWriteRow<PlainDocument>;
export type WriteError = RxStorageWriteError<PlainDocument>;

export interface RowsToWrite {
  readonly table: DocumentTable;
  readonly words: Words;
  readonly rows: readonly WriteRow[];
  readonly context: string;
  readonly bulkId: string;
  readonly attachments: AttachmentBytes;
  /** Whether an earlier try may have been committed after all: what already stands there is then no conflict. */
  readonly again: boolean;
}

type Outcome =
  | { readonly kind: 'WRITTEN'; readonly id: string; readonly event: StorageEvent | undefined }
  | { readonly kind: 'STOOD_THERE' }
  | { readonly kind: 'REFUSED'; readonly error: WriteError };

/**
 * Writes rows as RxDB means it: each for itself, and only on top of the revision its writer knew. A row that knew another
 * one is answered with what is stored. The rows themselves are never changed.
 */
export function writeRows(batch: RowsToWrite): {
  readonly errors: WriteError[];
  readonly change: TableChange | undefined;
} {
  const errors: WriteError[] = [];
  const events: StorageEvent[] = [];
  const ids: string[] = [];
  for (const row of batch.rows) {
    const outcome = writeRow(row, batch);
    if (outcome.kind === 'REFUSED') errors.push(outcome.error);
    if (outcome.kind !== 'WRITTEN') continue;
    ids.push(outcome.id);
    if (outcome.event !== undefined) events.push(outcome.event);
  }
  const { table, context, bulkId } = batch;
  const checkpoint = { seq: table.lastWritten };
  const bulk = events.length === 0 ? undefined : { id: bulkId, events, context, checkpoint };
  return { errors, change: ids.length === 0 ? undefined : { table, ids, context, bulk: () => bulk } };
}

function writeRow(row: WriteRow, batch: RowsToWrite): Outcome {
  const { table } = batch;
  const id = String(row.document[table.shape.primary]);
  // Most rows are new documents; for them the insert itself finds out whether the id is free.
  const mayBeNew = row.previous === undefined && table.attachments === undefined;
  const stored = mayBeNew ? undefined : table.head(id);
  if (stored === undefined) {
    const missing = table.attachments?.missing(row, false);
    if (missing !== undefined) return { kind: 'REFUSED', error: attachmentError(row, id, missing, batch) };
    if (!table.insert(revisedFrom(row, id, batch))) return conflict(row, id, batch);
    table.attachments?.keep(id, row, batch.attachments);
    return { kind: 'WRITTEN', id, event: insertEvent(row, id) };
  }
  if (row.previous?._rev !== formatRevision(stored.revision)) return conflict(row, id, batch);
  const missing = table.attachments?.missing(row, true);
  if (missing !== undefined) return { kind: 'REFUSED', error: attachmentError(row, id, missing, batch) };
  table.replace(stored, revisedFrom(row, id, batch));
  table.attachments?.keep(id, row, batch.attachments);
  return { kind: 'WRITTEN', id, event: updateEvent(row, id, row.previous) };
}

function conflict(row: WriteRow, id: string, { table, context, again }: RowsToWrite): Outcome {
  const documentInDb = table.read(id);
  if (documentInDb === undefined) throw new Error(`document ${id} can neither be inserted nor read`);
  const { _rev, _meta } = row.document;
  if (again && documentInDb._rev === _rev && documentInDb._meta.lwt === _meta.lwt) return { kind: 'STOOD_THERE' };
  const error: WriteError = { status: 409, isError: true, documentId: id, writeRow: row, documentInDb, context };
  return { kind: 'REFUSED', error };
}

function attachmentError(row: WriteRow, id: string, attachmentId: string, { table, context }: RowsToWrite): WriteError {
  const documentInDb = table.read(id);
  const about = { isError: true as const, documentId: id, writeRow: row, attachmentId, context };
  return { status: 510, ...about, ...(documentInDb && { documentInDb }) };
}

function revisedFrom({ document }: WriteRow, id: string, { table, words, context }: RowsToWrite): Revised {
  const attachments = stripAttachmentsDataFromDocument(document)._attachments;
  return {
    id,
    document,
    body: table.bodies.kept(document),
    deleted: document._deleted,
    local: !context.startsWith(pulled),
    revision: parseRevision(document._rev),
    writtenAt: document._meta.lwt,
    extra: extraOf(document._meta, words),
    attachments: isEmpty(attachments) ? null : JSON.stringify(attachments),
  };
}

/** How RxDB's replication marks its writes of what came from the server. */
const pulled = 'replication-downstream-';

function extraOf(meta: StoredDocument['_meta'], words: Words): number | null {
  const { lwt: _, ...rest } = meta;
  return isEmpty(rest) ? null : words.numberOf(JSON.stringify(rest));
}

function isEmpty(value: object): boolean {
  for (const key in value) if (Object.hasOwn(value, key)) return false;
  return true;
}

/** A document that arrives dead is news to nobody. */
function insertEvent({ document, previous }: WriteRow, documentId: string): StorageEvent | undefined {
  if (document._deleted) return undefined;
  const previousDocumentData = previous && stripAttachmentsDataFromDocument(previous);
  return {
    operation: 'INSERT',
    documentId,
    documentData: stripAttachmentsDataFromDocument(document),
    previousDocumentData,
  };
}

function updateEvent({ document }: WriteRow, documentId: string, previous: StoredDocument): StorageEvent {
  const documentData = stripAttachmentsDataFromDocument(document);
  if (document._deleted) return { operation: 'DELETE', documentId, documentData, previousDocumentData: previous };
  if (previous._deleted) return { operation: 'INSERT', documentId, documentData, previousDocumentData: undefined };
  return { operation: 'UPDATE', documentId, documentData, previousDocumentData: previous };
}
