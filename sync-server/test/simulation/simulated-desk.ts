import { cpSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { OPEN_COLLECTIONS } from 'rxdb';
import type { Clock, Scheduler } from '@lapka/shared/base/clock.ts';
import { Releases } from '@lapka/shared/base/disposal.ts';
import { createIdMaker, type IdMaker } from '@lapka/shared/base/id.ts';
import { type Instant, plusMilliseconds } from '@lapka/shared/base/instant.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import { collections } from '@lapka/shared/domain/collections.ts';
import type { CollectionKey, CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { SeededChooser } from '@lapka/shared/testing/seeded-chooser.ts';
import type { DeskIdentity } from '../../../desktop/src/node/desk-identity.ts';
import { type Replication, startReplication } from '../../../desktop/src/node/replication/replication.ts';
import { type ClinicDatabase, openClinicDatabase } from '../../../desktop/src/node/store/clinic-database.ts';
import type { LocalStore } from '../../../desktop/src/node/store/local-store.ts';
import { openStore } from '../../../desktop/src/node/store/open-store.ts';
import type { TestDevice } from '../support/test-device.ts';
import type { SimulatedNetwork } from './simulated-network.ts';
import type { Trace } from './trace.ts';
import type { VirtualTime } from './virtual-time.ts';

/** Where a desk dies: before or after one of the next commits to its disk, whoever makes it. */
export const deskCrashPoints = ['BEFORE_COMMIT', 'AFTER_COMMIT'] as const;
export type DeskCrashPoint = (typeof deskCrashPoints)[number];

export interface DeskParts {
  readonly identity: DeskIdentity;
  readonly device: TestDevice;
  readonly network: SimulatedNetwork;
  /** The folder of this desk, on a disk in memory if there is one. */
  readonly folder: string;
  readonly time: VirtualTime;
  readonly chooser: SeededChooser;
  readonly logger: Logger;
  readonly trace: Trace;
}

/** One PC of the clinic: its disk, its clock, and its node while it is switched on. */
export class SimulatedDesk {
  readonly #parts: DeskParts;
  readonly #folder: string;
  #running: RunningDesk | undefined;
  #clockOffset = 0;
  #protocol: number | undefined;
  #fate = { commits: 0, isSealed: false };
  /** The disk as it was when the desk died; put in place before it starts again. */
  #deathbed: string | undefined;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#folder = path.join(parts.folder, 'disk');
    mkdirSync(this.#folder, { recursive: true });
  }

  get name(): string {
    return this.#parts.identity.name;
  }

  get parts(): DeskParts {
    return this.#parts;
  }

  get network(): SimulatedNetwork {
    return this.#parts.network;
  }

  get identity(): DeskIdentity {
    return this.#parts.identity;
  }

  isOn(): boolean {
    return this.#running !== undefined && this.#deathbed === undefined;
  }

  isDead(): boolean {
    return this.#deathbed !== undefined;
  }

  get store(): LocalStore {
    return this.#here().store;
  }

  get replication(): Replication {
    return this.#here().replication;
  }

  get ids(): IdMaker {
    return this.#here().ids;
  }

  /** What the PC believes the time to be. */
  now(): Instant {
    return plusMilliseconds(this.#parts.time.clock.now(), this.#clockOffset);
  }

  setClock(offset: number): void {
    this.#clockOffset = offset;
  }

  /** The protocol of the program that is started next; the newest when none is given. */
  setProtocol(protocol: number | undefined): void {
    this.#protocol = protocol;
  }

  async switchOn(): Promise<void> {
    const { time, identity, device, network, chooser, logger } = this.#parts;
    network.setPowered(true);
    const clock: Clock = { now: () => this.now() };
    const ids = createIdMaker(clock, chooser);
    const common = { collections, program: '1', clock, ids, logger };
    const opened = await time.until(
      openStore({ ...common, folder: this.#folder, key: undefined, ballastBytes: 0, scheduler: withoutCare(time) }),
    );
    if (!opened.ok) throw new Error(`${this.name} does not start: ${opened.error.code}`);
    const releases = new Releases();
    const store = releases.use(opened.value);
    const database = releases.use(await time.until(openClinicDatabase(store, collections)));
    countAsProcess(database);
    const replication = releases.use(
      startReplication({
        ...common,
        scheduler: time,
        store,
        database,
        definitions: collections,
        dial: network.dial,
        device: device.id,
        privateKey: device.privateKey,
        incarnation: store.identity.incarnation,
        zone: identity.zone,
        random: chooser,
        ...(this.#protocol === undefined ? {} : { protocol: this.#protocol }),
        onWipe: () => {},
      }),
    );
    this.#running = { store, replication, ids, releases };
  }

  /** Shut down as a person does it. */
  async switchOff(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    if (running !== undefined) await this.#parts.time.until(running.releases.close());
  }

  /**
   * Dies at one of its next commits. What is left of the process is a ghost: it has no line, nobody believes it, and what
   * it does to the disk is undone.
   */
  dieAt(point: DeskCrashPoint, commit: number): void {
    const { file } = this.store.documents;
    const real = file.transact.bind(file);
    const fate = { commits: 0, isSealed: true };
    this.#fate.isSealed = false;
    this.#fate = fate;
    file.transact = (act) => {
      fate.commits += 1;
      const isNow = fate.commits === commit && fate.isSealed && !this.isDead();
      if (isNow && point === 'BEFORE_COMMIT') this.#dead(point);
      const answer = real(act);
      if (isNow && point === 'AFTER_COMMIT') this.#dead(point);
      return answer;
    };
  }

  /** Does not die after all. */
  liveOn(): void {
    this.#fate.isSealed = false;
  }

  /** Power off, between two things. */
  kill(): void {
    this.#dead('IDLE');
  }

  /** Lets the ghost go; the disk is as it was when the desk died. */
  async bury(): Promise<void> {
    const deathbed = this.#deathbed;
    if (deathbed === undefined) return;
    const running = this.#running;
    this.#running = undefined;
    if (running !== undefined) await this.#parts.time.until(running.releases.close());
    this.#restore(deathbed);
    this.#deathbed = undefined;
  }

  /** A copy of the disk as it is now; the path of it. */
  image(name: string): string {
    const image = path.join(this.#parts.folder, name);
    rmSync(image, { recursive: true, force: true });
    cpSync(this.#folder, image, { recursive: true, filter: (file) => !/lapka\.lock/.test(path.basename(file)) });
    return image;
  }

  /** The disk is as it was in an image; only while the desk is off. */
  restoreFrom(image: string): void {
    this.#restore(image);
  }

  all(collection: CollectionName): readonly { readonly id: string }[] {
    return this.store.read((reader) => reader.find(keyOf(collection), {}));
  }

  #dead(point: string): void {
    const { trace, network } = this.#parts;
    trace.note(`${this.name} dies ${point}`);
    trace.count(`desk killed ${point}`);
    this.#deathbed = this.image('deathbed');
    network.setPowered(false);
  }

  #restore(image: string): void {
    rmSync(this.#folder, { recursive: true, force: true });
    cpSync(image, this.#folder, { recursive: true });
  }

  #here(): RunningDesk {
    if (this.#running === undefined) throw new Error(`${this.name} is off`);
    return this.#running;
  }
}

interface RunningDesk {
  readonly store: LocalStore;
  readonly replication: Replication;
  readonly ids: IdMaker;
  readonly releases: Releases;
}

function keyOf(name: CollectionName): CollectionKey<{ readonly id: string }> {
  return { name };
}

/** RxDB counts open collections per process. Each desk is one, so it is counted for itself: at most 13 at a time. */
function countAsProcess(database: ClinicDatabase): void {
  for (const collection of database.collections.values()) OPEN_COLLECTIONS.delete(collection);
}

/** Backups and checks of the file run in a thread of their own and in its time; they have tests of their own. */
function withoutCare(time: Scheduler): Scheduler {
  const firstLookOfCare = 10_000;
  return { after: (ms, run) => (ms === firstLookOfCare ? () => {} : time.after(ms, run)) };
}
