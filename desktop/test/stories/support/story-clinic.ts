import { generateKeyPairSync } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { Releases } from '@lapka/shared/base/disposal.ts';
import { type Instant, plusSeconds } from '@lapka/shared/base/instant.ts';
import { silentLogger } from '@lapka/shared/base/logger.ts';
import { collections } from '@lapka/shared/domain/collections.ts';
import { collectionNames, type CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { DocumentFields } from '@lapka/shared/domain/document.ts';
import { anOrganisation } from '@lapka/shared/testing/builders/settings.ts';
import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { derivedId } from '@lapka/shared/base/id.ts';
import { Gateway } from '../../../../sync-server/src/gateway/gateway.ts';
import type { DeviceRegistry } from '../../../../sync-server/src/stores/device-registry.ts';
import type { ClinicReader, DocumentStore, DocumentWrite } from '../../../../sync-server/src/stores/document-store.ts';
import { memoryStores } from '../../../../sync-server/src/stores/memory/memory-stores.ts';
import { openPostgres } from '../../../../sync-server/src/stores/postgres/open-postgres.ts';
import { DeskNetwork } from '../../../../sync-server/test/support/desk-network.ts';
import type { ClinicDocuments } from '../../../src/node/testing/clinic-documents.ts';
import { type DeskName, StoryDesk } from './story-desk.ts';

interface ServerStores {
  readonly documents: DocumentStore;
  readonly devices: DeviceRegistry;
  close(): Promise<void>;
}

interface StoryOptions {
  /** What the server knows before the story begins. */
  readonly documents: ClinicDocuments;
  readonly start: Instant;
  /** The database the server works on; in memory without one. */
  readonly postgres?: string;
}

/** A server as it is, a network that can be cut, and the desks of one clinic; time stands still until a story moves it. */
export class StoryClinic {
  readonly clock: FakeClock;
  readonly clinic = anOrganisation().id;
  readonly desks: StoryDesk[] = [];
  readonly #stores: ServerStores;
  readonly #gateway: Gateway;
  /** A database answers in its own time. */
  readonly #patience: number;

  private constructor(clock: FakeClock, stores: ServerStores, patience: number) {
    this.clock = clock;
    this.#stores = stores;
    this.#patience = patience;
    const { documents: store, devices } = stores;
    this.#gateway = new Gateway({ store, devices, clock, scheduler: clock, logger: silentLogger });
  }

  static async open({ documents, start, postgres }: StoryOptions): Promise<StoryClinic> {
    const clock = new FakeClock(start);
    const stores = postgres === undefined ? inMemory(clock) : await onPostgres(clock, postgres);
    const clinic = new StoryClinic(clock, stores, postgres === undefined ? 0 : 3);
    await stores.documents.transactClinic(clinic.clinic, (transaction) => transaction.put(writesOf(documents)));
    return clinic;
  }

  /** Switches a desk on, enrolled and in touch, and waits until it has everything. */
  async desk(name: DeskName): Promise<StoryDesk> {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const desk = new StoryDesk(this, name, privateKey, new DeskNetwork(this.#gateway));
    const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    await this.#stores.devices.enrol(this.clinic, desk.identity.device, key);
    await desk.switchOn();
    this.desks.push(desk);
    await this.until(() => this.isSettled(desk));
    return desk;
  }

  /** What the server has of a collection. */
  async stored(collection: CollectionName): Promise<readonly DocumentFields[]> {
    const page = await this.#stores.documents.readClinic(this.clinic, (reader) =>
      reader.changesAfter(collection, 0, 100_000),
    );
    return page.documents.flatMap(({ deleted, document }) => (deleted ? [] : [document])).toSorted(byId);
  }

  /** Looks at what the server knows. */
  readServer<T>(look: (reader: ClinicReader) => Promise<T>): Promise<T> {
    return this.#stores.documents.readClinic(this.clinic, look);
  }

  /** All desks and the server have the same documents, and nothing is on its way. */
  async settled(): Promise<void> {
    await this.until(async () => {
      for (const desk of this.desks) if (!(await this.isSettled(desk))) return false;
      return true;
    });
    // A desk is told of its own changes, too, a moment after they were taken.
    await this.pass(5);
  }

  async isSettled(desk: StoryDesk): Promise<boolean> {
    const { waiting, connection, firstSync } = desk.node.status();
    if (waiting > 0 || connection.state !== 'ONLINE' || firstSync.stage !== 'COMPLETE') return false;
    for (const name of collectionNames) {
      const [here, there] = [desk.all(name), await this.stored(name)];
      if (canonical(here) !== canonical(there)) return false;
    }
    return true;
  }

  /** Lets everything happen that happens by itself, with time passing in steps, until it has come to that. */
  async until(isDone: () => boolean | Promise<boolean>, seconds = 300): Promise<void> {
    const end = plusSeconds(this.clock.now(), seconds);
    while (this.clock.now() < end) {
      for (let turn = 0; turn < 4; turn++) await this.#turn();
      if (await isDone()) return;
      this.clock.advance(100);
    }
    throw new Error('it did not come to that');
  }

  /** So much time passes. */
  async pass(seconds: number): Promise<void> {
    const end = plusSeconds(this.clock.now(), seconds);
    await this.until(() => this.clock.now() >= end, seconds + 1);
  }

  async close(): Promise<void> {
    const releases = new Releases();
    releases.add(() => this.#stores.close());
    releases.use(this.#gateway);
    for (const desk of this.desks) releases.add(() => desk.switchOff());
    await releases.close();
  }

  async #turn(): Promise<void> {
    if (this.#patience === 0) await setImmediate();
    else await new Promise((go) => setTimeout(go, this.#patience));
  }
}

function inMemory(clock: FakeClock): ServerStores {
  const { documents, devices } = memoryStores({ clock });
  return { documents, devices, close: () => documents.close() };
}

async function onPostgres(clock: FakeClock, url: string): Promise<ServerStores> {
  const opened = await openPostgres({ url, clock, scheduler: clock, definitions: collections, durable: false });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  const { documents, devices } = opened.value;
  return { documents, devices, close: () => documents.close() };
}

function writesOf(documents: ClinicDocuments): DocumentWrite[] {
  const origin = { device: derivedId('Device', 'loaded'), operation: derivedId('Operation', 'loaded') };
  return collectionNames.flatMap((collection) =>
    (documents[collection] ?? []).map((document) => ({ collection, document, deleted: false, ...origin })),
  );
}

function byId(a: DocumentFields, b: DocumentFields): number {
  return a.id < b.id ? -1 : 1;
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
