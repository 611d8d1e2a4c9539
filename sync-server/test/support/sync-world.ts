import { randomInt } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Releases } from '@lapka/shared/base/disposal.ts';
import { createIdMaker, type IdMaker } from '@lapka/shared/base/id.ts';
import { plusSeconds } from '@lapka/shared/base/instant.ts';
import { type Logger, silentLogger } from '@lapka/shared/base/logger.ts';
import type { Random } from '@lapka/shared/base/random.ts';
import { zone } from '@lapka/shared/base/zone.ts';
import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { DocumentFields } from '@lapka/shared/domain/document.ts';
import type { WireDocument } from '@lapka/shared/protocol/frames.ts';
import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { openClinicDatabase } from '../../../desktop/src/node/store/clinic-database.ts';
import type { LocalStore } from '../../../desktop/src/node/store/local-store.ts';
import { openStore } from '../../../desktop/src/node/store/open-store.ts';
import { type Replication, startReplication } from '../../../desktop/src/node/replication/replication.ts';
import { Gateway, type GatewayParts } from '../../src/gateway/gateway.ts';
import { memoryRecordStore } from '../../src/stores/memory/memory-record-store.ts';
import { type MemoryBackup, type MemoryStores, memoryStores } from '../../src/stores/memory/memory-stores.ts';
import { clinicOf, keyOf } from './documents.ts';
import { DeskNetwork } from './desk-network.ts';
import { type DiskImage, imageOf, putBack } from './disk-image.ts';
import { everything, SyncDesk } from './sync-desk.ts';
import { syncCollectionNamed, syncCollections } from './sync-collections.ts';
import { testDevice, type TestDevice } from './test-device.ts';

const random: Random = { uint32: () => randomInt(2 ** 32) };

/** A server in memory and a clock that stands still until a test moves it. */
export class SyncWorld {
  readonly clock = new FakeClock();
  readonly records = memoryRecordStore();
  readonly ids: IdMaker = createIdMaker(this.clock, random);
  readonly revoked = new Set<string>();
  stores: MemoryStores;
  gateway: Gateway;
  readonly #given: Partial<GatewayParts>;
  readonly #definitions: readonly AnyCollection[];
  readonly #devices = new Map<string, TestDevice>();
  readonly #networks: DeskNetwork[] = [];

  constructor(given: Partial<GatewayParts> = {}, definitions: readonly AnyCollection[] = syncCollections) {
    this.#given = given;
    this.#definitions = definitions;
    this.stores = this.#openStores();
    this.gateway = this.#openGateway();
  }

  /** Somebody else in the same clinic, who pushes without a network. */
  other(name = 'other'): SyncDesk {
    return new SyncDesk(this.stores.documents, name);
  }

  /** The device of a name, enrolled; the same one for a clone of its disk. */
  async device(name: string): Promise<TestDevice> {
    const known = this.#devices.get(name);
    if (known !== undefined) return known;
    const device = testDevice(clinicOf('ours'), name);
    this.#devices.set(name, device);
    await this.stores.devices.enrol(device.clinic, device.id, device.publicKey);
    return device;
  }

  network(): DeskNetwork {
    const network = new DeskNetwork(this.gateway);
    this.#networks.push(network);
    return network;
  }

  /** The server goes on from a backup, on a new time line. */
  async restoreFrom(backup: MemoryBackup): Promise<void> {
    await this.gateway.close();
    this.stores = this.#openStores(backup);
    for (const { clinic, id, publicKey } of this.#devices.values()) {
      await this.stores.devices.enrol(clinic, id, publicKey);
    }
    this.gateway = this.#openGateway();
    for (const network of this.#networks) network.setGateway(this.gateway);
  }

  async stored(collection: CollectionName): Promise<readonly DocumentFields[]> {
    const { documents } = await this.stores.documents.readClinic(clinicOf('ours'), (reader) =>
      reader.changesAfter(collection, 0, 10_000),
    );
    return documents
      .filter(({ deleted }) => !deleted)
      .map(({ document }) => document)
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  /**
   * Lets everything happen that happens by itself, and time pass in steps, until `isDone` or so much virtual time is over.
   * RxDB has timers of its own; they are short.
   */
  async until(isDone: () => boolean | Promise<boolean>, seconds = 600): Promise<void> {
    for (let step = 0; step < seconds * 4; step++) {
      for (let turn = 0; turn < 3; turn++) await new Promise<void>((go) => void setImmediate(go));
      if (await isDone()) return;
      this.clock.advance(250);
    }
    throw new Error('it did not come to that');
  }

  /** So much time passes, in steps in which everything happens that happens by itself. */
  async pass(seconds: number): Promise<void> {
    const end = plusSeconds(this.clock.now(), seconds);
    await this.until(() => this.clock.now() >= end, seconds + 1);
  }

  #openStores(backup?: MemoryBackup): MemoryStores {
    const { clock, records } = this;
    return memoryStores({
      clock,
      records,
      definitions: this.#definitions,
      ...(backup === undefined ? {} : { backup }),
    });
  }

  #openGateway(): Gateway {
    const { devices, documents } = this.stores;
    return new Gateway({
      store: documents,
      devices: {
        find: async (id) => {
          const known = await devices.find(id);
          return known && { ...known, revoked: this.revoked.has(id) };
        },
      },
      definitionOf: syncCollectionNamed,
      rights: everything,
      clock: this.clock,
      scheduler: this.clock,
      logger: silentLogger,
      ...this.#given,
    });
  }
}

export interface DeskOptions {
  readonly folder?: string;
  readonly definitions?: readonly AnyCollection[];
  readonly program?: string;
  readonly protocol?: number;
  readonly logger?: Logger;
}

/** A desk as its parts: a store in a file, RxDB over it, the replication, and a network of its own. */
export class TestDesk {
  readonly device: TestDevice;
  readonly network: DeskNetwork;
  readonly folder: string;
  wiped = false;
  #world: SyncWorld;
  #releases = new Releases();
  #store: LocalStore | undefined;
  #replication: Replication | undefined;

  private constructor(world: SyncWorld, device: TestDevice, folder: string) {
    this.#world = world;
    this.device = device;
    this.folder = folder;
    this.network = world.network();
  }

  static async start(world: SyncWorld, name = 'desk', options: DeskOptions = {}): Promise<TestDesk> {
    const folder = options.folder ?? mkdtempSync(path.join(tmpdir(), 'lapka-desk-'));
    const desk = new TestDesk(world, await world.device(name), folder);
    await desk.open(options);
    return desk;
  }

  get store(): LocalStore {
    return this.#store!;
  }

  get replication(): Replication {
    return this.#replication!;
  }

  async open(options: DeskOptions = {}): Promise<void> {
    const { clock, ids } = this.#world;
    const { definitions = syncCollections, program = '1', logger = silentLogger, protocol } = options;
    const parts = { collections: definitions, program, clock, scheduler: clock, ids, logger };
    const opened = await openStore({ folder: this.folder, key: undefined, ballastBytes: 0, ...parts });
    if (!opened.ok) throw new Error(opened.error.code);
    this.#releases = new Releases();
    this.#store = this.#releases.use(opened.value);
    const database = this.#releases.use(await openClinicDatabase(this.#store, definitions));
    this.#replication = this.#releases.use(
      startReplication({
        ...parts,
        store: this.#store,
        database,
        definitions,
        dial: this.network.dial,
        device: this.device.id,
        privateKey: this.device.privateKey,
        incarnation: this.#store.identity.incarnation,
        zone: zone('Europe/Moscow'),
        random,
        ...(protocol === undefined ? {} : { protocol }),
        onWipe: () => {
          this.wiped = true;
        },
      }),
    );
  }

  close(): Promise<void> {
    return this.#releases.close();
  }

  /** The process is gone from one moment to the next: nothing more reaches the disk, nobody is told. */
  async kill(image: DiskImage = imageOf(this.folder)): Promise<void> {
    this.network.cut();
    // Closing only frees this process for the next start; what it does to the disk is undone.
    await this.#releases.close().catch(() => {});
    putBack(this.folder, image);
  }

  /** Writes as a command does. */
  write(collection: CollectionName, ...documents: readonly WireDocument[]): void {
    const written = this.store.transact((transactor) => {
      for (const document of documents) transactor.put(keyOf(collection), document as never);
      const stamp = (documents[0] as unknown as DocumentFields).changed;
      const { id: device } = this.device;
      transactor.appendAudit({
        command: 'test.write',
        stamp: { ...stamp, operation: this.#world.ids.next<'Operation'>(), device },
        documents: documents.map(({ id }) => ({ collection, id })),
      });
    });
    if (!written.ok) throw new Error(written.error.code);
  }

  remove(collection: CollectionName, id: string): void {
    const removed = this.store.transact((transactor) => transactor.remove(keyOf(collection), id));
    if (!removed.ok) throw new Error(removed.error.code);
  }

  all(collection: CollectionName): readonly DocumentFields[] {
    const found = this.store.read((reader) => reader.find(keyOf(collection), {}));
    return found.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  waiting(): number {
    return this.replication.status().waiting;
  }

  /** Nothing is on its way, and the desk has what the server has. */
  async isSettled(collections: readonly CollectionName[] = ['clients', 'bookings', 'inbox', 'records', 'ledger']) {
    if (this.waiting() > 0 || this.replication.status().connection.state !== 'ONLINE') return false;
    for (const collection of collections) {
      const [here, there] = [this.all(collection), await this.#world.stored(collection)];
      if (JSON.stringify(canonical(here)) !== JSON.stringify(canonical(there))) return false;
    }
    return true;
  }

  settled(): Promise<void> {
    return this.#world.until(() => this.isSettled());
  }
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]: [string, unknown]) => [key, canonical(inner)]),
  );
}
