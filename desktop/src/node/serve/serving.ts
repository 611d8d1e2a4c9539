import type { Clock } from '@lapka/shared/base/clock.ts';
import type { IdMaker } from '@lapka/shared/base/id.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import type { DeskStatus } from '@lapka/shared/bridge/live.ts';
import type { JoinedChanges } from '../changes.ts';
import type { DeskIdentity } from '../desk-identity.ts';
import type { DeviceLease } from '../identity/device-lease.ts';
import type { PinCheck } from '../identity/pin-check.ts';
import type { LanDoor } from '../lan/lan-door.ts';
import type { QueryContext } from '../queries/query.ts';
import type { Store } from '../store/store.ts';
import type { Sessions } from './sessions.ts';

/** What commands and queries are answered with. */
export interface Answering {
  readonly store: Store;
  readonly desk: DeskIdentity;
  readonly clock: Clock;
  /** The moment to stamp a change with: later than every one before. */
  readonly stampTime: () => Instant;
  readonly ids: IdMaker;
  readonly changes: JoinedChanges;
  readonly sessions: Pick<Sessions, 'touch' | 'lockOverdue'>;
  readonly lease: Pick<DeviceLease, 'authority'>;
  readonly isSent: QueryContext['isSent'];
  readonly status: () => Pick<DeskStatus, 'connection'>;
}

/** What the calls of the bridge are answered with. */
export interface Serving extends Answering {
  readonly logger: Logger;
  readonly sessions: Sessions;
  readonly lease: DeviceLease;
  readonly pins: PinCheck;
  readonly lan: LanDoor;
  readonly status: () => DeskStatus;
  readonly onStatus: (listener: () => void) => () => void;
}
