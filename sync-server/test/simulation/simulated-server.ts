import type { Clock, Scheduler } from '@lapka/shared/base/clock.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { ClinicId, DeviceId, DocumentFields } from '@lapka/shared/domain/document.ts';
import type { SeededChooser } from '@lapka/shared/testing/seeded-chooser.ts';
import { Gateway } from '../../src/gateway/gateway.ts';
import type { DocumentStore } from '../../src/stores/document-store.ts';
import { type ServerStores, startReminders } from './server-stores.ts';
import type { Trace } from './trace.ts';

/** Where a server dies: with a transaction nearly done, or done and not answered. */
export const serverCrashPoints = ['BEFORE_COMMIT', 'AFTER_COMMIT'] as const;
export type ServerCrashPoint = (typeof serverCrashPoints)[number];

export interface ServerParts {
  readonly clinic: ClinicId;
  readonly stores: ServerStores;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly chooser: SeededChooser;
  readonly logger: Logger;
  readonly trace: Trace;
  /** All lines to the server break at once. */
  readonly cutAll: () => void;
}

/** The process of the server: it comes and goes, and what it has stored stays. */
export class SimulatedServer {
  readonly #parts: ServerParts;
  #stores: ServerStores;
  #running: RunningServer | undefined;
  #crash: ServerCrashPoint | undefined;

  constructor(parts: ServerParts) {
    this.#parts = parts;
    this.#stores = parts.stores;
  }

  get documents(): DocumentStore {
    return this.#stores.documents;
  }

  gateway(): Gateway | undefined {
    return this.#running?.gateway;
  }

  start(): void {
    const { clock, scheduler, chooser, logger } = this.#parts;
    const process = { isDead: false };
    const documents = this.#mortal(this.#stores.documents, process);
    const gateway = new Gateway({
      store: documents,
      devices: this.#stores.devices,
      clock,
      scheduler,
      logger,
      newNonce: () => `nonce${chooser.uint32()}${chooser.uint32()}aaaaaaaaaa`,
    });
    const stopReminders = startReminders({ documents, stores: this.#stores, clock, scheduler, logger });
    this.#running = { gateway, process, stopReminders };
  }

  /** Gone from one moment to the next. */
  kill(): void {
    const running = this.#running;
    if (running === undefined) return;
    this.#running = undefined;
    this.#crash = undefined;
    running.process.isDead = true;
    this.#parts.cutAll();
    running.stopReminders();
    // Its lines are cut, so nobody hears what it says about closing; this only ends its timers.
    void running.gateway.close();
  }

  /** Dies in the next transaction; or lives on after all. */
  dieAt(point: ServerCrashPoint | undefined): void {
    this.#crash = point;
  }

  /** Goes on from a backup, on a new time line. */
  async restore(backup: unknown): Promise<void> {
    this.kill();
    this.#stores = (await this.#stores.backups?.restored(backup)) ?? this.#stores;
  }

  backUp(): unknown {
    return this.#stores.backups?.make();
  }

  canBeRestored(): boolean {
    return this.#stores.backups !== undefined;
  }

  get stores(): ServerStores {
    return this.#stores;
  }

  enrol(device: DeviceId, publicKey: string): Promise<void> {
    return this.#stores.devices.enrol(this.#parts.clinic, device, publicKey);
  }

  /** The living documents of a collection. */
  async stored(collection: CollectionName): Promise<readonly DocumentFields[]> {
    const page = await this.documents.readClinic(this.#parts.clinic, (reader) =>
      reader.changesAfter(collection, 0, 100_000),
    );
    return page.documents.flatMap(({ deleted, document }) => (deleted ? [] : [document]));
  }

  #mortal(store: DocumentStore, process: { isDead: boolean }): DocumentStore {
    const { trace } = this.#parts;
    const dieIf = (point: ServerCrashPoint): void => {
      if (process.isDead) throw new Error('the server is dead');
      if (this.#crash !== point) return;
      trace.note(`server dies ${point}`);
      trace.count(`server killed ${point}`);
      this.kill();
      throw new Error('the server is dead');
    };
    return {
      ...store,
      transactClinic: async (clinic, act) => {
        if (process.isDead) throw new Error('the server is dead');
        const answer = await store.transactClinic(clinic, async (transaction) => {
          const acted = await act(transaction);
          dieIf('BEFORE_COMMIT');
          return acted;
        });
        dieIf('AFTER_COMMIT');
        return answer;
      },
    };
  }
}

interface RunningServer {
  readonly gateway: Gateway;
  readonly process: { isDead: boolean };
  readonly stopReminders: () => void;
}
