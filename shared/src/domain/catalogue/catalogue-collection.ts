import type { CollectionDefinition, DocumentKey } from '../collection.ts';
import { acceptCatalogueEntry, catalogueNeeds, codeKey } from './catalogue-acceptance.ts';
import { mergeCatalogueEntries } from './catalogue-merge.ts';
import { catalogue, type CatalogueEntry, catalogueEntrySchema, catalogueVersion } from './catalogue.ts';

export const catalogueCollection: CollectionDefinition<CatalogueEntry> = {
  key: catalogue,
  schema: catalogueEntrySchema,
  version: catalogueVersion,
  upgrades: {},
  indexes: [['kind', 'code']],
  keys: catalogueKeys,
  searchEntry: (entry) =>
    entry.kind === 'PRODUCT' && entry.status === 'ACTIVE'
      ? { kind: 'PRODUCT', words: [entry.name.ru, entry.name.en], codes: [entry.code, ...barcodesOf(entry)] }
      : undefined,
  needs: catalogueNeeds,
  accept: acceptCatalogueEntry,
  merge: mergeCatalogueEntries,
  serverStore: 'documents',
};

/** By what entries are found: their code, the codes and barcodes of packs, the vaccine a product is a dose of. */
export function catalogueKeys(entry: CatalogueEntry): DocumentKey[] {
  const code = { key: 'code', value: codeKey(entry), unique: true };
  if (entry.kind !== 'PRODUCT') return [code];
  return [
    code,
    ...entry.packs.map((pack) => ({ key: 'pack', value: pack.code })),
    ...barcodesOf(entry).map((value) => ({ key: 'barcode', value })),
    ...(entry.vaccine === null ? [] : [{ key: 'vaccine', value: entry.vaccine }]),
  ];
}

function barcodesOf({ barcodes, packs }: Extract<CatalogueEntry, { kind: 'PRODUCT' }>): string[] {
  return [...new Set([...barcodes, ...packs.flatMap((pack) => pack.barcodes)])];
}
