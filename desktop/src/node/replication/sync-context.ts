import type { Scheduler } from '@lapka/shared/base/clock.ts';
import type { IdMaker } from '@lapka/shared/base/id.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import type { SyncMemory } from '../store/store.ts';
import type { DeskCopy } from './desk-copy.ts';
import type { FirstSync } from './first-sync.ts';
import type { ParkedDocuments } from './parked-documents.ts';
import type { Patience } from './patience.ts';
import type { PushTurn } from './push-turn.ts';
import type { ServerLink } from './server-link.ts';
import type { SyncProgress } from './sync-progress.ts';
import type { SyncTasks } from './sync-tasks.ts';

/** What the replications of all collections share. */
export interface SyncContext {
  readonly memory: SyncMemory;
  readonly parked: ParkedDocuments;
  readonly link: ServerLink;
  readonly patience: Patience;
  readonly copy: DeskCopy;
  readonly turn: PushTurn;
  readonly firstSync: FirstSync;
  readonly progress: SyncProgress;
  readonly tasks: SyncTasks;
  readonly ids: IdMaker;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
}
