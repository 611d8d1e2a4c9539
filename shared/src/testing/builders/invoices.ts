import { civilDate } from '../../base/civil-date.ts';
import { derivedId } from '../../base/id.ts';
import type { Money } from '../../base/money.ts';
import { percent } from '../../base/percent.ts';
import { quantity } from '../../base/quantity.ts';
import { createdBy } from '../../domain/document.ts';
import type { DraftSale, Invoice, Subscription } from '../../domain/invoices/invoice.ts';
import { issueInvoice } from '../../domain/invoices/issue-rules.ts';
import type { InvoiceLine } from '../../domain/invoices/line.ts';
import { given } from '../given.ts';
import { aPlan, location, rub } from './catalogue.ts';
import { bookingId, clientId, entryId, invoiceId } from './ledger.ts';
import { aStamp, at, deviceId, staffId, today } from './stamp.ts';

const first = aStamp({ at: at('10:00'), by: 'U5' });

/** A consultation for 1,500.00; `price` is of one. */
export function aLine(
  given: Partial<InvoiceLine> & { name?: never; price?: Money; id?: InvoiceLine['id'] } = {},
): InvoiceLine {
  const { price = rub(1500), ...rest } = given;
  const code = given.code ?? 'CONS-1';
  return {
    id: derivedId('InvoiceLine', code),
    item: { kind: 'SERVICE', service: derivedId('Service', code), category: 'CHECK_UP' },
    code,
    name: { ru: code, en: code },
    quantity: quantity(1),
    unitPrice: price,
    travel: { ...price, minor: 0 },
    certainty: 'FIRM',
    discountable: true,
    cover: { by: 'NOTHING' },
    added: first,
    charge: { state: 'CHARGED' },
    ...rest,
  };
}

export const lineId = (code: string): InvoiceLine['id'] => derivedId('InvoiceLine', code);

/** A product line: ten tablets for 62.00 each. */
export function aProductLine(given: Partial<InvoiceLine> & { name?: never; price?: Money } = {}): InvoiceLine {
  const code = given.code ?? 'AB-AMC';
  return aLine({
    code,
    price: rub(62),
    quantity: quantity(10),
    item: {
      kind: 'PRODUCT',
      product: derivedId('Product', code),
      category: null,
      manufacturer: null,
      unit: 'TABLET',
      batches: [],
    },
    ...given,
  });
}

/** The open invoice of Volkova's visit with one consultation. */
export function anInvoice(given: Partial<Invoice> = {}): Invoice {
  return {
    id: invoiceId('visit'),
    kind: 'INVOICE',
    location,
    date: today,
    purpose: { of: 'VISIT', booking: bookingId('visit'), pet: derivedId('Pet', 'Baron') },
    client: clientId('Volkova'),
    buyer: 'Ирина Волкова',
    currency: 'RUB',
    lines: [aLine()],
    discounts: { client: percent(0), booking: percent(0) },
    promotion: null,
    state: { status: 'OPEN' },
    history: [{ status: 'OPEN', stamp: first }],
    ...createdBy(first, 1),
    ...given,
  };
}

/** An invoice issued at half past ten with its sale in the ledger. */
export function anIssuedInvoice(invoice: Invoice = anInvoice(), number = 'L1-A-000418', device = 'DK-A') {
  const stamp = aStamp({ at: at('10:30'), device, operation: number });
  return given(issueInvoice(invoice, { sale: entryId(`sale ${number}`), number, date: invoice.date }, stamp));
}

export function aSubscription(given: Partial<Subscription> = {}): Subscription {
  const { id: plan, code, name, included, discounts } = aPlan();
  return {
    id: derivedId('Subscription', 'Baron'),
    kind: 'SUBSCRIPTION',
    location,
    date: civilDate('2026-03-15'),
    client: clientId('Volkova'),
    pet: derivedId('Pet', 'Baron'),
    plan,
    code,
    name,
    monthly: rub(1290),
    included,
    discounts,
    state: { status: 'ACTIVE' },
    ...createdBy(first, 1),
    ...given,
  };
}

export function aDraftSale(given: Partial<DraftSale> = {}): DraftSale {
  return {
    id: derivedId('DraftSale', 'draft'),
    kind: 'DRAFT_SALE',
    location,
    date: today,
    desk: deviceId('DK-A'),
    staff: staffId('U5'),
    client: null,
    label: '',
    currency: 'RUB',
    lines: [],
    expires: at('10:00', '2026-11-17'),
    state: { status: 'ACTIVE' },
    ...createdBy(first, 1),
    ...given,
  };
}
