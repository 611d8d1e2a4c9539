import { isContractProcedure } from '@orpc/contract';
import { z } from 'zod';
import { collectionNames, type CollectionName } from '@lapka/shared/domain/collection-key.ts';

const metaSchema = z.object({ reads: z.array(z.enum(collectionNames)).optional() });

/** The collections a cached answer was read from, found by its key, which starts with the path of its call. */
export function readsOf(contract: object, queryKey: readonly unknown[]): readonly CollectionName[] {
  const [path] = queryKey;
  if (!Array.isArray(path)) return [];
  let here: unknown = contract;
  for (const step of path) {
    if (typeof here !== 'object' || here === null || typeof step !== 'string') return [];
    here = Reflect.get(here, step);
  }
  if (!isContractProcedure(here)) return [];
  return metaSchema.parse(here['~orpc'].meta).reads ?? [];
}
