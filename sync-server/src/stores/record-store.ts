import type { Closable } from '@lapka/shared/base/disposal.ts';
import type { ClinicId, DocumentFields } from '@lapka/shared/domain/document.ts';

/**
 * Keeps the texts of medical records as revisions that never change. Which revision of a record counts is said by its
 * head in the document store, which is committed after the revision is stored: a crash between the two leaves a
 * revision that nobody names, and nothing else.
 */
export interface RecordStore extends Closable {
  /**
   * Stores revisions; those that are there already are left as they are, so a repeated call changes nothing. When this
   * resolves, they survive a crash. Throws `RecordsUnavailable` when they may not be stored.
   */
  append(clinic: ClinicId, revisions: readonly RecordRevision[]): Promise<void>;

  /**
   * The revisions of these keys that this clinic has stored, in no order. Throws `RecordsUnavailable` when they cannot
   * be read.
   */
  fetch(clinic: ClinicId, keys: readonly RevisionKey[]): Promise<readonly RecordRevision[]>;
}

/**
 * Names a revision by what it says, so that two different texts never meet under one key: not even when a crash left
 * one behind that was meant to be the third revision, and another text became the third.
 */
export interface RevisionKey {
  readonly record: string;
  /** SHA-256 of the canonical JSON of the document. */
  readonly content: string;
}

export interface RecordRevision extends RevisionKey {
  readonly document: DocumentFields;
}
