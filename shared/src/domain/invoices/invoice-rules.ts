import { failure, type Failure } from '../../base/failure.ts';
import { derivedId, type Id } from '../../base/id.ts';
import type { Currency } from '../../base/money.ts';
import { percent } from '../../base/percent.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { tidyLine } from '../../base/text.ts';
import { type AmountRefusal, oneCurrency } from '../amounts.ts';
import { createdBy, type Stamp } from '../document.ts';
import { statedReason } from '../reason.ts';
import { type Invoice, type InvoiceId, invoicesVersion } from './invoice.ts';
import type { Cover, InvoiceLine } from './line.ts';
import type { LineId } from './make-lines.ts';

/** The invoice of a booking: everybody who works at the visit finds the same one by this id (C-18). */
export function visitInvoiceId(booking: Id<'Booking'>): InvoiceId {
  return derivedId('Invoice', 'BOOKING', booking);
}

export interface NewInvoice extends Pick<Invoice, 'location' | 'date' | 'client' | 'buyer'> {
  readonly id: InvoiceId;
  readonly purpose: Invoice['purpose'];
  readonly currency: Currency;
  readonly lines: readonly InvoiceLine[];
  readonly discounts?: Invoice['discounts'];
}

/** Opens an invoice with the lines that are known so far. */
export function openInvoice(request: NewInvoice, stamp: Stamp): Result<Invoice, AmountRefusal> {
  const { lines, discounts = { client: percent(0), booking: percent(0) }, currency } = request;
  const same = oneCurrency(
    lines.map(({ unitPrice }) => unitPrice),
    currency,
  );
  if (!same.ok) return same;
  return ok({
    ...request,
    buyer: tidyLine(request.buyer, 200),
    kind: 'INVOICE',
    lines: [...lines],
    discounts,
    promotion: null,
    state: { status: 'OPEN' },
    history: [{ status: 'OPEN', stamp }],
    ...createdBy(stamp, invoicesVersion),
  });
}

export type LineRefusal = AmountRefusal | Failure<'INVOICE_NOT_OPEN' | 'INVOICE_TOO_LONG' | 'LINE_NOT_FOUND'>;

const mostLines = 200;

/** Adds work and goods, also such that nobody quoted (C-05). Added twice, a line is there once. */
export function addLines(invoice: Invoice, lines: readonly InvoiceLine[], stamp: Stamp): Result<Invoice, LineRefusal> {
  if (invoice.state.status !== 'OPEN') return err(failure('INVOICE_NOT_OPEN'));
  const known = new Set(invoice.lines.map(({ id }) => id));
  const fresh = lines.filter(({ id }) => !known.has(id));
  const same = oneCurrency(
    fresh.map(({ unitPrice }) => unitPrice),
    invoice.currency,
  );
  if (!same.ok) return same;
  if (known.size + fresh.length > mostLines) return err(failure('INVOICE_TOO_LONG', { most: mostLines }));
  return ok(fresh.length === 0 ? invoice : { ...invoice, lines: [...invoice.lines, ...fresh], changed: stamp });
}

/** Strikes a line out. It stays readable, with who and why; nothing is ever taken off an invoice without a trace. */
export function strikeLine(
  invoice: Invoice,
  line: LineId,
  reason: string,
  stamp: Stamp,
): Result<Invoice, LineRefusal | Failure<'REASON_MISSING'>> {
  const stated = statedReason(reason);
  if (!stated.ok) return stated;
  const charge = { state: 'STRUCK' as const, struck: stamp, reason: stated.value };
  return changeLine(invoice, line, stamp, (old) => (old.charge.state === 'STRUCK' ? old : { ...old, charge }));
}

/** Says what pays for a line before any discount: a package, a plan, or nothing. */
export function coverLine(invoice: Invoice, line: LineId, cover: Cover, stamp: Stamp): Result<Invoice, LineRefusal> {
  return changeLine(invoice, line, stamp, (old) => ({ ...old, cover }));
}

/** The estimate of a line whose animal has been weighed by now: the old line is struck, the firm one takes its place. */
export function weighLine(
  invoice: Invoice,
  line: LineId,
  firm: InvoiceLine,
  stamp: Stamp,
): Result<Invoice, LineRefusal | Failure<'REASON_MISSING'>> {
  const struck = strikeLine(invoice, line, 'weighed', stamp);
  return struck.ok ? addLines(struck.value, [firm], stamp) : struck;
}

export function setDiscounts(
  invoice: Invoice,
  discounts: Invoice['discounts'],
  stamp: Stamp,
): Result<Invoice, Failure<'INVOICE_NOT_OPEN'>> {
  if (invoice.state.status !== 'OPEN') return err(failure('INVOICE_NOT_OPEN'));
  return ok({ ...invoice, discounts, changed: stamp });
}

/** Calls an open invoice off, such as that of a cancelled booking. What was paid ahead is refunded then. */
export function voidInvoice(
  invoice: Invoice,
  reason: string,
  stamp: Stamp,
): Result<Invoice, Failure<'INVOICE_NOT_OPEN' | 'REASON_MISSING'>> {
  if (invoice.state.status === 'VOIDED') return ok(invoice);
  if (invoice.state.status !== 'OPEN') return err(failure('INVOICE_NOT_OPEN'));
  const stated = statedReason(reason);
  if (!stated.ok) return stated;
  return ok({
    ...invoice,
    state: { status: 'VOIDED', voided: stamp, reason: stated.value },
    history: [...invoice.history, { status: 'VOIDED', stamp }],
    changed: stamp,
  });
}

function changeLine(
  invoice: Invoice,
  line: LineId,
  stamp: Stamp,
  change: (line: InvoiceLine) => InvoiceLine,
): Result<Invoice, LineRefusal> {
  if (invoice.state.status !== 'OPEN') return err(failure('INVOICE_NOT_OPEN'));
  const index = invoice.lines.findIndex(({ id }) => id === line);
  const old = invoice.lines[index];
  if (old === undefined) return err(failure('LINE_NOT_FOUND'));
  const changed = change(old);
  return ok(changed === old ? invoice : { ...invoice, lines: invoice.lines.with(index, changed), changed: stamp });
}
