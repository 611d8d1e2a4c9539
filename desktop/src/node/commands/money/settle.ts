import type { Failure } from '@lapka/shared/base/failure.ts';
import type { Money } from '@lapka/shared/base/money.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import { type Booking, bookings } from '@lapka/shared/domain/bookings/booking.ts';
import { changeStatus } from '@lapka/shared/domain/bookings/status-rules.ts';
import { catalogue } from '@lapka/shared/domain/catalogue/catalogue.ts';
import type { QuoteRefusal } from '@lapka/shared/domain/catalogue/quote-rules.ts';
import type { StaffId } from '@lapka/shared/domain/document.ts';
import { checkOut, type CheckOutRefusal, type CheckOutRequest } from '@lapka/shared/domain/invoices/check-out.ts';
import type { LineRefusal } from '@lapka/shared/domain/invoices/invoice-rules.ts';
import { type Invoice, invoices } from '@lapka/shared/domain/invoices/invoice.ts';
import { isCharged } from '@lapka/shared/domain/invoices/pricing.ts';
import type { PaymentId } from '@lapka/shared/domain/ledger/ledger.ts';
import { entriesOfInvoice, packageWithVisits } from '@lapka/shared/domain/ledger/reading.ts';
import type { PaymentWish } from '@lapka/shared/domain/ledger/wishes.ts';
import { preferences } from '@lapka/shared/domain/settings/preferences.ts';
import type { StoreReader, StoreTransactor } from '../../store/store.ts';
import { type Clinic, clinicOf } from '../../reading/clinic.ts';
import type { CommandContext } from '../command.ts';
import { nextInvoiceNumber } from '../numbers.ts';
import { bookEntries } from './fiscal.ts';
import { entryContext, paymentContext } from './money-context.ts';
import { weighEstimates } from '../../reading/weigh-estimates.ts';

export type SettleRefusal =
  | CheckOutRefusal
  | QuoteRefusal
  | LineRefusal
  | Failure<'NUMBERS_USED_UP' | 'FISCAL_STORE_BLOCKED' | 'REASON_MISSING'>;

/** An invoice after it was issued and paid as far as the payments went. */
export interface Settled {
  readonly invoice: Invoice['id'];
  readonly number: string | null;
  readonly change: Money | null;
  readonly left: Money;
  readonly payments: PaymentId[];
}

/**
 * The way out of a visit or a sale: estimates are weighed, an open invoice is issued under the next number, package and
 * plan pay what they cover, the client pays, receipts go to the fiscal device, and a visit that waits for nothing else is
 * completed. Everything is written, or the first refusal is answered.
 */
export function settle(
  transactor: StoreTransactor,
  invoice: Invoice,
  wishes: readonly PaymentWish[],
  context: CommandContext,
  approvedBy: StaffId | null = null,
): Result<Settled, SettleRefusal> {
  const clinic = clinicOf(transactor, context.desk);
  if (!clinic.ok) return clinic;
  const weighed = weighEstimates(transactor, invoice, context.stamp);
  if (!weighed.ok) return weighed;
  const request = checkOutRequest(transactor, weighed.value, wishes, context);
  if (!request.ok) return request;
  const paying = paymentContext(transactor, clinic.value, invoice.client, context, approvedBy);
  const done = checkOut(request.value, paying);
  if (!done.ok) return done;
  transactor.put(invoices, done.value.invoice);
  const booked = bookEntries(transactor, clinic.value, done.value.entries, context);
  if (!booked.ok) return booked;
  completeVisit(transactor, clinic.value, done.value.invoice, context);
  const { state } = done.value.invoice;
  return ok({
    invoice: invoice.id,
    number: 'number' in state ? state.number : null,
    change: done.value.change,
    left: done.value.standing.left,
    payments: request.value.payments.map(({ id }) => id),
  });
}

function checkOutRequest(
  transactor: StoreTransactor,
  invoice: Invoice,
  wishes: readonly PaymentWish[],
  { desk, ids, ...context }: CommandContext,
): Result<CheckOutRequest, Failure<'NUMBERS_USED_UP'>> {
  const { state } = invoice;
  const number = 'number' in state ? ok(state.number) : nextInvoiceNumber(transactor, desk);
  if (!number.ok) return err(number.error);
  return ok({
    invoice,
    issue: {
      sale: ids.next<'Entry'>(),
      number: number.value,
      date: entryContext({ desk, ids, ...context }).date,
    },
    entries: entriesOfInvoice(transactor, invoice.id),
    templates: templatesOf(transactor, invoice),
    packages: packagesOn(transactor, invoice),
    payments: wishes.map((wish) => ({ id: ids.next<'Payment'>(), wish })),
  });
}

function templatesOf(reader: StoreReader, { lines }: Invoice): CheckOutRequest['templates'] {
  const wanted = lines.flatMap(({ item }) => (item.kind === 'PACKAGE' ? [item.template] : []));
  return reader.getMany(catalogue, wanted).filter((entry) => entry.kind === 'PACKAGE');
}

/** The packages that pay for lines of the invoice. */
function packagesOn(reader: StoreReader, { lines }: Invoice): CheckOutRequest['packages'] {
  const wanted = lines.filter(isCharged).flatMap(({ cover }) => (cover.by === 'PACKAGE' ? [cover.package] : []));
  return [...new Set(wanted)].flatMap((id) => packageWithVisits(reader, id) ?? []);
}

/** A visit whose invoice is settled has nothing left to wait for once it is checked out. */
function completeVisit(
  transactor: StoreTransactor,
  clinic: Clinic,
  { purpose, state }: Invoice,
  { party, now, stamp }: CommandContext,
): void {
  const booking = purpose.of === 'VISIT' ? transactor.get(bookings, purpose.booking) : undefined;
  if (booking?.status !== 'CHECK_OUT' || state.status !== 'SETTLED') return;
  const completed = changeStatus(
    booking,
    { to: 'COMPLETED' },
    {
      party,
      settlement: { kind: 'SETTLED' },
      noShowMinutes: clinic.prefer(preferences.noShowMinutes),
      lateCancelHours: clinic.prefer(preferences.lateCancelHours),
      now,
      stamp,
    },
  );
  if (completed.ok) transactor.put(bookings, completed.value.booking);
}

/** The status of the visit an invoice is for, as the screen shows it next. */
export function visitStatusOf(reader: StoreReader, { purpose }: Invoice): Booking['status'] | null {
  return purpose.of === 'VISIT' ? (reader.get(bookings, purpose.booking)?.status ?? null) : null;
}
