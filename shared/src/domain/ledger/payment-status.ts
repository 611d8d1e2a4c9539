import { failure, type Failure } from '../../base/failure.ts';
import { derivedId } from '../../base/id.ts';
import type { Instant } from '../../base/instant.ts';
import { compareMoney, type Money, negate } from '../../base/money.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { tidyText } from '../../base/text.ts';
import { postings } from './account.ts';
import { bookedIn, type EntryContext } from './entry-context.ts';
import type { EntryOf, LedgerEntry, PaymentEntry, PaymentId } from './ledger.ts';
import { refundable } from './refund-rules.ts';

export type PaymentStatus = 'PENDING' | 'AUTHORIZED' | 'PAID' | 'FAILED' | 'REFUNDED' | 'PARTIALLY_REFUNDED';

/**
 * Where a payment stands (R-063, C-19). Cash and the like are paid at once; an online payment comes by way of PENDING and
 * maybe AUTHORIZED to PAID or FAILED. Money that did arrive outranks everything the gateway said before.
 */
export function paymentStatus(payment: PaymentId, entries: readonly LedgerEntry[]): PaymentStatus | undefined {
  const paid = entries.find((entry) => entry.kind === 'PAYMENT' && entry.id === payment);
  if (paid?.kind === 'PAYMENT') {
    const left = refundable(paid, entries);
    if (left.minor <= 0) return 'REFUNDED';
    return compareMoney(left, paid.amount) < 0 ? 'PARTIALLY_REFUNDED' : 'PAID';
  }
  const steps = entries.flatMap((entry) =>
    entry.kind === 'GATEWAY' && entry.payment === payment ? [entry.step.status] : [],
  );
  return (['FAILED', 'AUTHORIZED', 'PENDING'] as const).find((status) => steps.includes(status));
}

const following: Readonly<Record<string, readonly PaymentStatus[]>> = {
  PENDING: ['AUTHORIZED', 'PAID', 'FAILED'],
  AUTHORIZED: ['PAID', 'FAILED'],
};

export interface OnlinePayment {
  readonly payment: PaymentId;
  readonly invoice: PaymentEntry['invoice'];
  readonly amount: Money;
}

/** An online payment begins, goes on or fails. A step told twice is the same entry; a failed payment never comes back. */
export function gatewayStep(
  online: OnlinePayment,
  step: EntryOf<'GATEWAY'>['step'],
  entries: readonly LedgerEntry[],
  context: EntryContext,
): Result<EntryOf<'GATEWAY'>[], Failure<'STATUS_CHANGE_REFUSED' | 'NOTHING_TO_BOOK'>> {
  if (online.amount.minor <= 0) return err(failure('NOTHING_TO_BOOK'));
  const from = paymentStatus(online.payment, entries);
  if (from === step.status) return ok([]);
  const allowed = from === undefined ? ['PENDING' as const] : (following[from] ?? []);
  if (!allowed.includes(step.status)) {
    return err(failure('STATUS_CHANGE_REFUSED', { from: from ?? null, to: step.status, allowed: [...allowed] }));
  }
  const id = derivedId<'Entry'>('Entry', 'GATEWAY', online.payment, step.status);
  const told = step.status === 'FAILED' ? { ...step, error: tidyText(step.error, 1_000) } : step;
  return ok([{ id, kind: 'GATEWAY', ...online, step: told, postings: [], ...bookedIn(context) }]);
}

/**
 * The gateway says that the money is there. It is booked whatever was said before and whatever the invoice says by now,
 * because it is a fact; what is too much is overpaid and can be refunded. Told twice, it is booked once.
 */
export function gatewayPaid(
  { payment, invoice, amount }: OnlinePayment,
  arrival: { readonly gatewayId: string; readonly paidAt: Instant },
  entries: readonly LedgerEntry[],
  context: EntryContext,
): PaymentEntry[] {
  if (amount.minor <= 0 || entries.some((entry) => entry.kind === 'PAYMENT' && entry.id === payment)) return [];
  return [
    {
      id: payment,
      kind: 'PAYMENT',
      invoice,
      amount,
      settles: 'INVOICE',
      means: { method: 'ONLINE', ...arrival },
      postings: postings([{ kind: 'ONLINE_GATEWAY' }, amount], [{ kind: 'RECEIVABLE', invoice }, negate(amount)]),
      ...bookedIn(context),
    },
  ];
}
