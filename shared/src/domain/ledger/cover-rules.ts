import { failure, type Failure } from '../../base/failure.ts';
import { derivedId } from '../../base/id.ts';
import { compareMoney, type Money, negate, subtract } from '../../base/money.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { type AmountRefusal, oneCurrency } from '../amounts.ts';
import { postings } from './account.ts';
import { bookedIn, type EntryContext } from './entry-context.ts';
import type { InvoiceStanding } from './invoice-standing.ts';
import type { ClientPackage, EntryOf, InvoiceClaim, LedgerEntry, PaymentEntry, PaymentId } from './ledger.ts';
import { type BookingId, type PackageRefusal, takeVisit, visit, type WantedVisit } from './package-rules.ts';

/** What a line costs that something bought ahead is to pay for. Its id makes paying twice impossible. */
export interface CoveredLine {
  readonly line: string;
  readonly amount: Money;
}

/**
 * A visit of a package pays for its line (used at check-out, C-21). The visit was paid with its part of the package's
 * price; what the service costs more or less today is the package's discount and not the client's to pay.
 */
export function payByPackage(
  claim: InvoiceClaim,
  standing: InvoiceStanding,
  { line, amount }: CoveredLine,
  bought: ClientPackage,
  entries: readonly LedgerEntry[],
  wanted: WantedVisit,
  context: EntryContext,
): Result<
  { payment: PaymentEntry; visit: EntryOf<'PACKAGE_VISIT'> },
  AmountRefusal | PackageRefusal | Failure<'MORE_THAN_IS_LEFT'>
> {
  const covered = checkCovered(claim, standing, amount);
  if (!covered.ok) return covered;
  const same = oneCurrency([bought.price], claim.currency);
  if (!same.ok) return same;
  const used = takeVisit(bought, entries, wanted, context);
  if (!used.ok) return used;
  const { value } = used.value;
  return ok({
    visit: used.value.visit,
    payment: {
      id: packagePaymentId(bought.id, wanted.booking, line),
      kind: 'PAYMENT',
      invoice: claim.id,
      amount,
      settles: 'INVOICE',
      means: { method: 'PACKAGE', package: bought.id, booking: wanted.booking },
      postings: postings(
        [{ kind: 'PACKAGE', package: bought.id }, value],
        [{ kind: 'PACKAGE_DIFFERENCE', location: context.location }, subtract(amount, value)],
        [{ kind: 'RECEIVABLE', invoice: claim.id }, negate(amount)],
      ),
      ...bookedIn(context),
    },
  });
}

/** The visit a refunded package payment gives back. */
export function visitReturned(
  bought: ClientPackage,
  refund: EntryOf<'REFUND'>,
  context: EntryContext,
): EntryOf<'PACKAGE_VISIT'>[] {
  const { means } = refund;
  if (means.method !== 'PACKAGE' || means.package !== bought.id) return [];
  return [visit(bought, means.booking, 'RETURNED', 'REFUND', context)];
}

/** A wellness plan pays for a line it includes. Whether it still includes it is decided with the subscription. */
export function payByPlan(
  claim: InvoiceClaim,
  standing: InvoiceStanding,
  { line, amount }: CoveredLine,
  subscription: SubscriptionId,
  context: EntryContext,
): Result<PaymentEntry, AmountRefusal | Failure<'MORE_THAN_IS_LEFT'>> {
  const covered = checkCovered(claim, standing, amount);
  if (!covered.ok) return covered;
  return ok({
    id: planPaymentId(subscription, line),
    kind: 'PAYMENT',
    invoice: claim.id,
    amount,
    settles: 'INVOICE',
    means: { method: 'PLAN', subscription },
    postings: postings(
      [{ kind: 'PLAN', subscription }, amount],
      [{ kind: 'RECEIVABLE', invoice: claim.id }, negate(amount)],
    ),
    ...bookedIn(context),
  });
}

/** A visit pays for a line once: the payment's id follows from both. */
export function packagePaymentId(bought: ClientPackage['id'], booking: BookingId, line: string): PaymentId {
  return derivedId('Payment', 'PACKAGE', bought, booking, line);
}

/** A plan pays for a line once. */
export function planPaymentId(subscription: SubscriptionId, line: string): PaymentId {
  return derivedId('Payment', 'PLAN', subscription, line);
}

type SubscriptionId = Extract<PaymentEntry['means'], { method: 'PLAN' }>['subscription'];

function checkCovered(
  claim: InvoiceClaim,
  standing: InvoiceStanding,
  amount: Money,
): Result<void, AmountRefusal | Failure<'MORE_THAN_IS_LEFT'>> {
  const same = oneCurrency([amount], claim.currency);
  if (!same.ok) return same;
  const enough = amount.minor > 0 && compareMoney(amount, standing.left) <= 0;
  return enough ? ok() : err(failure('MORE_THAN_IS_LEFT', { left: standing.left }));
}
