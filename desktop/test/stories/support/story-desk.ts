import { type KeyObject, randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { OPEN_COLLECTIONS } from 'rxdb';
import { present } from '@lapka/shared/base/assert.ts';
import type { Scheduler } from '@lapka/shared/base/clock.ts';
import { silentLogger } from '@lapka/shared/base/logger.ts';
import { ok } from '@lapka/shared/base/result.ts';
import { zone } from '@lapka/shared/base/zone.ts';
import type { Bridge } from '@lapka/shared/bridge/contract.ts';
import { collectionKey, type CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { DocumentFields, OperationId } from '@lapka/shared/domain/document.ts';
import { locationCode, locationId, series } from '@lapka/shared/testing/builders/settings.ts';
import { deviceId } from '@lapka/shared/testing/builders/stamp.ts';
import { imageOf, putBack } from '../../../../sync-server/test/support/disk-image.ts';
import type { DeskNetwork } from '../../../../sync-server/test/support/desk-network.ts';
import { type ClinicNode, createClinicNode } from '../../../src/node/clinic-node.ts';
import type { DeskIdentity } from '../../../src/node/desk-identity.ts';
import { SimulatedFiscalDevice } from '../../../src/node/fiscal/simulated-fiscal-device.ts';
import type { KeyWrap } from '../../../src/node/store/keys/key-wrap.ts';
import { bridgeOf } from '../../../src/node/testing/bridge-of.ts';
import type { PersonKey } from '../../../src/node/testing/clinic-documents.ts';
import type { StoryClinic } from './story-clinic.ts';

const places = {
  'DK-A': ['A', 'L1', 'Europe/Moscow'],
  'DK-B': ['B', 'L1', 'Europe/Moscow'],
  'VT-1': ['C', 'L1', 'Europe/Moscow'],
  'VT-2': ['D', 'L1', 'Europe/Moscow'],
  'DK-C': ['E', 'L2', 'Europe/Kaliningrad'],
} as const;
export type DeskName = keyof typeof places;

/** One PC of the clinic with its disk and its line; the node on it is the real one. */
export class StoryDesk {
  readonly identity: DeskIdentity;
  readonly network: DeskNetwork;
  readonly fiscal = new SimulatedFiscalDevice();
  readonly #clinic: StoryClinic;
  readonly #privateKey: KeyObject;
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'lapka-story-'));
  #node: ClinicNode | undefined;

  constructor(clinic: StoryClinic, name: DeskName, privateKey: KeyObject, network: DeskNetwork) {
    const [letter, place, zoneName] = places[name];
    this.#clinic = clinic;
    this.#privateKey = privateKey;
    this.network = network;
    this.identity = {
      clinic: clinic.clinic,
      device: deviceId(name),
      location: locationId(place),
      name,
      series: series(letter),
      locationCode: locationCode(place),
      zone: zone(zoneName),
    };
  }

  get node(): ClinicNode {
    return present(this.#node, `${this.identity.name}, which is off`);
  }

  async switchOn(): Promise<void> {
    const { clock } = this.#clinic;
    const created = await createClinicNode({
      desk: this.identity,
      dataFolder: this.#folder,
      serverUrl: 'ws://in-this-process',
      dial: this.network.dial,
      privateKey: this.#privateKey,
      fiscalDevice: this.fiscal,
      keyWraps: [openDrawer],
      uiFolder: '',
      lanAddresses: () => [],
      program: '1',
      clock,
      scheduler: withoutCare(clock),
      random: { uint32: () => randomInt(2 ** 32) },
      logger: silentLogger,
    });
    if (!created.ok) throw new Error(created.error.code);
    // RxDB counts open collections per process, and each desk is one.
    OPEN_COLLECTIONS.clear();
    this.#node = created.value;
  }

  async switchOff(): Promise<void> {
    await this.#node?.close();
    this.#node = undefined;
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Its process is gone from one moment to the next, and it is switched on again. */
  async killAndStart(): Promise<void> {
    const image = imageOf(this.#folder);
    this.network.cut();
    // Closing only frees this process for the next start; what it does to the disk is undone.
    await this.#node?.close();
    putBack(this.#folder, image);
    await this.switchOn();
  }

  /** The bridge as the screen of a person at this desk has it. */
  as(person: PersonKey): Bridge {
    return bridgeOf(this.node.router, this.#clinic.clock, this.node.ids, person);
  }

  /** The id of what is about to be done. */
  once(): { readonly operation: OperationId } {
    return { operation: this.node.ids.next<'Operation'>() };
  }

  all(collection: CollectionName): readonly DocumentFields[] {
    const found = this.node.store.read((reader) => reader.find(collectionKey<DocumentFields>(collection), {}));
    return found.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Goes without the internet from now on. */
  async goOffline(): Promise<void> {
    this.network.setUp(false);
    await this.#clinic.until(() => this.node.status().connection.state === 'OFFLINE');
  }

  /** Is in touch again and has delivered and fetched everything. */
  async goOnline(): Promise<void> {
    this.network.setUp(true);
    await this.#clinic.until(() => this.#clinic.isSettled(this));
  }

  /** What documents went over the line while it was cut and mended once more: pushed ones and pulled ones. */
  async syncedAgain(): Promise<{ readonly pushed: number; readonly pulled: number }> {
    const { frames } = this.network;
    const before = frames.length;
    await this.goOffline();
    await this.goOnline();
    const since = frames.slice(before).map(({ text }) => JSON.parse(text) as Transferred);
    const count = (kind: string, of: (frame: Transferred) => number): number =>
      since.filter(({ t }) => t === kind).reduce((sum, frame) => sum + of(frame), 0);
    return {
      pushed: count('PUSH', ({ rows }) => rows?.length ?? 0),
      pulled: count('PULLED', ({ documents }) => documents?.length ?? 0),
    };
  }
}

interface Transferred {
  readonly t: string;
  readonly rows?: readonly unknown[];
  readonly documents?: readonly unknown[];
}

/** Keeps the key as it is; how keys are kept safe has tests of its own. */
const openDrawer: KeyWrap = {
  kind: 'open-drawer',
  wrap: async (secret) => ok(Buffer.from(secret).toString('base64')),
  unwrap: async (wrapped) => ok({ secret: Buffer.from(wrapped, 'base64'), wrapAgain: false }),
};

/** Backups and checks of the file run in a thread of their own and in its time; they have tests of their own. */
function withoutCare(time: Scheduler): Scheduler {
  const firstLookOfCare = 10_000;
  return { after: (ms, run) => (ms === firstLookOfCare ? () => {} : time.after(ms, run)) };
}
