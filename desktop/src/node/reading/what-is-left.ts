import { failure, type Failure } from '@lapka/shared/base/failure.ts';
import { compareMoney, type Money } from '@lapka/shared/base/money.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import { leftForClient } from '@lapka/shared/domain/invoices/check-out.ts';
import type { Invoice } from '@lapka/shared/domain/invoices/invoice.ts';
import { claimOf } from '@lapka/shared/domain/invoices/settlement.ts';
import { type InvoiceStanding, invoiceStanding } from '@lapka/shared/domain/ledger/invoice-standing.ts';
import { entriesOfInvoice } from '@lapka/shared/domain/ledger/reading.ts';
import type { StoreReader } from '../store/store.ts';

/** How an invoice stands by the ledger. */
export function standingOf(reader: StoreReader, invoice: Invoice): InvoiceStanding {
  return invoiceStanding(claimOf(invoice), entriesOfInvoice(reader, invoice.id));
}

/** What the screen asks the client for: what is left after package and plan, and what was put on account. */
export function askedOf(reader: StoreReader, invoice: Invoice): Money {
  const entries = entriesOfInvoice(reader, invoice.id);
  const left = leftForClient(invoice, entries);
  return left.minor > 0 ? left : invoiceStanding(claimOf(invoice), entries).debt;
}

/** Whether what is asked for is still what the screen showed. */
export function stillAsked(now: Money, shown: Money): Result<void, Failure<'CHANGED_MEANWHILE'>> {
  const same = now.currency === shown.currency && compareMoney(now, shown) === 0;
  return same ? ok() : err(failure('CHANGED_MEANWHILE'));
}
