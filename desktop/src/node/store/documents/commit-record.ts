import { z } from 'zod';
import { jsonObjectSchema } from '@lapka/shared/base/json.ts';
import type { StoreFile } from '../file/store-file.ts';

const recordedDocumentSchema = z.strictObject({
  collection: z.string(),
  version: z.int(),
  seq: z.int(),
  id: z.string(),
  deleted: z.boolean(),
  height: z.int(),
  writtenAt: z.number(),
  body: z.string(),
});
export type RecordedDocument = z.infer<typeof recordedDocumentSchema>;

/** All one commit of this desk wrote, so that it can be done again on another file. */
export const commitRecordSchema = z.strictObject({
  sequence: z.int(),
  documents: z.array(recordedDocumentSchema),
  audit: z.array(z.string()),
  operations: z.array(
    z.strictObject({ id: z.string(), at: z.string(), command: z.string(), input: z.string(), answer: z.string() }),
  ),
  values: z.record(z.string(), jsonObjectSchema),
});
export type CommitRecord = z.infer<typeof commitRecordSchema>;
export type RecordedOperation = CommitRecord['operations'][number];

/** Keeps commits apart from the file, in their order. Called after the commit; it must not fail because of the disk. */
export interface CommitKeeper {
  keep(record: CommitRecord): void;
  /** The file has reached this number by changes that need not be kept: the server has them. */
  reached(sequence: number): void;
}

/** Notes what the running transaction writes. */
export class CommitNotes {
  #documents: RecordedDocument[] = [];
  #audit: string[] = [];
  #operations: RecordedOperation[] = [];
  #values: CommitRecord['values'] = {};

  constructor(file: StoreFile) {
    file.onUndone(() => void this.take(0));
  }

  document(written: RecordedDocument): void {
    this.#documents.push(written);
  }

  auditEntry(entry: string): void {
    this.#audit.push(entry);
  }

  operation(operation: RecordedOperation): void {
    this.#operations.push(operation);
  }

  value(name: string, value: CommitRecord['values'][string]): void {
    this.#values[name] = value;
  }

  /** What was noted since it was last taken; undefined when it was nothing. */
  take(sequence: number): CommitRecord | undefined {
    const record = {
      sequence,
      documents: this.#documents,
      audit: this.#audit,
      operations: this.#operations,
      values: this.#values,
    };
    const { documents, audit, operations, values } = record;
    if (documents.length + audit.length + operations.length === 0 && Object.keys(values).length === 0) return undefined;
    this.#documents = [];
    this.#audit = [];
    this.#operations = [];
    this.#values = {};
    return record;
  }
}
