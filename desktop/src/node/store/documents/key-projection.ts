import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import type { DocumentFields } from '@lapka/shared/domain/document.ts';
import type { StoreFile } from '../file/store-file.ts';
import type { DocumentTable, Projection } from './document-table.ts';

/** Keeps the many-valued keys of a collection – phones, chips, passports – beside its documents. */
export function keyProjection(file: StoreFile, { place }: DocumentTable, definition: AnyCollection): Projection {
  const clear = file.statement('DELETE FROM document_key WHERE place = ? AND document = ?');
  const clearAll = file.statement('DELETE FROM document_key WHERE place = ?');
  const insert = file.statement('INSERT OR IGNORE INTO document_key (place, key, value, document) VALUES (?, ?, ?, ?)');
  return {
    project({ id, document, deleted }, replaces) {
      if (replaces) clear.run(place, id);
      if (deleted) return;
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written into the table of this collection
      const keys = definition.keys(document as DocumentFields);
      for (const { key, value } of keys) insert.run(place, key, value, id);
    },
    clear: () => void clearAll.run(place),
  };
}
