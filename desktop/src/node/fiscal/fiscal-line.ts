import type { Clock, Scheduler } from '@lapka/shared/base/clock.ts';
import type { Closable } from '@lapka/shared/base/disposal.ts';
import type { IdMaker } from '@lapka/shared/base/id.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import { dateAt } from '@lapka/shared/base/wall-time.ts';
import type { Stamp } from '@lapka/shared/domain/document.ts';
import { type FiscalQueue, fiscalQueue, fiscalSent } from '@lapka/shared/domain/ledger/fiscal-queue.ts';
import { type EntryOf, ledger } from '@lapka/shared/domain/ledger/ledger.ts';
import { fiscalEntriesOf } from '@lapka/shared/domain/ledger/reading.ts';
import type { DeskIdentity } from '../desk-identity.ts';
import type { Store, StoreReader } from '../store/store.ts';
import type { FiscalDevice, FiscalReceipt } from './fiscal-device.ts';

interface FiscalParts {
  readonly store: Store;
  readonly desk: DeskIdentity;
  readonly device: FiscalDevice;
  readonly clock: Clock;
  readonly stampTime: () => Instant;
  readonly scheduler: Scheduler;
  readonly ids: IdMaker;
  readonly logger: Logger;
}

/** How long a device that is away is left alone. */
const pause = 15_000;

/** Carries what waits for this desk's fiscal device to it, in order, whenever something waits; selling never waits for it. */
export class FiscalLine implements Closable {
  readonly #parts: FiscalParts;
  readonly #stopListening: () => void;
  #cancel: () => void = () => {};
  #working: Promise<void> | undefined;
  /** Something was queued while it was at work. */
  #again = false;
  #isClosed = false;

  constructor(parts: FiscalParts) {
    this.#parts = parts;
    this.#stopListening = parts.store.onChange((changes) => {
      if (changes.some(({ collection }) => collection === 'ledger')) this.#wake();
    });
    this.#wake();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stopListening();
    this.#cancel();
    await this.#working;
  }

  #wake(): void {
    this.#again = true;
    if (this.#isClosed || this.#working !== undefined) return;
    this.#cancel();
    this.#again = false;
    this.#working = this.#work()
      .catch((problem: unknown) => this.#parts.logger.error('fiscal line failed', { reason: String(problem) }))
      .finally(() => {
        this.#working = undefined;
        if (this.#again) this.#wake();
      });
  }

  async #work(): Promise<void> {
    const { store, device, scheduler } = this.#parts;
    for (;;) {
      const [first] = store.read((reader) => this.#queue(reader)).waiting;
      if (first === undefined || this.#isClosed) return;
      const receipt = await device.take(first);
      if (receipt === 'AWAY') {
        this.#cancel = scheduler.after(pause, () => this.#wake());
        return;
      }
      if (!this.#noted(first, receipt)) return;
    }
  }

  /** Writes down what the device has printed, and that it did. */
  #noted({ id }: EntryOf<'FISCAL_QUEUED'>, receipt: FiscalReceipt): boolean {
    const { store, desk, ids, stampTime, logger } = this.#parts;
    const stamp: Stamp = {
      operation: ids.next<'Operation'>(),
      at: stampTime(),
      by: { kind: 'SYSTEM' },
      device: desk.device,
    };
    const written = store.transact((transactor) => {
      const context = { stamp, location: desk.location, date: dateAt(stamp.at, desk.zone) };
      const sent = fiscalSent(this.#queue(transactor), { queued: id, ...receipt }, context);
      if (!sent.ok) return;
      transactor.put(ledger, sent.value);
      const documents = [{ collection: ledger.name, id: sent.value.id }];
      transactor.appendAudit({ command: 'till.noteFiscal', stamp, documents });
    });
    if (!written.ok) logger.error('fiscal receipt not written', { code: written.error.code });
    return written.ok;
  }

  #queue(reader: StoreReader): FiscalQueue {
    const { desk, clock } = this.#parts;
    return fiscalQueue(desk.device, fiscalEntriesOf(reader, desk.device), clock.now());
  }
}
