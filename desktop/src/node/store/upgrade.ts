import { present } from '@lapka/shared/base/assert.ts';
import type { JsonObject } from '@lapka/shared/base/json.ts';
import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import { clinicDatabase, filledSchemaOf } from './documents/definition-schema.ts';
import type { DocumentStore } from './documents/document-store.ts';
import type { DocumentTable } from './documents/document-table.ts';
import type { TableShape } from './documents/table-shape.ts';
import { setFact } from './file/facts.ts';
import { shapeOfSchema } from './rx-storage/schema-shape.ts';

/**
 * Brings a file another version of the program left into the form this one reads: documents of older versions of their
 * collections, with what replication remembers of them, and everything derived from documents. It is one transaction, so
 * a crash leaves the file as it was. Numbers and revisions stay: nothing is sent or pulled because of an upgrade.
 */
export function upgradeFile(documents: DocumentStore, collections: readonly AnyCollection[], program: string): void {
  documents.write(() => {
    for (const definition of collections) upgradeCollection(documents, definition);
    // RxDB's own notes on its collections; it makes them anew.
    for (const table of clinicTables(documents)) {
      if (table.shape.collection.startsWith('_rxdb_internal')) documents.catalogue.remove(table);
    }
    setFact(documents.file, 'program', program);
  });
}

export function shapeOf(definition: AnyCollection): TableShape {
  const named = { databaseName: clinicDatabase, collectionName: definition.key.name };
  return shapeOfSchema(named, filledSchemaOf(definition));
}

function upgradeCollection(documents: DocumentStore, definition: AnyCollection): void {
  const wanted = shapeOf(definition);
  for (const old of clinicTables(documents)) {
    const { collection, version } = old.shape;
    if (collection === wanted.collection && version < wanted.version) {
      documents.catalogue.replace(old, wanted, (document) => upgraded(document, version, definition));
    }
  }
}

/** A document of an older version of its collection in the form of today. */
export function upgraded(document: object, from: number, { upgrades, version }: AnyCollection): object {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- documents are plain JSON
  let current = document as JsonObject;
  // RxDB counts versions from zero, the clinic from one.
  for (let step = from + 1; step < version; step++) {
    const upgrade = present(upgrades[step], `the upgrade of a document from version ${step}`);
    current = { ...upgrade(current), v: step + 1 };
  }
  return current;
}

function clinicTables({ catalogue }: DocumentStore): DocumentTable[] {
  return catalogue.all().filter(({ shape }) => shape.database === clinicDatabase);
}
