import type { Clock } from '@lapka/shared/base/clock.ts';
import { type Closable, Releases } from '@lapka/shared/base/disposal.ts';
import type { IdMaker } from '@lapka/shared/base/id.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import type { ClinicDatabase } from '../store/clinic-database.ts';
import type { Store } from '../store/store.ts';
import { replicateCollection } from './replicate-collection.ts';
import type { ServerLink } from './server-link.ts';
import { Unsent } from './unsent.ts';

export type ConnectionState = { readonly state: 'ONLINE' } | { readonly state: 'OFFLINE'; readonly since: Instant };

export interface Replication extends Closable {
  connection(): ConnectionState;
  /** Called when the connection or the number of waiting changes has changed. */
  onState(listener: () => void): () => void;
  readonly unsent: Unsent;
}

export interface ReplicationOptions {
  readonly store: Store;
  readonly database: ClinicDatabase;
  readonly definitions: readonly AnyCollection[];
  readonly link: ServerLink;
  readonly ids: IdMaker;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Keeps all collections of this desk and the server's the same, whenever there is a line. */
export function startReplication(options: ReplicationOptions): Replication {
  const { store, database, definitions, link, clock } = options;
  const releases = new Releases();
  const unsent = new Unsent();
  const listeners = new Set<() => void>();
  let connection: ConnectionState = { state: 'OFFLINE', since: clock.now() };
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  releases.add(store.onChange((changes) => unsent.note(changes)));
  unsent.onChange(tell);
  const running = definitions.flatMap((definition) => {
    const collection = database.collections.get(definition.key.name);
    return collection === undefined
      ? []
      : [releases.use(replicateCollection({ ...options, definition, collection, unsent }))];
  });
  const resync = (): void => {
    for (const replication of running) replication.resync();
  };
  link.onWelcome(() => {
    connection = { state: 'ONLINE' };
    tell();
    resync();
  });
  link.onHead(resync);
  link.onLost(() => {
    connection = { state: 'OFFLINE', since: clock.now() };
    tell();
  });
  // The link goes first, so that a handler waiting for it is let go before its replication is cancelled.
  releases.use(link);
  link.start();
  return {
    connection: () => connection,
    onState(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    unsent,
    close: () => releases.close(),
  };
}
