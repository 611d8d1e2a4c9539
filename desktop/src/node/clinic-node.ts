import type { KeyObject } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { Clock, Scheduler } from '@lapka/shared/base/clock.ts';
import { type Closable, Releases } from '@lapka/shared/base/disposal.ts';
import { createIdMaker, type IdMaker } from '@lapka/shared/base/id.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import type { Random } from '@lapka/shared/base/random.ts';
import { ok, type Result } from '@lapka/shared/base/result.ts';
import type { DeskStatus } from '@lapka/shared/bridge/live.ts';
import { collections } from '@lapka/shared/domain/collections.ts';
import { JoinedChanges } from './changes.ts';
import type { FiscalDevice } from './fiscal/fiscal-device.ts';
import { FiscalLine } from './fiscal/fiscal-line.ts';
import { SimulatedFiscalDevice } from './fiscal/simulated-fiscal-device.ts';
import type { DeskIdentity } from './desk-identity.ts';
import { DeskStatusBoard } from './desk-status.ts';
import { DeviceLease } from './identity/device-lease.ts';
import { PinCheck } from './identity/pin-check.ts';
import { LanDoor } from './lan/lan-door.ts';
import type { Dial } from './replication/line.ts';
import { type Replication, startReplication } from './replication/replication.ts';
import { dialWebSocket } from './replication/web-socket-line.ts';
import { BridgeLines } from './serve/bridge-lines.ts';
import { type BridgeRouter, createRouter } from './serve/router.ts';
import { lockMinutes } from './serve/session-state.ts';
import { Sessions } from './serve/sessions.ts';
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
  /** What prints the receipts of this desk, when it is not the simulator. */
  readonly fiscalDevice?: FiscalDevice;
  /** The ways this computer keeps the key of the store. */
  readonly keyWraps: readonly KeyWrap[];
  /** The version of the program. */
  readonly program: string;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly logger: Logger;
  /** The folder of the built screen, for tablets. */
  readonly uiFolder: string;
  /** The addresses of this computer in private networks, as they are when asked. */
  readonly lanAddresses: () => readonly string[];
  /** Called when the data of this device was removed because it was shut out. */
  readonly onWiped?: () => void;
}

/** The program a desk runs: its store, its commands and queries behind the bridge, and the replication with the server. */
export interface ClinicNode extends Closable {
  /** What screens may ask. */
  readonly router: BridgeRouter;
  /** Where screens connect. */
  readonly lines: BridgeLines;
  readonly sessions: Sessions;
  readonly lan: LanDoor;
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
  const stampTime = (): Instant => time.stamp();
  const isOnline = (): boolean => replication.status().connection.state === 'ONLINE';
  const lease = releases.use(new DeviceLease({ store, clock: time, scheduler, isOnline }));
  const changes = joinedChanges(store, scheduler, releases);
  const board = new DeskStatusBoard({ desk, clock: time, store, replication, lease });
  watch({ board, replication, lease, changes }, releases);
  const sessions = releases.use(
    new Sessions({
      clock: time,
      scheduler,
      ids,
      lockMinutes: () => store.read((reader) => lockMinutes(reader, desk.location)),
    }),
  );
  const lines = releases.use(new BridgeLines({ served: () => ({ router, sessions }), scheduler, logger, ids }));
  const { uiFolder, lanAddresses: addresses } = options;
  const lan = releases.use(
    new LanDoor({ store, desk, clock: time, stampTime, scheduler, ids, logger, lines, sessions, uiFolder, addresses }),
  );
  const device = options.fiscalDevice ?? new SimulatedFiscalDevice();
  releases.use(new FiscalLine({ store, desk, device, clock: time, stampTime, scheduler, ids, logger }));
  const router = createRouter({
    store,
    desk,
    clock: time,
    stampTime,
    ids,
    changes,
    logger,
    sessions,
    lease,
    pins: new PinCheck({ store, device: desk.device, clock: time, stampTime, ids }),
    lan,
    status: () => board.status(),
    onStatus: (listener) => board.onChange(listener),
    isSent: ({ name }, id) => !store.sync.isUnsent(name, id),
  });
  await lan.start();
  const status = (): DeskStatus => board.status();
  return ok({ router, lines, sessions, lan, ids, store, replication, status, close: () => releases.close() });
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

function joinedChanges(store: Store, scheduler: Scheduler, releases: Releases): JoinedChanges {
  const changes = new JoinedChanges(scheduler);
  releases.add(() => changes.close());
  releases.add(
    store.onChange((changed) => {
      const names = changed.map(({ collection }) => collection);
      const isStreamed = changed.every(({ origin }) => origin === 'REPLICATION');
      changes.note(names, isStreamed);
    }),
  );
  return changes;
}

interface Watched {
  readonly board: DeskStatusBoard;
  readonly replication: Replication;
  readonly lease: DeviceLease;
  readonly changes: JoinedChanges;
}

/** Whatever shows in the status bar is told when it changes. */
function watch({ board, replication, lease, changes }: Watched, releases: Releases): void {
  releases.add(
    replication.onStatus(() => {
      lease.look();
      board.changed();
    }),
  );
  releases.add(lease.onChange(() => board.changed()));
  releases.add(
    changes.listen((collections) => {
      if (collections.includes('inbox')) board.changed('INBOX');
    }),
  );
}
