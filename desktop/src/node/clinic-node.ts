import type { KeyObject } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { Clock, Scheduler } from '@lapka/shared/base/clock.ts';
import { type Closable, Releases } from '@lapka/shared/base/disposal.ts';
import { createIdMaker, type IdMaker } from '@lapka/shared/base/id.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import type { Random } from '@lapka/shared/base/random.ts';
import { ok, type Result } from '@lapka/shared/base/result.ts';
import type { DeskStatus } from '@lapka/shared/bridge/live.ts';
import { collections } from '@lapka/shared/domain/collections.ts';
import { JoinedChanges } from './changes.ts';
import type { DeskIdentity } from './desk-identity.ts';
import type { Dial } from './replication/line.ts';
import { type Replication, startReplication } from './replication/replication.ts';
import { dialWebSocket } from './replication/web-socket-line.ts';
import { type BridgeRouter, createRouter } from './serve/router.ts';
import type { StoreKeyFailure } from './store/keys/key-ring.ts';
import type { KeyWrap } from './store/keys/key-wrap.ts';
import { openClinicStore } from './store/open-clinic-store.ts';
import type { Store } from './store/store.ts';
import type { StoreOpenFailure } from './store/store-failures.ts';

export interface ClinicNodeOptions {
  readonly desk: DeskIdentity;
  /** The folder this node owns: its store and everything else it keeps. */
  readonly dataFolder: string;
  readonly serverUrl: string;
  /** How to reach the server, when it is not by a WebSocket to its address. */
  readonly dial?: Dial;
  readonly privateKey: KeyObject;
  /** The ways this computer keeps the key of the store. */
  readonly keyWraps: readonly KeyWrap[];
  /** The version of the program. */
  readonly program: string;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly logger: Logger;
  /** Called when the data of this device was removed because it was shut out. */
  readonly onWiped?: () => void;
}

/** The program a desk runs: its store, its commands and queries behind the bridge, and the replication with the server. */
export interface ClinicNode extends Closable {
  readonly router: BridgeRouter;
  readonly ids: IdMaker;
  readonly store: Store;
  readonly replication: Replication;
  status(): DeskStatus;
}

export async function createClinicNode(
  options: ClinicNodeOptions,
): Promise<Result<ClinicNode, StoreOpenFailure | StoreKeyFailure>> {
  const { desk, program, clock, scheduler, random, logger } = options;
  const releases = new Releases();
  const ids = createIdMaker(clock, random);
  const parts = { collections, program, clock, scheduler, ids, logger };
  const opened = await openClinicStore({ folder: options.dataFolder, wraps: options.keyWraps, ...parts });
  if (!opened.ok) return opened;
  const { store, database } = releases.use(opened.value);
  const replication = releases.use(
    startReplication({
      ...options,
      store,
      database,
      definitions: collections,
      dial: options.dial ?? dialWebSocket(options.serverUrl, logger),
      device: desk.device,
      zone: desk.zone,
      incarnation: store.identity.incarnation,
      ids,
      onWipe: () => wipe(releases, options),
    }),
  );
  const { time } = replication;
  const changes = new JoinedChanges(scheduler);
  releases.add(() => changes.close());
  releases.add(store.onChange((changed) => changes.note(changed.map(({ collection }) => collection))));
  const status = (): DeskStatus => ({
    desk: desk.name,
    location: desk.location,
    zone: desk.zone,
    now: time.now(),
    ...replication.status(),
  });
  const router = createRouter({
    store,
    desk,
    clock: time,
    stampTime: () => time.stamp(),
    ids,
    changes,
    logger,
    status,
    onStatus: (listener) => replication.onStatus(() => listener(status())),
    isSent: ({ name }, id) => !store.sync.isUnsent(name, id),
  });
  return ok({ router, ids, store, replication, status, close: () => releases.close() });
}

/** The device was shut out and has delivered what it had: nothing of the clinic stays on it (story 24). */
function wipe(releases: Releases, { dataFolder, logger, onWiped }: ClinicNodeOptions): void {
  logger.warn('node: this device was shut out; its data is removed');
  releases
    .close()
    .then(() => rm(dataFolder, { recursive: true, force: true }))
    .then(() => onWiped?.())
    .catch((problem: unknown) => logger.error('node: data not removed', { reason: String(problem) }));
}
