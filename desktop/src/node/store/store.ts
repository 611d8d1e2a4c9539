import type { Closable } from '@lapka/shared/base/disposal.ts';
import type { Failure } from '@lapka/shared/base/failure.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import type { JsonObject } from '@lapka/shared/base/json.ts';
import type { Result } from '@lapka/shared/base/result.ts';
import type { CollectionKey, CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { DocumentFields, OperationId, Stamp } from '@lapka/shared/domain/document.ts';
import type { Find } from '@lapka/shared/domain/find.ts';
import type { World } from '@lapka/shared/domain/world.ts';

/**
 * The desk's own memory of the clinic: one encrypted file, one writer. Documents come and go by their collection; what a
 * person was told is saved is on the disk, also when the power fails the moment after.
 */
export interface Store extends Closable {
  /** Runs `look` on one consistent state. Nothing else happens meanwhile; `look` must not wait for anything. */
  read<T>(look: (reader: StoreReader) => T): T;

  /**
   * Runs `act` and commits all it wrote at once, or, when it throws or answers with `abandon`, nothing of it. When this
   * returns `ok`, the writes are durable and every change listener has been told. A failed commit is either certain
   * (STORE_FULL, STORE_READ_ONLY: nothing was written) or STORE_OUTCOME_UNKNOWN: repeat it with the same operation id.
   */
  transact<T>(act: (transactor: StoreTransactor) => T | Abandoned<T>): Result<T, StoreFailure>;

  /** Tells what has changed, after the commit and in commit order, whoever wrote it: a command or the replication. */
  onChange(listener: (changes: readonly StoreChange[]) => void): () => void;

  health(): StoreHealth;

  /** What the sync with the server asks of the store, and nobody else. */
  readonly sync: SyncMemory;
}

/** What of this desk the server does not have yet, and what of the server this program cannot read yet. */
export interface SyncMemory {
  /** How many documents were changed here and not confirmed by the server, and whether one is among them. */
  countUnsent(): number;
  isUnsent(collection: CollectionName, id: string): boolean;

  /** Puts documents, also removed ones, in line to be sent again as they are. */
  sendAgain(collection: CollectionName, ids: readonly string[]): void;

  /** A document as it is here, also one that was removed. */
  current(collection: CollectionName, id: string): CurrentDocument | undefined;

  /** The documents that live and whose ids come after one, ascending. */
  livingAfter(collection: CollectionName, id: string, limit: number): readonly (JsonObject & { readonly id: string })[];

  /** Entries of the audit trail after a number, in their order; their numbers only grow. */
  auditAfter(number: number, limit: number): readonly NumberedAuditEntry[];
  lastAudit(): NumberedAuditEntry | undefined;

  /** Keeps a document that cannot be read; one of the same id takes its place. */
  park(collection: CollectionName, parked: ParkedDocument): void;
  parked(collection: CollectionName): readonly ParkedDocument[];
  unpark(collection: CollectionName, ids: readonly string[]): void;
  countParked(): number;
}

export interface CurrentDocument {
  readonly document: JsonObject;
  readonly deleted: boolean;
}

export interface NumberedAuditEntry {
  readonly number: number;
  readonly entry: AuditEntry;
}

export interface ParkedDocument {
  readonly id: string;
  /** `NEWER`: made by a newer program. `UNREADABLE`: it does not fit, and no update will change that. */
  readonly why: 'NEWER' | 'UNREADABLE';
  readonly document: JsonObject;
}

/** The answer of a transaction that is to leave nothing behind. */
export class Abandoned<T> {
  readonly answer: T;

  constructor(answer: T) {
    this.answer = answer;
  }
}

/** `return abandon(err(...))` in a transaction: the caller gets the answer, and nothing was written. */
export function abandon<T>(answer: T): Abandoned<T> {
  return new Abandoned(answer);
}

export type StoreFailure = Failure<'STORE_FULL' | 'STORE_READ_ONLY' | 'STORE_OUTCOME_UNKNOWN'>;

export interface StoreReader extends World {
  getMany<Document extends { readonly id: string }>(
    collection: CollectionKey<Document>,
    ids: readonly Document['id'][],
  ): readonly Document[];
  count(collection: CollectionKey<{ readonly id: string }>, find: Find): number;
  /** What an operation answered when it was done before; undefined when it was not. */
  recall(operation: OperationId): RememberedOperation | undefined;
  /** Owners, pets, phones, chips, passports and codes by what a person types; best first, 20 at most. */
  search(text: string): readonly SearchHit[];
  /** Small values of the node itself that are not synced: sequence counters, the measured clock offset, sessions. */
  nodeValue(name: string): JsonObject | undefined;
}

export interface StoreTransactor extends StoreReader {
  /** Writes a document as a whole. The reader of the same transaction sees it at once. */
  put<Document extends DocumentFields>(collection: CollectionKey<Document>, document: Document): void;
  /** Removes a document for everybody; only drafts and parked receipts are ever removed (C-53). */
  remove(collection: CollectionKey<{ readonly id: string }>, id: string): void;
  /** Appends to the audit trail; it cannot be changed or removed. */
  appendAudit(entry: AuditEntry): void;
  /** Keeps the answer of an operation, so that its repetition answers the same without doing it again. */
  remember(operation: OperationId, answered: RememberedOperation): void;
  setNodeValue(name: string, value: JsonObject): void;
  /** Registers what is to happen once the commit is durable: a message, a wake-up. Never runs after a rollback. */
  afterCommit(act: () => void): void;
}

export interface RememberedOperation {
  readonly command: string;
  /** Hash of the input, so that an id used for something else is noticed. */
  readonly input: string;
  readonly answer: JsonObject;
}

/** Who did what to which documents. Ids only, no names and no texts. */
export interface AuditEntry {
  readonly command: string;
  readonly stamp: Stamp;
  readonly documents: readonly { readonly collection: CollectionName; readonly id: string }[];
}

export interface StoreChange {
  readonly collection: CollectionName;
  readonly id: string;
  /** Whether a command of this desk wrote it, or the replication brought it. */
  readonly origin: 'COMMAND' | 'REPLICATION';
}

export interface SearchHit {
  readonly collection: CollectionName;
  readonly id: string;
  readonly kind: string;
  /** What was found, as stored: the name, the phone, the chip. */
  readonly text: string;
}

export interface StoreHealth {
  readonly state: 'READY' | 'READ_ONLY' | 'FULL' | 'DAMAGED';
  readonly since: Instant;
  readonly fileBytes: number;
  readonly unsentChanges: number;
}
