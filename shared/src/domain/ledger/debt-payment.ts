import { failure, type Failure } from '../../base/failure.ts';
import { add, isZero, type Money, smallerOf, subtract } from '../../base/money.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { type OpenInvoice, settleOldestFirst, totalDue } from './debt-rules.ts';
import type { InvoiceId } from './ledger.ts';
import type { PaymentWish } from './wishes.ts';

/** The part of a payment that goes to one invoice. */
export interface DebtPart {
  readonly invoice: InvoiceId;
  readonly wish: PaymentWish;
}

/**
 * Spreads one payment over what a client owes, oldest invoice first (§7.6). Cash may be more than is owed: the last
 * invoice takes it all and gives the change. No other way pays more than is owed.
 */
export function spreadOverDebts(
  wish: PaymentWish,
  open: readonly OpenInvoice[],
): Result<DebtPart[], Failure<'NOTHING_LEFT_TO_PAY' | 'MORE_THAN_IS_LEFT'>> {
  const offered = wish.method === 'CASH' ? wish.tendered : wish.amount;
  const due = totalDue(open, offered.currency);
  if (due.minor <= 0) return err(failure('NOTHING_LEFT_TO_PAY'));
  if (wish.method !== 'CASH' && offered.minor > due.minor) return err(failure('MORE_THAN_IS_LEFT', { left: due }));
  const { parts } = settleOldestFirst(smallerOf(offered, due), open);
  const change = subtract(offered, smallerOf(offered, due));
  return ok(
    parts.map(({ invoice, amount }, index) => ({
      invoice,
      wish: partOf(wish, index === parts.length - 1 && !isZero(change) ? add(amount, change) : amount),
    })),
  );
}

function partOf(wish: PaymentWish, amount: Money): PaymentWish {
  return wish.method === 'CASH' ? { ...wish, tendered: amount } : { ...wish, amount };
}
