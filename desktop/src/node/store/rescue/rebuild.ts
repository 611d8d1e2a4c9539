import { getRxReplicationMetaInstanceSchema, type RxJsonSchema, type RxDocumentData } from 'rxdb';
import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import { clinicDatabase, filledSchemaOf } from '../documents/definition-schema.ts';
import type { DocumentStore } from '../documents/document-store.ts';
import type { DocumentTable } from '../documents/document-table.ts';
import { placeholders } from '../documents/lists.ts';
import { memoryNameOf } from '../documents/replication-memory.ts';
import type { PlainDocument } from '../documents/stored-document.ts';
import type { SqlValue } from '../file/driver.ts';
import type { StoreFile } from '../file/store-file.ts';
import { shapeOfSchema } from '../rx-storage/schema-shape.ts';
import { shapeOf, upgraded } from '../upgrade.ts';
import type { RescuedCollection, RescuedDocument } from './merge-harvests.ts';

/** Writes the documents of one collection into a new file, with their numbers. For the inside of a transaction. */
export function rebuildCollection(
  documents: DocumentStore,
  definition: AnyCollection,
  rescued: RescuedCollection,
): void {
  const table = documents.catalogue.table(shapeOf(definition));
  const memory = documents.catalogue.table(memoryShapeOf(definition));
  const token = documents.words.numberOf('rescued');
  const rows = [...rescued.documents.values()].sort((a, b) => a.seq - b.seq);
  for (const row of rows) {
    const document = upgraded(parsed(row.body), row.version, definition);
    const extra = row.extra === undefined ? null : documents.words.numberOf(row.extra);
    const columns = table.columns.indexed.map((column) => table.columns.valueIn(column, document));
    const id = table.columns.valueIn(table.columns.id, document);
    insertRow(
      documents.file,
      table,
      [row.seq, id, ...marksOf(row), token, row.writtenAt, extra, ...columns],
      JSON.stringify(document),
    );
  }
  documents.file.continueSequenceAfter(rows.at(-1)?.seq ?? 0);
  rememberAll(documents, memory, rescued, token);
}

/**
 * Makes the replication remember that the server has every document as it stands here, but for those with changes it has
 * not. It then takes over whatever is newer on the server, and sends the unsent on top of what was known.
 */
function rememberAll(documents: DocumentStore, memory: DocumentTable, rescued: RescuedCollection, token: number): void {
  const { file } = documents;
  const insert = (name: string, body: string | null): void => {
    const id = memory.columns.id.valueOf(name) ?? name;
    const sequence = file.nextSequence;
    insertRow(file, memory, [sequence, id, 0, 0, 1, token, 1, null], body);
    file.continueSequenceAfter(sequence);
  };
  for (const { id, seq, local } of rescued.documents.values()) {
    const isUnsent = local && seq > rescued.sent;
    const before = rescued.remembered.get(id);
    if (!isUnsent) insert(`${id}|0`, null);
    else if (before !== undefined) insert(`${id}|0`, before);
  }
  const checkpoint = { id: 'up|1', isCheckpoint: '1', itemId: 'up', checkpointData: { seq: rescued.sent } };
  if (rescued.sent > 0) insert('up|1', JSON.stringify(checkpoint));
}

function insertRow(
  file: StoreFile,
  { name, place, columns }: DocumentTable,
  values: SqlValue[],
  body: string | null,
): void {
  const names = [
    'seq',
    'id',
    'deleted',
    'local',
    'height',
    'token',
    'lwt',
    'extra',
    ...columns.indexed.map((column) => column.name),
  ];
  file
    .statement(
      `INSERT INTO ${name} (place, ${names.join(', ')}, body) VALUES (${place}, ${placeholders(names.length + 1)})`,
    )
    .run(...values, body);
}

function marksOf({ deleted, local, height }: RescuedDocument): [number, number, number] {
  return [deleted ? 1 : 0, local ? 1 : 0, Math.max(height, 1)];
}

/** The table RxDB will ask for when it replicates the collection. */
function memoryShapeOf(definition: AnyCollection) {
  const schema: RxJsonSchema<RxDocumentData<PlainDocument>> = filledSchemaOf(definition);
  const named = { databaseName: clinicDatabase, collectionName: memoryNameOf(definition.key.name) };
  const shape = shapeOfSchema(named, getRxReplicationMetaInstanceSchema(schema, false));
  return { ...shape, remembers: definition.key.name };
}

function parsed(body: string): object {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- bodies are texts of documents
  return JSON.parse(body) as object;
}
