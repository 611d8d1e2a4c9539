import { derivedId, type Id } from '../../base/id.ts';
import type { Instant } from '../../base/instant.ts';
import { zero } from '../../base/money.ts';
import type { Money } from '../../base/money.ts';
import type { EntryContext } from '../../domain/ledger/entry-context.ts';
import type { InvoiceStanding } from '../../domain/ledger/invoice-standing.ts';
import type { ClientPackage, InvoiceClaim, LedgerEntry, TillShift } from '../../domain/ledger/ledger.ts';
import type { PaymentContext } from '../../domain/ledger/payment-rules.ts';
import type { PaymentWish } from '../../domain/ledger/wishes.ts';
import { aPackageTemplate, location, rub } from './catalogue.ts';
import { aStamp, at, deviceId, today } from './stamp.ts';

export const clientId = (name: string): Id<'Client'> => derivedId('Client', name);
export const invoiceId = (name: string): Id<'Invoice'> => derivedId('Invoice', name);
export const bookingId = (name: string): Id<'Booking'> => derivedId('Booking', name);
export const entryId = (name: string): Id<'Entry'> => derivedId('Entry', name);
export const paymentId = (name: string): Id<'Payment'> => derivedId('Payment', name);

/** The desk of reception books something at ten o'clock of the day all examples play on. */
export function anEntryContext(given: { at?: Instant; device?: string; by?: string } = {}): EntryContext {
  return { stamp: aStamp({ at: at('10:00'), by: 'U5', ...given }), location, date: today };
}

/** A shift of DK-A, open since nine with 5,000.00. */
export function aTill(given: { name?: string; desk?: string; float?: Money; at?: Instant } = {}): TillShift {
  const { name = 'till', desk = 'DK-A', float = rub(5000), at: opened = at('09:00') } = given;
  const id = derivedId<'Till'>('Till', name);
  return {
    id,
    kind: 'TILL_OPENED',
    desk: deviceId(desk),
    float,
    late: [],
    postings:
      float.minor === 0
        ? []
        : [
            { account: { kind: 'CASH_DRAWER', till: id }, amount: float },
            { account: { kind: 'SAFE', location }, amount: { ...float, minor: -float.minor } },
          ],
    ...fieldsOf(anEntryContext({ at: opened, device: desk })),
  };
}

/** An invoice that asks for so much, as the ledger sees it while the invoice is open. */
export function aClaim(total: Money, given: { name?: string; client?: string | null } = {}) {
  const { name = 'invoice', client = 'Volkova' } = given;
  const claim: InvoiceClaim = {
    id: invoiceId(name),
    client: client === null ? null : clientId(client),
    currency: total.currency,
    unposted: total,
  };
  const none = zero(total.currency);
  const standing: InvoiceStanding = { paid: none, refunded: none, left: total, debt: none, settled: total.minor === 0 };
  return { claim, standing };
}

export function aPaymentContext(given: Partial<PaymentContext> = {}): PaymentContext {
  return {
    ...anEntryContext(),
    till: aTill(),
    wallet: undefined,
    credit: { on: false, approvedBy: null },
    coin: 1,
    ...given,
  };
}

export const cash = (value: number): PaymentWish => ({ method: 'CASH', tendered: rub(value) });
export const card = (value: number): PaymentWish => ({ method: 'CARD', amount: rub(value), slip: '0042' });

/** Five visits for 1,600.00, bought by Volkova. */
export function aClientPackage(given: Partial<ClientPackage> = {}): ClientPackage {
  const { code, name, services, visits, id } = aPackageTemplate();
  return {
    id: derivedId('ClientPackage', 'package'),
    kind: 'PACKAGE_SOLD',
    client: clientId('Volkova'),
    invoice: invoiceId('package'),
    template: id,
    code,
    name,
    services,
    visits,
    price: rub(1600),
    validUntil: null,
    postings: [],
    ...fieldsOf(anEntryContext()),
    ...given,
  };
}

/** The sum of all sides of all entries, per currency: nothing, or the books are wrong. */
export function totalOf(entries: readonly LedgerEntry[]): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const { account: _, amount } of entries.flatMap((entry) => entry.postings)) {
    totals[amount.currency] = (totals[amount.currency] ?? 0) + amount.minor;
  }
  return totals;
}

function fieldsOf({ stamp, location: place, date }: EntryContext) {
  return { location: place, date, v: 1, created: stamp, changed: stamp };
}
