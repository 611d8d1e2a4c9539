import { jsonObjectSchema } from '@lapka/shared/base/json.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import { z } from 'zod';
import type { CommitRecord, RecordedDocument } from './documents/commit-record.ts';
import type { DocumentStore } from './documents/document-store.ts';
import type { DocumentTable } from './documents/document-table.ts';
import { bodyOf, parseRevision } from './documents/stored-document.ts';
import type { ClinicTables } from './store-reader.ts';

/** Under which RxDB's replication notes up to which change it has sent. */
const sentUpTo = 'up|1';
const checkpointSchema = z.object({ checkpointData: z.object({ seq: z.int() }) });

/** Up to which change each collection was sent; zero where nothing was yet. */
export function sentSequences(documents: DocumentStore, tables: ClinicTables): Record<string, number> {
  return Object.fromEntries([...tables].map(([name, table]) => [name, sentSequence(documents, table)]));
}

export function sentSequence({ catalogue }: DocumentStore, table: DocumentTable): number {
  const checkpoint = catalogue.memoryOf(table)?.read(sentUpTo);
  return checkpoint === undefined ? 0 : checkpointSchema.parse(checkpoint).checkpointData.seq;
}

/**
 * What the log of unsent changes must hold at least, made of what it held and of what the database knows better: commits
 * whose entry was lost or never written. The small values of the node go along as they are now.
 */
export function unsentRecords(
  documents: DocumentStore,
  tables: ClinicTables,
  known: readonly CommitRecord[],
): CommitRecord[] {
  const sent = sentSequences(documents, tables);
  const isUnsent = ({ collection, seq }: RecordedDocument): boolean => seq > (sent[collection] ?? 0);
  const kept = known.filter((record) => record.documents.some(isUnsent));
  const logged = new Set(kept.flatMap((record) => record.documents.map(({ seq }) => seq)));
  const missing = [...tables].flatMap(([name, table]) => localAfter(table, name, sent[name] ?? 0));
  const record = {
    sequence: documents.file.lastSequence,
    documents: missing.filter(({ seq }) => !logged.has(seq)),
    audit: [],
    operations: [],
    values: nodeValues(documents),
  };
  return [...kept, record];
}

function localAfter(table: DocumentTable, collection: CollectionName, sequence: number): RecordedDocument[] {
  return table.localAfter(sequence).map(({ seq, document }) => ({
    collection,
    version: table.shape.version,
    seq,
    id: String(document[table.shape.primary]),
    deleted: document._deleted,
    height: parseRevision(document._rev).height,
    writtenAt: document._meta.lwt,
    body: bodyOf(document),
  }));
}

function nodeValues({ file }: DocumentStore): CommitRecord['values'] {
  const rows = file.statement<readonly [string, string]>('SELECT name, value FROM node_value').all();
  return Object.fromEntries(rows.map(([name, value]) => [name, jsonObjectSchema.parse(JSON.parse(value))]));
}
