import type { Clock } from '@lapka/shared/base/clock.ts';
import type { DeskStatus } from '@lapka/shared/bridge/live.ts';
import { inbox } from '@lapka/shared/domain/inbox/inbox.ts';
import { conflictKinds } from '@lapka/shared/domain/inbox/task.ts';
import type { DeskIdentity } from './desk-identity.ts';
import type { DeviceLease } from './identity/device-lease.ts';
import type { Replication } from './replication/replication.ts';
import type { SyncStatus } from './replication/sync-status.ts';
import type { Store } from './store/store.ts';

interface StatusParts {
  readonly desk: DeskIdentity;
  readonly clock: Clock;
  readonly store: Store;
  readonly replication: Replication;
  readonly lease: DeviceLease;
}

/** What the status bar shows, put together from the parts that know it. */
export class DeskStatusBoard {
  readonly #parts: StatusParts;
  readonly #listeners = new Set<() => void>();
  /** Counted anew when the inbox changes, and not with every other change. */
  #conflicts: number;

  constructor(parts: StatusParts) {
    this.#parts = parts;
    this.#conflicts = openConflicts(parts.store);
  }

  status(): DeskStatus {
    const { desk, clock, store, replication } = this.#parts;
    const { state, since } = store.health();
    const sync = replication.status();
    return {
      desk: desk.name,
      location: desk.location,
      zone: desk.zone,
      now: clock.now(),
      ...sync,
      connection: shownConnection(sync.connection),
      conflicts: this.#conflicts,
      lease: this.#lease(),
      store: { state, since },
    };
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Something in the status may have changed. */
  changed(what?: 'INBOX'): void {
    if (what === 'INBOX') this.#conflicts = openConflicts(this.#parts.store);
    for (const listener of this.#listeners) listener();
  }

  #lease(): DeskStatus['lease'] {
    const { lease } = this.#parts;
    const now = lease.lease();
    if (now.kind === 'VALID') return now;
    const emergencyUntil = lease.emergencyUntil();
    return emergencyUntil === undefined ? now : { ...now, emergencyUntil };
  }
}

export function shownConnection(connection: SyncStatus['connection']): DeskStatus['connection'] {
  if (connection.state !== 'TURNED_AWAY') return connection;
  const why = connection.reason === 'VERSION_TOO_OLD' ? 'PROGRAM_TOO_OLD' : 'DEVICE_UNKNOWN';
  return { state: connection.state, since: connection.since, why };
}

function openConflicts(store: Store): number {
  const where = { kind: 'TASK', 'state.status': 'OPEN', task: { in: [...conflictKinds, 'REFUSED_CHANGE'] } };
  return store.read((reader) => reader.count(inbox, { where }));
}
