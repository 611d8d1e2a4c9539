import { failure, type Failure } from '../../base/failure.ts';
import { compareMoney, largerOf, type Money, negate, smallerOf, subtract, sum, zero } from '../../base/money.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { type AmountRefusal, oneCurrency } from '../amounts.ts';
import { statedReason } from '../reason.ts';
import { type Account, type Posting, postings } from './account.ts';
import { bookedIn, type EntryContext } from './entry-context.ts';
import type { InvoiceStanding } from './invoice-standing.ts';
import type { InvoiceClaim, EntryId, EntryOf, LedgerEntry, PaymentEntry, TillShift } from './ledger.ts';
import { drawerHolds, inShift, sellingTill, type TillRefusal } from './till-rules.ts';

export interface RefundRequest {
  readonly id: EntryId;
  readonly amount: Money;
  /** Back the way it came, or into the client's wallet. */
  readonly to: 'SAME_WAY' | 'WALLET';
  /** What the card terminal or the payment gateway answered; empty for other methods. */
  readonly reference: string;
  readonly reason: string;
}

export interface RefundContext extends EntryContext {
  readonly till: TillShift | undefined;
  readonly entriesOfTill: readonly LedgerEntry[];
}

export type RefundRefusal =
  | AmountRefusal
  | TillRefusal
  | Failure<'REFUND_ABOVE_SALE' | 'REASON_MISSING' | 'CLIENT_NEEDED' | 'DRAWER_TOO_LOW' | 'REFUND_WHOLE_ONLY'>;

/**
 * Money of one payment goes back. Never more than that payment has left, and never more than the invoice is overpaid by:
 * a credit note, or calling the invoice off, comes first and makes it so. A package visit goes back whole or not at all.
 */
export function refundPayment(
  claim: InvoiceClaim,
  standing: InvoiceStanding,
  payment: PaymentEntry,
  refunds: readonly LedgerEntry[],
  request: RefundRequest,
  context: RefundContext,
): Result<EntryOf<'REFUND'>, RefundRefusal> {
  const { amount } = request;
  const same = oneCurrency([amount], claim.currency);
  if (!same.ok) return same;
  const stated = statedReason(request.reason);
  if (!stated.ok) return stated;
  const most = refundableNow(standing, payment, refunds);
  if (amount.minor <= 0 || compareMoney(amount, most) > 0) return err(failure('REFUND_ABOVE_SALE', { most }));
  const back = request.to === 'WALLET' ? intoWallet(claim, payment, amount) : sameWay(payment, request, context);
  if (!back.ok) return back;
  return ok({
    id: request.id,
    kind: 'REFUND',
    invoice: claim.id,
    payment: payment.id,
    amount,
    means: back.value.means,
    reason: stated.value,
    postings: [...postings([{ kind: 'RECEIVABLE', invoice: claim.id }, amount]), ...back.value.sides],
    ...bookedIn(context),
  });
}

/** At most what the payment has left, what the invoice is overpaid by, and of a promise what is still owed. */
function refundableNow(standing: InvoiceStanding, payment: PaymentEntry, refunds: readonly LedgerEntry[]): Money {
  const overpaid = largerOf(negate(standing.left), zero(standing.left.currency));
  const most = smallerOf(refundable(payment, refunds), overpaid);
  return payment.means.method === 'ON_ACCOUNT' ? smallerOf(most, standing.debt) : most;
}

/** What of a payment has not gone back yet. */
export function refundable(payment: PaymentEntry, refunds: readonly LedgerEntry[]): Money {
  const { currency } = payment.amount;
  const back = refunds.flatMap((entry) =>
    entry.kind === 'REFUND' && entry.payment === payment.id && entry.amount.currency === currency ? [entry.amount] : [],
  );
  return subtract(payment.amount, sum(back, currency));
}

interface WayBack {
  readonly means: EntryOf<'REFUND'>['means'];
  readonly sides: readonly Posting[];
}

/** A visit or a promise was no money, so it cannot become money in a wallet. */
function intoWallet(
  { client }: InvoiceClaim,
  { means: { method } }: PaymentEntry,
  amount: Money,
): Result<WayBack, Failure<'CLIENT_NEEDED' | 'REFUND_WHOLE_ONLY'>> {
  if (client === null) return err(failure('CLIENT_NEEDED'));
  if (method === 'PACKAGE' || method === 'PLAN' || method === 'ON_ACCOUNT') return err(failure('REFUND_WHOLE_ONLY'));
  return ok({ means: { method: 'WALLET', client }, sides: postings([{ kind: 'WALLET', client }, negate(amount)]) });
}

function sameWay(
  payment: PaymentEntry,
  { amount, reference }: RefundRequest,
  context: RefundContext,
): Result<WayBack, RefundRefusal> {
  const { means } = payment;
  const { location, stamp, till } = context;
  const from = (account: Account): Posting[] => postings([account, negate(amount)]);
  switch (means.method) {
    case 'CASH':
    case 'CARD': {
      const selling = sellingTill(till, stamp.at);
      if (!selling.ok) return selling;
      const drawer = inShift(selling.value);
      if (means.method === 'CARD') {
        const slip = reference;
        return ok({ means: { method: 'CARD', drawer, slip }, sides: from({ kind: 'CARD_TERMINAL', location }) });
      }
      const enough = drawerHolds(selling.value, context.entriesOfTill, amount);
      if (!enough.ok) return enough;
      return ok({
        means: { method: 'CASH', drawer },
        sides: from({ kind: 'CASH_DRAWER', till: selling.value.id }),
      });
    }
    case 'ONLINE':
      return ok({ means: { method: 'ONLINE', gatewayId: reference }, sides: from({ kind: 'ONLINE_GATEWAY' }) });
    case 'TRANSFER':
      return ok({ means: { method: 'TRANSFER', reference }, sides: from({ kind: 'BANK' }) });
    case 'WALLET':
      return ok({ means, sides: from({ kind: 'WALLET', client: means.client }) });
    case 'ON_ACCOUNT': {
      const { client } = means;
      const debt = from({ kind: 'DEBT', client, invoice: payment.invoice });
      return ok({ means: { method: 'ON_ACCOUNT', client }, sides: debt });
    }
    case 'PACKAGE':
    case 'PLAN': {
      if (compareMoney(amount, payment.amount) !== 0) return err(failure('REFUND_WHOLE_ONLY'));
      const sides = payment.postings.filter(({ account }) => account.kind !== 'RECEIVABLE');
      return ok({ means, sides: sides.map(({ account, amount: side }) => ({ account, amount: negate(side) })) });
    }
  }
}
