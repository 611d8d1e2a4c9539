import { z } from 'zod';
import type { CivilDate } from '@lapka/shared/base/civil-date.ts';
import type { Failure } from '@lapka/shared/base/failure.ts';
import type { Result } from '@lapka/shared/base/result.ts';
import { bookingCode, invoiceNumber } from '@lapka/shared/domain/accounts/device-series.ts';
import type { DeskIdentity } from '../desk-identity.ts';
import type { StoreTransactor } from '../store/store.ts';

const counterSchema = z.strictObject({ last: z.int().min(0) });

/** `L1-A-261116-003`: location, series of this desk, day, and a counter that starts anew each day (C-52). */
export function nextBookingCode(
  transactor: StoreTransactor,
  { locationCode, series }: DeskIdentity,
  date: CivilDate,
): Result<string, Failure<'NUMBERS_USED_UP'>> {
  return bookingCode(locationCode, series, date, nextOf(transactor, `booking-code ${date}`));
}

/** `L1-A-000418`: invoices and credit notes of a desk, counted on for ever. */
export function nextInvoiceNumber(
  transactor: StoreTransactor,
  { locationCode, series }: DeskIdentity,
): Result<string, Failure<'NUMBERS_USED_UP'>> {
  return invoiceNumber(locationCode, series, nextOf(transactor, invoiceCounter));
}

/** The node value that holds the last number this desk gave to an invoice. */
export const invoiceCounter = 'invoice-number';

/** Counts in the same transaction as the document that carries the number, so that none is given twice or skipped. */
function nextOf(transactor: StoreTransactor, counter: string): number {
  const stored = transactor.nodeValue(counter);
  const next = (stored === undefined ? 0 : counterSchema.parse(stored).last) + 1;
  transactor.setNodeValue(counter, { last: next });
  return next;
}
