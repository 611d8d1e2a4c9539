import type { Closable } from '@lapka/shared/base/disposal.ts';
import type { Id } from '@lapka/shared/base/id.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import type { JsonObject } from '@lapka/shared/base/json.ts';
import type { Result } from '@lapka/shared/base/result.ts';
import type { DomainEvent } from '@lapka/shared/domain/collection.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { ClinicId, DeviceId, DocumentFields, OperationId } from '@lapka/shared/domain/document.ts';
import type { Need, World } from '@lapka/shared/domain/world.ts';
import type { AuditEntry, ChainedEntry } from './audit-chain.ts';
import type { ConstraintBroken } from './store-errors.ts';

/**
 * The truth of all clinics. Every read and write happens inside one clinic, and there is no other door: what one clinic
 * does can neither see nor touch another's data.
 *
 * What a caller must expect is thrown as one of the classes of `store-errors.ts`: the database away, the record store
 * away, a constraint broken. In each case nothing was written, except that a commit may have happened unheard when the
 * line broke just then; the same push again is always safe.
 */
export interface DocumentStore extends Closable {
  /** Reads one consistent state of a clinic. */
  readClinic<T>(clinic: ClinicId, read: (reader: ClinicReader) => Promise<T>): Promise<T>;

  /**
   * Runs `act` in one transaction that first locks the clinic, so that transactions of a clinic run one after the other
   * and their numbers are in commit order. When this resolves, everything written is durable; when `act` throws, nothing
   * was written and the error is passed on. `act` must not wait for anything outside the store.
   */
  transactClinic<T>(clinic: ClinicId, act: (transaction: ClinicTransaction) => Promise<T>): Promise<T>;

  /**
   * Tells that a clinic's head has moved, after the commit, also when another server moved it; `ANY` after the line to
   * the database was lost, when any clinic may have moved unheard. A hint: it may come late, doubled or joined with the
   * next one, so the listener reads from the number it knows.
   */
  onCommitted(listener: (moved: Moved | 'ANY') => void): () => void;

  /**
   * Forgets the answers to pushes and the events taken before a moment, of all clinics. A push that is repeated later
   * than that counts as new.
   */
  forgetBefore(moment: Instant): Promise<void>;

  /** A random id of this store's time line; a restored backup gets a new one, so that clients notice. */
  epoch(): Promise<string>;
}

export interface ClinicReader {
  /** The documents of these ids that were ever stored, tombstones included, in no order. */
  get(collection: CollectionName, ids: readonly string[]): Promise<readonly StoredDocument[]>;

  /** Answers these questions at once; the world answers no others. Tombstones are not in it. */
  world(needs: readonly Need[]): Promise<World>;

  /**
   * What has changed after a number, each document once in its newest state, tombstones included, by number ascending.
   * `complete` says that nothing newer is there at this moment.
   */
  changesAfter(collection: CollectionName, after: number, limit: number): Promise<Page<StoredDocument>>;

  /** The same with the documents as JSON texts, which are passed on without being parsed. */
  textsAfter(collection: CollectionName, after: number, limit: number): Promise<Page<DocumentText>>;

  /** Every revision of a medical record that ever counted, oldest first; empty for one that is not known. */
  recordHistory(record: string): Promise<readonly StoredDocument[]>;

  /** The number of the newest change of the clinic; 0 when there is none. */
  head(): Promise<number>;

  /** Where the clinic stands on this store's time line. */
  timeLine(): Promise<TimeLine>;

  /** The living documents of a collection in one figure, to be compared with what a desk has (HASH of the protocol). */
  collectionState(collection: CollectionName, version: number): Promise<CollectionState>;

  /** Removals up to this number are forgotten; 0 while none is. */
  floor(collection: CollectionName): Promise<number>;

  /** What is known of one copy of a desk's store; undefined before its first push. */
  deskCopy(incarnation: Id<'Incarnation'>): Promise<DeskCopy | undefined>;

  /** Audit entries after a number, ascending. */
  auditAfter(after: number, limit: number): Promise<readonly ChainedEntry[]>;
}

export interface ClinicTransaction extends ClinicReader {
  /**
   * Writes documents and numbers them in the given order. The reader of the same transaction sees them at once. A
   * document must be storable (`isStorable`), and one of an append-only collection must be new.
   */
  put(writes: readonly DocumentWrite[]): Promise<readonly StoredDocument[]>;

  /**
   * Runs a part of the transaction that a constraint may break. What the part has written is then taken back, and the
   * transaction goes on without it.
   */
  attempt<T>(part: () => Promise<T>): Promise<Result<T, ConstraintBroken>>;

  /** Adds events for the relay, which hands those of a clinic on in this order once the transaction is committed. */
  publish(events: readonly DomainEvent[]): Promise<void>;

  /** Marks an event as taken by a consumer; false when it was taken before, and then there is nothing to do. */
  takeOnce(consumer: string, event: string): Promise<boolean>;

  /** Adds entries to the clinic's chain of audit entries. */
  audit(entries: readonly AuditEntry[]): Promise<void>;

  /** What was answered to a push of a device before; undefined when this push is new. */
  recallPush(device: DeviceId, push: OperationId): Promise<JsonObject | undefined>;
  /** Once for each push: a second answer is a bug. */
  rememberPush(device: DeviceId, push: OperationId, answer: JsonObject): Promise<void>;

  /** Notes the last push of a copy of a desk's store. */
  noteDeskCopy(incarnation: Id<'Incarnation'>, copy: DeskCopy): Promise<void>;

  /**
   * Forgets what nobody asks for any more: marks of documents that were removed before one moment, which raises the
   * floor, and answers to pushes given before another.
   */
  forget(before: { readonly removed: Instant; readonly answered: Instant }): Promise<void>;
}

/** A clinic's head has moved, by changes in these collections. */
export interface Moved {
  readonly clinic: ClinicId;
  readonly head: number;
  readonly collections: readonly CollectionName[];
}

export interface TimeLine {
  readonly epoch: string;
  /** The clinic's head when this time line began: what has a number up to it was there before. */
  readonly start: number;
  readonly head: number;
}

export interface CollectionState {
  /** The newest number in the collection, removals included. */
  readonly number: number;
  /** Undefined when not all living documents are of the version that was asked for. */
  readonly hash: string | undefined;
}

/** One copy of a desk's store: a restored or cloned file is another one, with the same device. */
export interface DeskCopy {
  readonly device: DeviceId;
  readonly lastPush: OperationId;
}

export interface Page<Document> {
  readonly documents: readonly Document[];
  readonly complete: boolean;
}

export interface DocumentWrite {
  readonly collection: CollectionName;
  readonly document: DocumentFields;
  readonly deleted: boolean;
  /** The device and the operation that pushed it, to recognise a device's own earlier write. */
  readonly device: DeviceId;
  readonly operation: OperationId;
}

/** What the store adds to a document when it takes it in. */
export interface Envelope {
  readonly deleted: boolean;
  readonly device: DeviceId;
  readonly operation: OperationId;
  /** The place of its newest change in the clinic's order. */
  readonly number: number;
  /** Counts the changes of this document, from 1. */
  readonly revision: number;
  readonly storedAt: Instant;
}

export interface StoredDocument extends DocumentWrite, Envelope {}

export interface DocumentText extends Envelope {
  readonly id: string;
  readonly text: string;
}
