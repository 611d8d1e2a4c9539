import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { derivedId } from '@lapka/shared/base/id.ts';
import { plusMinutes } from '@lapka/shared/base/instant.ts';
import { type Logger, silentLogger } from '@lapka/shared/base/logger.ts';
import { type CivilDate } from '@lapka/shared/base/civil-date.ts';
import { dateAt } from '@lapka/shared/base/wall-time.ts';
import { zone } from '@lapka/shared/base/zone.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import { locationCode, locationId, series } from '@lapka/shared/testing/builders/settings.ts';
import { SeededChooser } from '@lapka/shared/testing/seeded-chooser.ts';
import { serverDevice } from '../../src/stores/server-device.ts';
import { testDevice, type TestDevice } from '../support/test-device.ts';
import { Notebook } from './acknowledged.ts';
import type { ServerStores } from './server-stores.ts';
import { simulatedClinic } from './simulated-clinic.ts';
import { SimulatedDesk } from './simulated-desk.ts';
import { SimulatedNetwork } from './simulated-network.ts';
import { SimulatedServer } from './simulated-server.ts';
import { Trace } from './trace.ts';
import type { VirtualTime } from './virtual-time.ts';

export const clinicZone = zone('Europe/Moscow');
const clinic: ClinicId = derivedId('Clinic', 'Paw & Tail');

interface Later {
  readonly due: string;
  readonly what: string;
  readonly act: () => Promise<void>;
}

export interface WorldOptions {
  readonly seed: number;
  readonly desks: number;
  readonly time: VirtualTime;
  readonly stores: ServerStores;
  readonly logger?: Logger;
}

/** A clinic with its desks, its server and the network between them, in one time and by the choices of one seed. */
export class SimulatedWorld {
  readonly time: VirtualTime;
  readonly chooser: SeededChooser;
  readonly trace: Trace;
  readonly notebook = new Notebook();
  readonly server: SimulatedServer;
  readonly desks: SimulatedDesk[] = [];
  readonly clinic = clinic;
  step = 0;
  /** The server is down and somebody is on the way to start it. */
  isServerAwaited = false;
  readonly #folder = mkdtempSync(path.join(memoryDisk(), 'lapka-simulation-'));
  readonly #devices = new Map<string, TestDevice>();
  readonly #logger: Logger;
  #later: Later[] = [];

  constructor({ seed, time, stores, logger = silentLogger }: WorldOptions) {
    this.time = time;
    this.chooser = new SeededChooser(seed);
    this.trace = new Trace(() => time.clock.now().slice(5, 23));
    this.#logger = logger;
    this.server = new SimulatedServer({
      clinic,
      stores,
      clock: time.clock,
      scheduler: time,
      chooser: new SeededChooser(seed + 1),
      logger,
      trace: this.trace,
      cutAll: () => {
        for (const { network } of this.desks) network.cut();
      },
    });
  }

  static async open(options: WorldOptions): Promise<SimulatedWorld> {
    const world = new SimulatedWorld(options);
    await world.#found();
    world.server.start();
    for (let index = 0; index < options.desks; index++) {
      await (await world.addDesk(`DK-${letter(index)}`, letter(index))).switchOn();
    }
    await world.time.pass(10_000);
    return world;
  }

  get today(): CivilDate {
    return dateAt(this.time.clock.now(), clinicZone);
  }

  deskNamed(name: string): SimulatedDesk {
    const found = this.desks.find((desk) => desk.name === name);
    if (found === undefined) throw new Error(`there is no desk ${name}`);
    return found;
  }

  /** A PC with an empty disk. One that carries the series of another is a clone: it has its device, too. */
  async addDesk(name: string, letters: string): Promise<SimulatedDesk> {
    const device = await this.#device(letters);
    const chooser = new SeededChooser(this.chooser.uint32());
    const folder = path.join(this.#folder, name);
    mkdirSync(folder);
    const network = new SimulatedNetwork({
      desk: name,
      scheduler: this.time,
      chooser,
      trace: this.trace,
      gateway: () => this.server.gateway(),
      pushed: (collection, rows) => {
        for (const row of rows) {
          this.trace.count(`row ${row.outcome}`);
          if (row.outcome === 'REFUSED') this.notebook.refused(name, collection, row);
        }
      },
    });
    const desk = new SimulatedDesk({
      identity: {
        clinic,
        device: device.id,
        location: locationId('L1'),
        name,
        series: series(letters),
        locationCode: locationCode('L1'),
        zone: clinicZone,
      },
      device,
      network,
      folder,
      time: this.time,
      chooser,
      logger: this.#logger.with({ desk: name }),
      trace: this.trace,
    });
    this.desks.push(desk);
    return desk;
  }

  /** Something that happens so many minutes from now, between two steps. */
  later(minutes: number, what: string, act: () => Promise<void>): void {
    this.#later.push({ due: plusMinutes(this.time.clock.now(), minutes), what, act });
  }

  /** Does what has fallen due; all of it, when nothing may be left open. */
  async catchUp(how: 'DUE' | 'ALL' = 'DUE'): Promise<void> {
    const now = this.time.clock.now();
    const isDue = ({ due }: Later): boolean => how === 'ALL' || due <= now;
    const due = this.#later.filter(isDue).toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
    this.#later = this.#later.filter((one) => !isDue(one));
    for (const { what, act } of due) {
      this.trace.note(what);
      await act();
    }
  }

  async close(): Promise<void> {
    for (const desk of this.desks) {
      await desk.bury();
      await desk.switchOff();
    }
    this.server.kill();
    await this.time.settle();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #found(): Promise<void> {
    const writes = simulatedClinic(this.today).map(({ collection, document }) => ({
      collection,
      document,
      deleted: false,
      device: serverDevice,
      operation: document.created.operation,
    }));
    await this.server.documents.transactClinic(clinic, (transaction) => transaction.put(writes));
  }

  async #device(letters: string): Promise<TestDevice> {
    const known = this.#devices.get(letters);
    if (known !== undefined) return known;
    const device = testDevice(clinic, `DK-${letters}`);
    this.#devices.set(letters, device);
    await this.server.enrol(device.id, device.publicKey);
    return device;
  }
}

function letter(index: number): string {
  return String.fromCodePoint('A'.codePointAt(0)! + index);
}

/** A disk in memory where the system has one: a simulation writes a lot and keeps nothing. */
function memoryDisk(): string {
  return statSync('/dev/shm', { throwIfNoEntry: false })?.isDirectory() === true ? '/dev/shm' : tmpdir();
}
