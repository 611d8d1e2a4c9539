import type { KeyObject } from 'node:crypto';
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
import { type Replication, startReplication } from './replication/replication.ts';
import { ServerLink } from './replication/server-link.ts';
import { type BridgeRouter, createRouter } from './serve/router.ts';
import type { StoreKeyFailure } from './store/keys/key-ring.ts';
import type { KeyWrap } from './store/keys/key-wrap.ts';
import { openClinicStore } from './store/open-clinic-store.ts';
import type { StoreOpenFailure } from './store/store-failures.ts';

export interface ClinicNodeOptions {
  readonly desk: DeskIdentity;
  /** The folder this node owns: its store and everything else it keeps. */
  readonly dataFolder: string;
  readonly serverUrl: string;
  readonly privateKey: KeyObject;
  /** The ways this computer keeps the key of the store. */
  readonly keyWraps: readonly KeyWrap[];
  /** The version of the program. */
  readonly program: string;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly logger: Logger;
}

/** The program a desk runs: its store, its commands and queries behind the bridge, and the replication with the server. */
export interface ClinicNode extends Closable {
  readonly router: BridgeRouter;
  readonly ids: IdMaker;
  status(): DeskStatus;
  /** Pulls this desk's internet cable, or plugs it in: for demonstrations and tests. */
  setCable(plugged: boolean): void;
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
  const link = new ServerLink({
    url: options.serverUrl,
    device: desk.device,
    privateKey: options.privateKey,
    incarnation: store.identity.incarnation,
    scheduler,
    logger,
  });
  const replication = releases.use(
    startReplication({ store, database, definitions: collections, link, ids, clock, logger }),
  );
  const changes = new JoinedChanges(scheduler);
  releases.add(() => changes.close());
  releases.add(store.onChange((changed) => changes.note(changed.map(({ collection }) => collection))));
  const status = (): DeskStatus => statusOf(desk, clock, replication);
  const router = createRouter({
    store,
    desk,
    clock,
    ids,
    changes,
    logger,
    status,
    onStatus: (listener) => replication.onState(() => listener(status())),
    isSent: (id) => !replication.unsent.has(id),
  });
  return ok({ router, ids, status, setCable: (plugged) => link.setCable(plugged), close: () => releases.close() });
}

function statusOf(desk: DeskIdentity, clock: Clock, replication: Replication): DeskStatus {
  return {
    desk: desk.name,
    location: desk.location,
    zone: desk.zone,
    now: clock.now(),
    connection: replication.connection(),
    waiting: replication.unsent.count(),
  };
}
