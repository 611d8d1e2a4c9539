import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { Store } from '../store/store.ts';
import type { ClinicTime } from './clinic-time.ts';
import type { FirstSync, FirstSyncStage } from './first-sync.ts';
import type { ParkedDocuments } from './parked-documents.ts';
import type { ConnectionState, SyncProgress } from './sync-progress.ts';

/** How the sync of this desk is doing, for the status bar and for whoever is asked for help. */
export interface SyncStatus {
  readonly connection: ConnectionState;
  /** Changes made here that the server has not confirmed yet. */
  readonly waiting: number;
  /** By how many milliseconds the PC's clock is behind the clinic's time; negative when it is ahead. */
  readonly clockOffset: number;
  readonly firstSync: { readonly stage: FirstSyncStage; readonly percent: number };
  /** Documents of the server that this program cannot read. */
  readonly parked: number;
  /** How often since the start this desk differed from the server and was put right. */
  readonly repairs: number;
}

interface Parts {
  readonly store: Store;
  readonly progress: SyncProgress;
  readonly firstSync: FirstSync;
  readonly parked: ParkedDocuments;
  readonly time: ClinicTime;
  readonly collections: readonly CollectionName[];
}

export function syncStatus({ store, progress, firstSync, parked, time, collections }: Parts): SyncStatus {
  const stage = firstSync.stage();
  return {
    connection: progress.connection(),
    waiting: store.sync.countUnsent(),
    clockOffset: time.offset(),
    firstSync: { stage, percent: stage === 'COMPLETE' ? 100 : percentOf(progress, collections) },
    parked: parked.count(),
    repairs: progress.repairs(),
  };
}

/** Numbers are given in the order of changes, so how far a collection has come in them is how much of it is here. */
function percentOf(progress: SyncProgress, collections: readonly CollectionName[]): number {
  const head = Math.max(1, progress.head());
  const shares = collections.map((collection) => {
    const pulled = progress.pulled(collection);
    return pulled === undefined ? 0 : pulled.complete ? 1 : Math.min(1, pulled.number / head);
  });
  return Math.floor((100 * shares.reduce((all, share) => all + share, 0)) / Math.max(1, shares.length));
}
