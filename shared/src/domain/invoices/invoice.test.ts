import { describe, expect, it } from 'vitest';
import { derivedId } from '../../base/id.ts';
import { percent } from '../../base/percent.ts';
import { quantity } from '../../base/quantity.ts';
import {
  aPackageTemplate,
  aProduct,
  aService,
  location,
  priceList,
  rub,
  vnd,
} from '../../testing/builders/catalogue.ts';
import {
  aLine,
  anInvoice,
  anIssuedInvoice,
  aProductLine,
  aSubscription,
  lineId,
} from '../../testing/builders/invoices.ts';
import {
  anEntryContext,
  aPaymentContext,
  aTill,
  bookingId,
  cash,
  entryId,
  paymentId,
  totalOf,
  aClientPackage,
  card,
} from '../../testing/builders/ledger.ts';
import { aStamp, at, today } from '../../testing/builders/stamp.ts';
import { codeOf, given } from '../../testing/given.ts';
import { quote } from '../catalogue/quote-rules.ts';
import { invoiceStanding } from '../ledger/invoice-standing.ts';
import { balanceOf, ledgerEntrySchema, type LedgerEntry } from '../ledger/ledger.ts';
import { payInvoice } from '../ledger/payment-rules.ts';
import { refundPayment } from '../ledger/refund-rules.ts';
import { tillFigures } from '../ledger/till-figures.ts';
import { checkOut, type CheckOutRequest, checkPaidInFull, leftForClient } from './check-out.ts';
import { creditInvoice } from './credit-rules.ts';
import {
  addLines,
  coverLine,
  openInvoice,
  setDiscounts,
  strikeLine,
  visitInvoiceId,
  voidInvoice,
  weighLine,
} from './invoice-rules.ts';
import { invoiceDocumentSchema } from './invoice.ts';
import { billLateLines, coveredLines, issueInvoice, lateLines, struckTooLate } from './issue-rules.ts';
import { linesOfQuote, packageLine, planLine, productLine } from './make-lines.ts';
import { claimOf, withSettlement } from './settlement.ts';

const stamp = aStamp({ at: at('10:20') });
const issue = { sale: entryId('sale'), number: 'L1-A-000418', date: today };

describe('the lines of an invoice', () => {
  it('come from the quote of the booking at the prices it named (C-05, C-17)', () => {
    const request = {
      services: [{ service: aService(), quantity: 2 }],
      location,
      species: 'DOG' as const,
      weight: null,
      place: { kind: 'CLINIC' as const },
      chain: [priceList],
      date: today,
    };
    const quoted = given(quote(request, stamp));
    const lines = linesOfQuote(quoted, [lineId('a')], stamp);
    expect(lines).toMatchObject([{ code: 'CONS-1', quantity: 2000, unitPrice: rub(1500), certainty: 'FIRM' }]);
    expect(invoiceDocumentSchema.parse(anInvoice({ lines }))).toMatchObject({ lines });
  });

  it('snapshot name, code and price of a product, and a controlled drug is never discountable (R-065, C-23)', () => {
    const sale = {
      price: rub(62),
      quantity: quantity(14),
      batches: [{ batch: derivedId<'Batch'>('Batch', 'A'), quantity: quantity(10) }],
    };
    const line = given(productLine(aProduct(), sale, lineId('p'), stamp));
    expect(line).toMatchObject({
      code: 'AB-AMC',
      name: { en: 'AB-AMC' },
      unitPrice: rub(62),
      discountable: true,
      item: { unit: 'TABLET', batches: sale.batches },
    });
    expect(given(productLine(aProduct({ controlled: true }), sale, lineId('p'), stamp)).discountable).toBe(false);
    expect(codeOf(productLine(aProduct({ status: 'ARCHIVED' }), sale, lineId('p'), stamp))).toBe('PRODUCT_NOT_SOLD');
    expect(
      codeOf(productLine(aProduct(), { ...sale, price: rub(40_000_000), quantity: quantity(2) }, lineId('p'), stamp)),
    ).toBe('AMOUNT_TOO_LARGE');
  });

  it('sell five visits for the price of four, undiscounted (R-058)', () => {
    const line = given(
      packageLine(
        aPackageTemplate(),
        { package: derivedId('ClientPackage', 'p'), visitPrice: rub(400) },
        lineId('n'),
        stamp,
      ),
    );
    expect(line).toMatchObject({ unitPrice: rub(1600), discountable: false });
  });

  it('are added once, struck with a reason, and never edited', () => {
    const bath = aLine({ code: 'SPA-BASE', price: rub(1750) });
    const twice = given(addLines(given(addLines(anInvoice(), [bath], stamp)), [bath], stamp));
    expect(twice.lines.map(({ code }) => code)).toEqual(['CONS-1', 'SPA-BASE']);
    expect(codeOf(strikeLine(twice, bath.id, ' ', stamp))).toBe('REASON_MISSING');
    const struck = given(strikeLine(twice, bath.id, 'not done', stamp));
    expect(struck.lines[1]).toMatchObject({
      unitPrice: rub(1750),
      charge: { state: 'STRUCK', reason: 'not done', struck: stamp },
    });
    expect(given(strikeLine(struck, bath.id, 'again', stamp))).toBe(struck);
    expect(codeOf(strikeLine(twice, lineId('other'), 'x', stamp))).toBe('LINE_NOT_FOUND');
    expect(codeOf(addLines(anInvoice(), [aLine({ code: 'VN', price: vnd(1) })], stamp))).toBe('CURRENCY_MISMATCH');
    const many = Array.from({ length: 200 }, (_, index) => aLine({ code: `L${index}` }));
    expect(codeOf(addLines(anInvoice(), many, stamp))).toBe('INVOICE_TOO_LONG');
  });
});

describe('an invoice', () => {
  it('is one per booking, whoever opens it (C-18)', () => {
    expect(visitInvoiceId(bookingId('b'))).toBe(visitInvoiceId(bookingId('b')));
    expect(visitInvoiceId(bookingId('b'))).not.toBe(visitInvoiceId(bookingId('c')));
  });

  it('opens with its lines, in one currency', () => {
    const { id, location: place, date, client, buyer, purpose, currency, lines } = anInvoice();
    const request = { id, location: place, date, client, buyer, purpose, currency, lines };
    expect(given(openInvoice(request, stamp))).toMatchObject({
      state: { status: 'OPEN' },
      history: [{ status: 'OPEN', stamp }],
    });
    expect(codeOf(openInvoice({ ...request, currency: 'VND' }, stamp))).toBe('CURRENCY_MISMATCH');
  });

  it('of story 1 is 1,500 + 800 = 2,300.00 under its number, and the sale is in the ledger', () => {
    const walkIn = anInvoice({ lines: [aLine(), aLine({ code: 'VAC-RAB', price: rub(800) })] });
    const { invoice, sale } = given(issueInvoice(walkIn, issue, stamp));
    expect(invoice).toMatchObject({
      state: { status: 'ISSUED', number: 'L1-A-000418', issued: stamp, totals: { total: rub(2300) }, sales: [sale.id] },
      history: [{ status: 'OPEN' }, { status: 'ISSUED', stamp }],
    });
    expect(invoiceDocumentSchema.parse(invoice)).toEqual(invoice);
    expect(ledgerEntrySchema.parse(sale)).toEqual(sale);
    const standing = invoiceStanding(claimOf(invoice), [sale]);
    expect(standing.left).toEqual(rub(2300));
    const paid = given(
      payInvoice(claimOf(invoice), standing, { id: paymentId('p'), wish: cash(2500) }, aPaymentContext()),
    );
    expect(paid).toMatchObject({ change: rub(200), standing: { settled: true } });
    expect(withSettlement(invoice, [sale, paid.payment], stamp).state.status).toBe('SETTLED');
    expect(withSettlement(invoice, [sale], stamp)).toBe(invoice);
  });

  it('cannot be issued empty, twice, or with a service whose weight nobody knows (C-01)', () => {
    expect(codeOf(issueInvoice(anInvoice({ lines: [] }), issue, stamp))).toBe('INVOICE_EMPTY');
    expect(codeOf(issueInvoice(anIssuedInvoice().invoice, issue, stamp))).toBe('INVOICE_NOT_OPEN');
    const estimate = aLine({ code: 'DENT', price: rub(4500), certainty: 'ESTIMATE' });
    const invoice = anInvoice({ lines: [estimate] });
    expect(issueInvoice(invoice, issue, stamp)).toMatchObject({
      error: { code: 'WEIGHT_MISSING', details: { code: 'DENT' } },
    });
    const weighed = given(
      weighLine(invoice, estimate.id, aLine({ id: lineId('firm'), code: 'DENT', price: rub(6100) }), stamp),
    );
    expect(given(issueInvoice(weighed, issue, stamp)).sale.postings[0]?.amount).toEqual(rub(6100));
  });

  it('takes no more changes once it is issued', () => {
    const { invoice } = anIssuedInvoice();
    expect(codeOf(addLines(invoice, [aLine({ code: 'X' })], stamp))).toBe('INVOICE_NOT_OPEN');
    expect(codeOf(strikeLine(invoice, lineId('CONS-1'), 'x', stamp))).toBe('INVOICE_NOT_OPEN');
    expect(codeOf(coverLine(invoice, lineId('CONS-1'), { by: 'NOTHING' }, stamp))).toBe('INVOICE_NOT_OPEN');
    expect(codeOf(setDiscounts(invoice, { client: percent(5), booking: percent(0) }, stamp))).toBe('INVOICE_NOT_OPEN');
    expect(codeOf(voidInvoice(invoice, 'x', stamp))).toBe('INVOICE_NOT_OPEN');
  });

  it('is called off with a reason while it is open, and what was paid ahead can be refunded then', () => {
    expect(codeOf(voidInvoice(anInvoice(), '', stamp))).toBe('REASON_MISSING');
    const open = anInvoice();
    const before = invoiceStanding(claimOf(open), []);
    const { payment } = given(
      payInvoice(claimOf(open), before, { id: paymentId('p'), wish: cash(1500) }, aPaymentContext()),
    );
    const called = given(voidInvoice(open, 'booking cancelled', stamp));
    const standing = invoiceStanding(claimOf(called), [payment]);
    expect(standing.left).toEqual(rub(-1500));
    const request = {
      id: entryId('r'),
      amount: rub(1500),
      to: 'SAME_WAY' as const,
      reference: '',
      reason: 'cancelled',
    };
    const context = { ...anEntryContext(), till: aTill(), entriesOfTill: [payment] };
    const refund = given(refundPayment(claimOf(called), standing, payment, [], request, context));
    expect(invoiceStanding(claimOf(called), [payment, refund]).left).toEqual(rub(0));
  });

  it('keeps the money of packages and plans apart from what is earned', () => {
    const pack = given(
      packageLine(
        aPackageTemplate(),
        { package: derivedId('ClientPackage', 'p'), visitPrice: rub(400) },
        lineId('n'),
        stamp,
      ),
    );
    const month = planLine(aSubscription(), lineId('m'), stamp);
    const { sale } = given(issueInvoice(anInvoice({ lines: [aLine(), pack, month] }), issue, stamp));
    expect(sale.postings.map(({ account, amount }) => [account.kind, amount])).toEqual([
      ['RECEIVABLE', rub(4390)],
      ['SALES', rub(-1500)],
      ['PACKAGE', rub(-1600)],
      ['PLAN', rub(-1290)],
    ]);
  });

  it('says which lines a package or plan has to pay for', () => {
    const covered = aLine({
      code: 'NAIL',
      price: rub(600),
      cover: { by: 'PACKAGE', package: derivedId('ClientPackage', 'p') },
    });
    const lines = [aLine(), covered];
    expect(coveredLines(anInvoice({ lines }))).toEqual([{ line: covered, amount: rub(600) }]);
    expect(coveredLines(anIssuedInvoice(anInvoice({ lines })).invoice)).toEqual([{ line: covered, amount: rub(600) }]);
  });
});

describe('the way out of a visit', () => {
  const out = (rest: Partial<CheckOutRequest> & Pick<CheckOutRequest, 'invoice' | 'payments'>) =>
    checkOut({ issue, entries: [], packages: [], templates: [], ...rest }, aPaymentContext());

  it('of story 1 issues 2,300.00 as L1-A-000418, takes 2,500.00, gives back 200.00 and leaves 7,300.00 in the drawer', () => {
    const invoice = anInvoice({ lines: [aLine(), aLine({ code: 'VAC-RAB', price: rub(800) })] });
    const done = given(out({ invoice, payments: [{ id: paymentId('p'), wish: cash(2500) }] }));
    expect(done).toMatchObject({ change: rub(200), standing: { left: rub(0), settled: true } });
    expect(done.invoice.state).toMatchObject({
      status: 'SETTLED',
      number: 'L1-A-000418',
      totals: { total: rub(2300) },
    });
    expect(done.entries.map(({ kind }) => kind)).toEqual(['SALE', 'PAYMENT']);
    expect(tillFigures(aTill(), done.entries).cashExpected).toEqual(rub(7300));
    expect(invoiceDocumentSchema.parse(done.invoice)).toEqual(done.invoice);
  });

  it('lets package and plan pay what they cover and the client the rest, once', () => {
    const bought = aClientPackage();
    const plan = aSubscription();
    const lines = [
      aLine(),
      aLine({ code: 'NAIL', price: rub(600), cover: { by: 'PACKAGE', package: bought.id } }),
      aLine({
        code: 'CONS-2',
        price: rub(900),
        cover: { by: 'PLAN', subscription: plan.id, item: plan.included[0]!.id },
      }),
    ];
    const payments = [{ id: paymentId('p'), wish: cash(1500) }];
    const request = { invoice: anInvoice({ lines }), packages: [{ bought, entries: [] }], payments };
    expect(leftForClient(request.invoice, [])).toEqual(rub(1500));
    const done = given(out(request));
    expect(leftForClient(done.invoice, done.entries)).toEqual(rub(0));
    const steps = done.entries.map((entry) => (entry.kind === 'PAYMENT' ? entry.means.method : entry.kind));
    expect(steps).toEqual(['SALE', 'PACKAGE_VISIT', 'PACKAGE', 'PLAN', 'CASH']);
    expect(done.invoice.state).toMatchObject({ status: 'SETTLED', totals: { total: rub(3000) } });
    expect(totalOf(done.entries)).toEqual({ RUB: 0 });
    const again = given(out({ invoice: done.invoice, entries: done.entries, payments: [] }));
    expect(again).toMatchObject({ entries: [], change: null, invoice: done.invoice });
    expect(codeOf(out({ ...request, packages: [] }))).toBe('NOT_FOUND');
  });

  it('keeps what is sold over the counter until it is paid (C-18)', () => {
    const invoice = anInvoice({ lines: [aLine()] });
    const paid = (value: number) =>
      given(out({ invoice, payments: [{ id: paymentId('p'), wish: cash(value) }] })).standing;
    expect(checkPaidInFull(paid(1500)).ok).toBe(true);
    expect(checkPaidInFull(paid(1000))).toMatchObject({
      error: { code: 'INVOICE_NOT_SETTLED', details: { left: rub(500) } },
    });
  });

  it('hands over the packages it sells, to somebody who is known (R-058)', () => {
    const template = aPackageTemplate();
    const bought = { package: derivedId<'ClientPackage'>('ClientPackage', 'new'), visitPrice: rub(400) };
    const invoice = anInvoice({ lines: [given(packageLine(template, bought, lineId('n'), stamp))] });
    const payments = [{ id: paymentId('p'), wish: cash(1600) }];
    const { entries } = given(out({ invoice, payments, templates: [template] }));
    expect(entries).toMatchObject([
      { kind: 'SALE' },
      { kind: 'PACKAGE_SOLD', id: bought.package, visits: 5, price: rub(1600) },
      {},
    ]);
    expect(codeOf(out({ invoice: { ...invoice, client: null }, payments, templates: [template] }))).toBe(
      'CLIENT_NEEDED',
    );
    expect(codeOf(out({ invoice, payments }))).toBe('NOT_FOUND');
  });

  it('stays unsettled when less is paid, and does nothing at all when something is refused', () => {
    const part = given(out({ invoice: anInvoice(), payments: [{ id: paymentId('p'), wish: cash(1000) }] }));
    expect(part).toMatchObject({
      standing: { left: rub(500), settled: false },
      invoice: { state: { status: 'ISSUED' } },
    });
    expect(codeOf(out({ invoice: anInvoice({ lines: [] }), payments: [] }))).toBe('INVOICE_EMPTY');
    const tooMuch = [{ id: paymentId('p'), wish: card(1501) }];
    expect(codeOf(out({ invoice: anInvoice(), payments: tooMuch }))).toBe('MORE_THAN_IS_LEFT');
  });
});

describe('lines that reach an issued invoice from another device', () => {
  const { invoice, sale } = anIssuedInvoice();
  const late = { ...invoice, lines: [...invoice.lines, aLine({ code: 'NAIL', price: rub(600) })] };

  it('are seen and not charged until somebody bills them, under the same number', () => {
    expect(lateLines(invoice)).toEqual([]);
    expect(lateLines(late).map(({ code }) => code)).toEqual(['NAIL']);
    const billed = given(billLateLines(late, { sale: entryId('more'), date: today }, stamp));
    expect(billed.invoice.state).toMatchObject({
      number: 'L1-A-000418',
      totals: { total: rub(2100) },
      sales: [sale.id, entryId('more')],
    });
    expect(balanceOf({ kind: 'RECEIVABLE', invoice: invoice.id }, [sale, billed.sale], 'RUB')).toEqual(rub(2100));
    expect(lateLines(billed.invoice)).toEqual([]);
    expect(codeOf(billLateLines(billed.invoice, { sale: entryId('x'), date: today }, stamp))).toBe('NOTHING_TO_BOOK');
    expect(codeOf(billLateLines(anInvoice(), { sale: entryId('x'), date: today }, stamp))).toBe('INVOICE_NOT_ISSUED');
  });

  it('are named, too, when another device struck what was billed', () => {
    const struck = { ...invoice, lines: [aLine({ charge: { state: 'STRUCK', struck: stamp, reason: 'not done' } })] };
    expect(struckTooLate(struck).map(({ code }) => code)).toEqual(['CONS-1']);
    expect(struckTooLate(invoice)).toEqual([]);
  });
});

describe('a credit note', () => {
  const lines = [aLine(), aProductLine()];
  const { invoice, sale } = anIssuedInvoice(anInvoice({ lines }));
  const request = {
    id: derivedId<'CreditNote'>('CreditNote', 'c'),
    entry: entryId('credit'),
    number: 'L1-A-C00001',
    date: today,
    reason: 'tablets returned',
    lines: [{ line: lineId('AB-AMC'), amount: 'ALL' as const }],
  };

  it('takes back a line, so that what was paid for it can be refunded and no more', () => {
    const { creditNote, entry } = given(creditInvoice(invoice, [], request, stamp));
    expect(creditNote).toMatchObject({ total: rub(620), lines: [{ amount: rub(620) }] });
    expect(invoiceDocumentSchema.parse(creditNote)).toEqual(creditNote);
    expect(ledgerEntrySchema.parse(entry)).toEqual(entry);
    const { payment } = given(
      payInvoice(
        claimOf(invoice),
        invoiceStanding(claimOf(invoice), [sale]),
        { id: paymentId('p'), wish: cash(2120) },
        aPaymentContext(),
      ),
    );
    const book: LedgerEntry[] = [sale, payment, entry];
    expect(invoiceStanding(claimOf(invoice), book).left).toEqual(rub(-620));
    expect(totalOf(book)).toEqual({ RUB: 0 });
    const refund = (amount: number) =>
      refundPayment(
        claimOf(invoice),
        invoiceStanding(claimOf(invoice), book),
        payment,
        [],
        { id: entryId('r'), amount: rub(amount), to: 'SAME_WAY', reference: '', reason: 'returned' },
        { ...anEntryContext(), till: aTill(), entriesOfTill: book },
      );
    expect(codeOf(refund(620.01))).toBe('REFUND_ABOVE_SALE');
    expect(codeOf(refund(620))).toBe('ok');
  });

  it('never takes back more of a line than it was charged, in one note or several', () => {
    const part = (amount: number) => ({ ...request, lines: [{ line: lineId('AB-AMC'), amount: rub(amount) }] });
    const first = given(creditInvoice(invoice, [], part(600), stamp)).creditNote;
    expect(creditInvoice(invoice, [first], part(20.01), stamp)).toMatchObject({
      error: { code: 'CREDIT_ABOVE_SALE', details: { most: rub(20) } },
    });
    expect(given(creditInvoice(invoice, [first], request, stamp)).creditNote.total).toEqual(rub(20));
    expect(
      codeOf(creditInvoice(invoice, [], { ...request, lines: [{ line: lineId('other'), amount: 'ALL' }] }, stamp)),
    ).toBe('LINE_NOT_FOUND');
    expect(codeOf(creditInvoice(invoice, [], { ...request, lines: [...request.lines, ...request.lines] }, stamp))).toBe(
      'LINE_NOT_FOUND',
    );
    expect(codeOf(creditInvoice(invoice, [], { ...request, reason: '' }, stamp))).toBe('REASON_MISSING');
    expect(codeOf(creditInvoice(invoice, [], part(0), stamp))).toBe('NOTHING_TO_BOOK');
    expect(codeOf(creditInvoice(invoice, [], part(-1), stamp))).toBe('CREDIT_ABOVE_SALE');
    expect(codeOf(creditInvoice(anInvoice(), [], request, stamp))).toBe('INVOICE_NOT_ISSUED');
  });
});
