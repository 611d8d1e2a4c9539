import type { RxCollection } from 'rxdb';
import { replicateRxCollection, type RxReplicationState } from 'rxdb/plugins/replication';
import { Subject } from 'rxjs';
import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import { largestPush } from '@lapka/shared/protocol/frames.ts';
import { replicationIdentifierOf } from '../store/documents/replication-memory.ts';
import type { PlainDocument } from '../store/documents/stored-document.ts';
import { assumeServerHas } from './assumed-states.ts';
import { CollectionPull, type PullCheckpoint } from './collection-pull.ts';
import { pushRows } from './push-rows.ts';
import type { SyncContext } from './sync-context.ts';

export interface CollectionReplication {
  readonly definition: AnyCollection;
  /** Something may be there to pull (PULL-4). */
  resync(): void;
  /** Compares the whole collection with the server. */
  repair(): void;
  /** Resolves when everything that was there to push and to pull a moment ago is settled. */
  inSync(): Promise<void>;
  close(): Promise<void>;
}

/** So many documents are taken over in one go that few commits are needed, and so few that nobody waits for one. */
const pageSize = 500;

/** RxDB's replication of one collection over the one link. Its handlers wait out a broken line instead of failing. */
export function replicateCollection(
  context: SyncContext,
  definition: AnyCollection,
  collection: RxCollection<PlainDocument>,
): CollectionReplication {
  const name = definition.key.name;
  const pulls = new Subject<'RESYNC'>();
  const resync = (): void => pulls.next('RESYNC');
  const pull = new CollectionPull({
    context,
    definition,
    pageSize,
    assume: (states) => assumeServerHas(state, states),
    again: resync,
  });
  const state: RxReplicationState<PlainDocument, PullCheckpoint> = replicateRxCollection({
    replicationIdentifier: replicationIdentifierOf(name),
    collection,
    live: true,
    retryTime: 1_000,
    waitForLeadership: false,
    toggleOnDocumentVisible: false,
    pull: { batchSize: pageSize, stream$: pulls.asObservable(), handler: (last) => pull.next(last) },
    push: { batchSize: largestPush, handler: (rows) => pushRows(context, definition, rows) },
  });
  const errors = state.error$.subscribe((error) =>
    context.logger.error('sync: replication failed', { collection: name, message: error.message }),
  );
  return {
    definition,
    resync,
    repair: () => pull.repair(),
    inSync: async () => void (await state.awaitInSync()),
    close: async () => {
      errors.unsubscribe();
      await state.cancel();
    },
  };
}
