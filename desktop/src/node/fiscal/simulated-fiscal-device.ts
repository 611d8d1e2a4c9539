import type { EntryOf } from '@lapka/shared/domain/ledger/ledger.ts';
import { sha256Hex } from '@lapka/shared/base/hash.ts';
import type { FiscalDevice, FiscalReceipt } from './fiscal-device.ts';

/** A device that prints nothing. Its receipts follow from the documents, so that it knows one again after a restart. */
export class SimulatedFiscalDevice implements FiscalDevice {
  /** Whether somebody has switched it on and its paper is in. */
  isThere = true;

  take({ id, document }: EntryOf<'FISCAL_QUEUED'>): Promise<FiscalReceipt | 'AWAY'> {
    if (!this.isThere) return Promise.resolve('AWAY');
    const print = sha256Hex(`${document} ${id}`);
    return Promise.resolve({ receiptNumber: print.slice(0, 10), sign: print.slice(10, 20) });
  }
}
