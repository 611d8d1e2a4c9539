import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';

/** Collections whose documents never change: a mistake is put right by another document. */
export const appendOnlyCollections: ReadonlySet<CollectionName> = new Set<CollectionName>(['ledger', 'stock']);
