import type { EntryOf } from '@lapka/shared/domain/ledger/ledger.ts';

/** What the device printed: the receipt's number and the sign that proves it. */
export interface FiscalReceipt {
  readonly receiptNumber: string;
  readonly sign: string;
}

/**
 * The machine that prints receipts as the law wants it (§7.6). It takes one document at a time, in the order they were
 * queued; asked again about one it has taken it answers the same receipt. AWAY: nothing was printed, try later.
 */
export interface FiscalDevice {
  take(document: EntryOf<'FISCAL_QUEUED'>): Promise<FiscalReceipt | 'AWAY'>;
}
