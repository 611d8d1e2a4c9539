import type { Scheduler } from '@lapka/shared/base/clock.ts';
import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import { collectionHash, documentDigest } from '@lapka/shared/domain/collection-hash.ts';
import type { Store, SyncMemory } from '../store/store.ts';

const slice = 250;

export interface LocalHashParts {
  readonly store: Store;
  readonly memory: SyncMemory;
  readonly scheduler: Scheduler;
}

/**
 * The hash of a collection as it is here (HASH-1), worked out in slices so that nobody waits for it; undefined when
 * something has changed meanwhile or waits to be sent: there is nothing to compare then.
 */
export async function localHash(
  { store, memory, scheduler }: LocalHashParts,
  definition: AnyCollection,
): Promise<string | undefined> {
  const collection = definition.key.name;
  let isDisturbed = false;
  const stop = store.onChange((changes) => {
    isDisturbed ||= changes.some((change) => change.collection === collection);
  });
  const digests: bigint[] = [];
  try {
    for (let after = ''; ;) {
      const living = memory.livingAfter(collection, after, slice);
      for (const document of living) {
        digests.push(documentDigest(document));
        after = document.id;
      }
      if (living.length < slice) break;
      await new Promise<void>((go) => scheduler.after(0, go));
      if (isDisturbed) return undefined;
    }
  } finally {
    stop();
  }
  return collectionHash(digests);
}
