import { failure, type Failure } from '../../base/failure.ts';
import { type Money, subtract, sum } from '../../base/money.ts';
import { collect, err, mapOk, ok, type Result } from '../../base/result.ts';
import type { AmountRefusal } from '../amounts.ts';
import type { PackageTemplate } from '../catalogue/catalogue.ts';
import { packagePaymentId, payByPackage, payByPlan, planPaymentId } from '../ledger/cover-rules.ts';
import { type InvoiceStanding, invoiceStanding } from '../ledger/invoice-standing.ts';
import type { ClientPackage, LedgerEntry, PaymentId } from '../ledger/ledger.ts';
import { packageSold, type PackageRefusal } from '../ledger/package-rules.ts';
import { type PaymentContext, type PaymentRefusal, paySplit } from '../ledger/payment-rules.ts';
import type { PaymentWish } from '../ledger/wishes.ts';
import type { Invoice } from './invoice.ts';
import { coveredLines, type Issue, issueInvoice, type IssueRefusal } from './issue-rules.ts';
import type { InvoiceLine } from './line.ts';
import { isCharged } from './pricing.ts';
import { claimOf, withSettlement } from './settlement.ts';

export interface CheckOutRequest {
  readonly invoice: Invoice;
  /** How an open invoice is issued; an issued one is only paid. */
  readonly issue: Issue;
  /** What was booked for the invoice so far. */
  readonly entries: readonly LedgerEntry[];
  /** What the packages it sells are made from. */
  readonly templates: readonly PackageTemplate[];
  /** The packages its lines are covered by, with what happened to their visits. */
  readonly packages: readonly { readonly bought: ClientPackage; readonly entries: readonly LedgerEntry[] }[];
  readonly payments: readonly { readonly id: PaymentId; readonly wish: PaymentWish }[];
}

export interface CheckedOut {
  readonly invoice: Invoice;
  /** Everything to book, in order: the sale and packages sold, what package and plan pay, then the client's payments. */
  readonly entries: readonly LedgerEntry[];
  readonly change: Money | null;
  readonly standing: InvoiceStanding;
}

export type CheckOutRefusal = IssueRefusal | AmountRefusal | PackageRefusal | PaymentRefusal | Failure<'NOT_FOUND'>;

/**
 * The desk's way out of a visit or a sale in one decision: the invoice is issued, what package and plan cover is paid by
 * them, the client pays the rest, and the invoice says whether it is settled. All of it, or the first refusal.
 */
export function checkOut(request: CheckOutRequest, context: PaymentContext): Result<CheckedOut, CheckOutRefusal> {
  const { stamp } = context;
  const opened = request.invoice.state.status === 'OPEN';
  const issued = opened ? issueInvoice(request.invoice, request.issue, stamp) : ok({ invoice: request.invoice });
  if (!issued.ok) return issued;
  const { invoice } = issued.value;
  const made: LedgerEntry[] = 'sale' in issued.value ? [issued.value.sale] : [];
  const sold = opened ? packagesSold(invoice, request.templates, context) : ok([]);
  if (!sold.ok) return sold;
  made.push(...sold.value);
  const standing = (): InvoiceStanding => invoiceStanding(claimOf(invoice), [...request.entries, ...made]);
  for (const covered of coveredLines(invoice)) {
    const paid = payCovered(covered, standing(), invoice, request, context);
    if (!paid.ok) return paid;
    made.push(...paid.value);
  }
  const split = paySplit(claimOf(invoice), standing(), request.payments, context);
  if (!split.ok) return split;
  made.push(...split.value.payments);
  const change = request.payments.length === 0 ? null : split.value.change;
  return ok({
    invoice: withSettlement(invoice, [...request.entries, ...made], stamp),
    entries: made,
    change,
    standing: split.value.standing,
  });
}

/** What is left for the client to pay once package and plan have paid what they cover. */
export function leftForClient(invoice: Invoice, entries: readonly LedgerEntry[]): Money {
  const { left } = invoiceStanding(claimOf(invoice), entries);
  const covered = coveredLines(invoice)
    .filter(({ line }) => !isCoverPaid(line, invoice, entries))
    .map(({ amount }) => amount);
  return subtract(left, sum(covered, invoice.currency));
}

/** Over the counter nothing is handed out that is neither paid nor put on account. */
export function checkPaidInFull({ left }: InvoiceStanding): Result<void, Failure<'INVOICE_NOT_SETTLED'>> {
  return left.minor > 0 ? err(failure('INVOICE_NOT_SETTLED', { left })) : ok();
}

type SoldRefusal = Failure<'CLIENT_NEEDED' | 'NOT_FOUND'>;

/** The packages an invoice sells; somebody must be known to have bought them. */
function packagesSold(
  invoice: Invoice,
  templates: readonly PackageTemplate[],
  context: PaymentContext,
): Result<ClientPackage[], SoldRefusal> {
  const { id, client, lines } = invoice;
  const sold = lines.filter(isCharged).flatMap(({ item, unitPrice }): Result<ClientPackage, SoldRefusal>[] => {
    if (item.kind !== 'PACKAGE') return [];
    const template = templates.find((each) => each.id === item.template);
    if (template === undefined) return [err(failure('NOT_FOUND'))];
    if (client === null) return [err(failure('CLIENT_NEEDED'))];
    return [ok(packageSold(template, { id: item.package, client, invoice: id, price: unitPrice }, context))];
  });
  return collect(sold);
}

/** What package or plan pay for one line; nothing when they have done so before. */
function payCovered(
  { line, amount }: { readonly line: InvoiceLine; readonly amount: Money },
  standing: InvoiceStanding,
  invoice: Invoice,
  request: CheckOutRequest,
  context: PaymentContext,
): Result<LedgerEntry[], CheckOutRefusal> {
  const { cover, item } = line;
  const claim = claimOf(invoice);
  const covered = { line: line.id, amount };
  if (isCoverPaid(line, invoice, request.entries)) return ok([]);
  if (cover.by === 'PLAN') {
    return mapOk(payByPlan(claim, standing, covered, cover.subscription, context), (payment) => [payment]);
  }
  if (cover.by !== 'PACKAGE' || item.kind !== 'SERVICE' || invoice.purpose.of !== 'VISIT') return ok([]);
  const { booking } = invoice.purpose;
  const own = request.packages.find(({ bought }) => bought.id === cover.package);
  if (own === undefined) return err(failure('NOT_FOUND'));
  const wanted = { booking, service: item.service, on: context.date };
  const paid = payByPackage(claim, standing, covered, own.bought, own.entries, wanted, context);
  return mapOk(paid, ({ visit, payment }) => [visit, payment]);
}

/** Whether package or plan have paid for a line before. */
function isCoverPaid({ id, cover }: InvoiceLine, { purpose }: Invoice, entries: readonly LedgerEntry[]): boolean {
  const isPaid = (payment: PaymentId): boolean => entries.some((entry) => entry.id === payment);
  if (cover.by === 'PLAN') return isPaid(planPaymentId(cover.subscription, id));
  return (
    cover.by === 'PACKAGE' && purpose.of === 'VISIT' && isPaid(packagePaymentId(cover.package, purpose.booking, id))
  );
}
