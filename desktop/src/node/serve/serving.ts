import type { Clock } from '@lapka/shared/base/clock.ts';
import type { IdMaker } from '@lapka/shared/base/id.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import type { DeskStatus } from '@lapka/shared/bridge/live.ts';
import type { JoinedChanges } from '../changes.ts';
import type { DeskIdentity } from '../desk-identity.ts';
import type { QueryContext } from '../queries/query.ts';
import type { Store } from '../store/store.ts';

/** What the calls of the bridge are answered with. */
export interface Serving {
  readonly store: Store;
  readonly desk: DeskIdentity;
  readonly clock: Clock;
  /** The moment to stamp a change with: later than every one before. */
  readonly stampTime: () => Instant;
  readonly ids: IdMaker;
  readonly changes: JoinedChanges;
  readonly logger: Logger;
  readonly status: () => DeskStatus;
  readonly onStatus: (listener: (status: DeskStatus) => void) => () => void;
  readonly isSent: QueryContext['isSent'];
}
