import type { KeyObject } from 'node:crypto';
import type { Clock, Scheduler } from '@lapka/shared/base/clock.ts';
import { type Closable, Releases } from '@lapka/shared/base/disposal.ts';
import type { Id, IdMaker } from '@lapka/shared/base/id.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import type { Random } from '@lapka/shared/base/random.ts';
import { dateAt } from '@lapka/shared/base/wall-time.ts';
import type { Zone } from '@lapka/shared/base/zone.ts';
import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { DeviceId } from '@lapka/shared/domain/document.ts';
import type { ClinicDatabase } from '../store/clinic-database.ts';
import type { Store } from '../store/store.ts';
import { ClinicTime } from './clinic-time.ts';
import { DeskCopy } from './desk-copy.ts';
import { FirstSync } from './first-sync.ts';
import type { Dial } from './line.ts';
import { ParkedDocuments } from './parked-documents.ts';
import { Patience } from './patience.ts';
import { PushTurn } from './push-turn.ts';
import { type CollectionReplication, replicateCollection } from './replicate-collection.ts';
import { type LinkListener, ServerLink } from './server-link.ts';
import { SyncProgress } from './sync-progress.ts';
import { type SyncStatus, syncStatus } from './sync-status.ts';
import { SyncTasks } from './sync-tasks.ts';
import { UploadAudit } from './upload-audit.ts';
import { WatchHashes } from './watch-hashes.ts';

export interface ReplicationOptions {
  readonly store: Store;
  readonly database: ClinicDatabase;
  readonly definitions: readonly AnyCollection[];
  readonly dial: Dial;
  readonly device: DeviceId;
  readonly privateKey: KeyObject;
  /** The name the store's file has by itself. */
  readonly incarnation: Id<'Incarnation'>;
  readonly zone: Zone;
  readonly ids: IdMaker;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly logger: Logger;
  /** The version of the protocol to speak, when it is not the newest. */
  readonly protocol?: number;
  /** The device was shut out and has delivered what it had: its data is to be removed (SESSION-10). */
  readonly onWipe: () => void;
}

export interface Replication extends Closable {
  /** The clinic's time, put right by the server. */
  readonly time: ClinicTime;
  status(): SyncStatus;
  /** Called soon after the status has changed. */
  onStatus(listener: () => void): () => void;
  /** Pulls this desk's internet cable, or plugs it in: for demonstrations and tests. */
  setCable(plugged: boolean): void;
  /** Compares all collections with the server now; answers which could be compared (HASH-2). */
  compare(): Promise<readonly string[]>;
  /** Resolves when everything that was there to push and to pull a moment ago is settled. */
  inSync(): Promise<void>;
}

/** Keeps all collections of this desk and the server's the same, whenever there is a line. */
export function startReplication(options: ReplicationOptions): Replication {
  const { store, database, definitions, clock, scheduler, logger, device, ids, zone } = options;
  const releases = new Releases();
  const time = new ClinicTime(clock, store);
  const progress = new SyncProgress(clock, scheduler);
  const copy = new DeskCopy(store, options.incarnation, ids);
  const names = definitions.map(({ key }) => key.name);
  const running: CollectionReplication[] = [];
  const resync = (collections: readonly CollectionName[] = names): void => {
    for (const one of running) if (collections.includes(one.definition.key.name)) one.resync();
  };
  const deliver = async (): Promise<void> => {
    await audit.run();
    if (isShutOut && store.sync.countUnsent() === 0) link.delivered();
  };
  const deliverSoon = (): void => {
    deliver().catch(() => {
      // The replication has ended.
    });
  };
  let isShutOut = false;

  const listener: LinkListener = {
    welcomed(welcome, roundTrip) {
      time.answered(welcome.time, roundTrip);
      if (welcome.copy === 'STALE') {
        logger.warn('sync: this store is a copy, it goes on under a new name');
        copy.renew();
        watch.copyIsNew();
        return 'AGAIN';
      }
      isShutOut = welcome.revoked;
      progress.welcomed(welcome);
      copy.reached.onTimeLine(welcome.epoch);
      audit.onTimeLine(welcome.epoch);
      resync();
      watch.lineIsThere();
      deliverSoon();
      return 'GO_ON';
    },
    headTold(head, collections) {
      if (progress.headTold(head)) resync(collections);
    },
    timeTold: (told) => time.told(told),
    lost: () => progress.lost(),
    superseded() {
      copy.renew();
      watch.copyIsNew();
    },
    turnedAway(reason) {
      progress.turnedAway(reason);
      if (reason === 'WIPE') options.onWipe();
    },
  };
  const link = new ServerLink({ ...options, introduction: () => copy.introduction() }, listener);
  const patience = new Patience(link, scheduler);
  const audit = new UploadAudit({ store, link, patience, now: () => time.now(), logger });
  const parked = new ParkedDocuments(store.sync, names);
  const firstSync = new FirstSync({
    store,
    collections: names,
    link,
    patience,
    today: () => dateAt(time.now(), zone),
    changed: () => progress.changed(),
  });
  const context = {
    memory: store.sync,
    parked,
    link,
    patience,
    copy,
    turn: new PushTurn(),
    firstSync,
    progress,
    tasks: new SyncTasks({ store, device, time, ids, logger }),
    ids,
    scheduler,
    logger,
  };
  releases.add(() => progress.close());
  for (const definition of definitions) {
    const collection = database.collections.get(definition.key.name);
    if (collection !== undefined) running.push(releases.use(replicateCollection(context, definition, collection)));
  }
  const watch = new WatchHashes({ ...context, store, collections: running });
  releases.add(() => watch.close());
  releases.add(
    store.onChange((changes) => {
      if (!changes.some(({ origin }) => origin === 'COMMAND')) return;
      progress.changed();
      if (link.isReady()) deliverSoon();
    }),
  );
  releases.add(progress.onChange(() => void (isShutOut && link.isReady() && deliverSoon())));
  // These go first, so that a handler that waits is let go before its replication is cancelled.
  releases.use(link);
  releases.add(() => {
    patience.close();
    firstSync.close();
  });
  link.start();
  return {
    time,
    status: () => syncStatus({ store, progress, firstSync, parked, time, collections: names }),
    onStatus: (told) => progress.onChange(told),
    setCable: (plugged) => link.setCable(plugged),
    compare: () => watch.compareAll(),
    inSync: async () => void (await Promise.all(running.map((one) => one.inSync()))),
    close: () => releases.close(),
  };
}
