import { failure, type Failure } from '../../base/failure.ts';
import {
  add,
  compareMoney,
  isZero,
  type Money,
  negate,
  roundToStep,
  smallerOf,
  subtract,
  zero,
} from '../../base/money.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { type AmountRefusal, largestAmount, oneCurrency } from '../amounts.ts';
import type { StaffId } from '../document.ts';
import { type Account, postings } from './account.ts';
import { bookedIn, type EntryContext } from './entry-context.ts';
import { afterPayment, type InvoiceStanding } from './invoice-standing.ts';
import type { InvoiceClaim, PaymentEntry, PaymentId, TillShift } from './ledger.ts';
import { inShift, sellingTill, type TillRefusal } from './till-rules.ts';
import { mayTakeFromWallet, type SpendingRefusal, type WalletState } from './wallet-rules.ts';
import type { PaymentWish } from './wishes.ts';

export interface PaymentContext extends EntryContext {
  readonly till: TillShift | undefined;
  /** The payer's wallet; undefined for a passer-by. */
  readonly wallet: WalletState | undefined;
  /** Whether the clinic lets clients owe at all, and the manager who agreed this time (C-13). */
  readonly credit: { readonly on: boolean; readonly approvedBy: StaffId | null };
  /** The smallest coin cash is rounded to, in minor units; 1: no rounding. */
  readonly coin: number;
}

export interface Paid {
  readonly payment: PaymentEntry;
  /** What the client gets back from the cash given. */
  readonly change: Money;
  readonly standing: InvoiceStanding;
}

export type PaymentRefusal =
  | AmountRefusal
  | TillRefusal
  | SpendingRefusal
  | Failure<'NOTHING_LEFT_TO_PAY' | 'MORE_THAN_IS_LEFT' | 'CLIENT_NEEDED' | 'ON_ACCOUNT_IS_OFF' | 'MANAGER_NEEDED'>;

/**
 * One payment of an invoice, or of what is owed for it. Cash gives change: 2,500 for 2,300 gives back 200. No other way
 * pays more than is left, because nobody could say what for.
 */
export function payInvoice(
  claim: InvoiceClaim,
  standing: InvoiceStanding,
  request: { readonly id: PaymentId; readonly wish: PaymentWish },
  context: PaymentContext,
): Result<Paid, PaymentRefusal> {
  const { wish } = request;
  const settles = standing.left.minor > 0 ? 'INVOICE' : 'DEBT';
  // What a credit note made overpaid is not to be paid again as a debt.
  const due = settles === 'INVOICE' ? standing.left : add(standing.debt, standing.left);
  const offered = wish.method === 'CASH' ? wish.tendered : wish.amount;
  const same = oneCurrency([offered], claim.currency);
  if (!same.ok) return same;
  if (offered.minor > largestAmount) return err(failure('AMOUNT_TOO_LARGE'));
  if (due.minor <= 0 || offered.minor <= 0) return err(failure('NOTHING_LEFT_TO_PAY'));
  const taken = wish.method === 'CASH' ? ok(takeCash(offered, due, context.coin)) : takeExactly(offered, due);
  if (!taken.ok) return taken;
  const through = meansOf(claim, wish, taken.value, settles, context);
  if (!through.ok) return through;
  const { amount, cash, change } = taken.value;
  const { means, account } = through.value;
  const payment: PaymentEntry = {
    id: request.id,
    kind: 'PAYMENT',
    invoice: claim.id,
    amount,
    settles,
    means,
    postings: postings(
      [account, cash],
      [{ kind: 'ROUNDING', location: context.location }, subtract(amount, cash)],
      [claimAccount(claim, settles), negate(amount)],
    ),
    ...bookedIn(context),
  };
  return ok({ payment, change, standing: afterPayment(standing, amount, settles) });
}

/** A split payment: each wish pays of what the ones before it left (C-18). All of them, or the first refusal. */
export function paySplit(
  claim: InvoiceClaim,
  standing: InvoiceStanding,
  requests: readonly { readonly id: PaymentId; readonly wish: PaymentWish }[],
  context: PaymentContext,
): Result<{ payments: PaymentEntry[]; change: Money; standing: InvoiceStanding }, PaymentRefusal> {
  const payments: PaymentEntry[] = [];
  let state = standing;
  let { wallet } = context;
  let change = zero(claim.currency);
  for (const request of requests) {
    const paid = payInvoice(claim, state, request, { ...context, wallet });
    if (!paid.ok) return paid;
    payments.push(paid.value.payment);
    state = paid.value.standing;
    if (!isZero(paid.value.change)) change = paid.value.change;
    if (request.wish.method === 'WALLET' && wallet !== undefined) {
      wallet = { ...wallet, balance: subtract(wallet.balance, paid.value.payment.amount) };
    }
  }
  return ok({ payments, change, standing: state });
}

interface Taken {
  /** By how much the claim shrinks. */
  readonly amount: Money;
  /** What really comes in; differs from the amount by the rounding of cash only. */
  readonly cash: Money;
  readonly change: Money;
}

function takeExactly(amount: Money, due: Money): Result<Taken, Failure<'MORE_THAN_IS_LEFT'>> {
  if (compareMoney(amount, due) > 0) return err(failure('MORE_THAN_IS_LEFT', { left: due }));
  return ok({ amount, cash: amount, change: zero(due.currency) });
}

/** Cash pays what is due rounded to coins, or all that was given when that is less. */
function takeCash(tendered: Money, due: Money, coin: number): Taken {
  const asked = roundToStep(due, coin);
  const cash = smallerOf(tendered, asked);
  const amount = compareMoney(tendered, asked) >= 0 ? due : cash;
  return { amount, cash, change: subtract(tendered, cash) };
}

function meansOf(
  claim: InvoiceClaim,
  wish: PaymentWish,
  { amount, cash, change }: Taken,
  settles: 'INVOICE' | 'DEBT',
  context: PaymentContext,
): Result<{ means: PaymentEntry['means']; account: Account }, PaymentRefusal> {
  const { stamp, location } = context;
  switch (wish.method) {
    case 'CASH':
    case 'CARD': {
      const selling = sellingTill(context.till, stamp.at);
      if (!selling.ok) return selling;
      const same = oneCurrency([cash], selling.value.float.currency);
      if (!same.ok) return same;
      const drawer = inShift(selling.value);
      if (wish.method === 'CARD') {
        return ok({ means: { method: 'CARD', drawer, slip: wish.slip }, account: { kind: 'CARD_TERMINAL', location } });
      }
      const rounding = subtract(amount, cash);
      return ok({
        means: { method: 'CASH', drawer, tendered: wish.tendered, change, rounding },
        account: { kind: 'CASH_DRAWER', till: selling.value.id },
      });
    }
    case 'ONLINE': {
      const { gatewayId, paidAt } = wish;
      return ok({ means: { method: 'ONLINE', gatewayId, paidAt }, account: { kind: 'ONLINE_GATEWAY' } });
    }
    case 'TRANSFER':
      return ok({ means: { method: 'TRANSFER', reference: wish.reference }, account: { kind: 'BANK' } });
    case 'WALLET': {
      const { client } = claim;
      if (client === null || context.wallet === undefined) return err(failure('CLIENT_NEEDED'));
      const spending = mayTakeFromWallet(context.wallet.balance, amount, context.wallet.freshness);
      return spending.ok ? ok({ means: { method: 'WALLET', client }, account: { kind: 'WALLET', client } }) : spending;
    }
    case 'ON_ACCOUNT': {
      const { client } = claim;
      const { on, approvedBy } = context.credit;
      if (!on) return err(failure('ON_ACCOUNT_IS_OFF'));
      if (client === null) return err(failure('CLIENT_NEEDED'));
      if (approvedBy === null) return err(failure('MANAGER_NEEDED'));
      if (settles === 'DEBT') return err(failure('NOTHING_LEFT_TO_PAY'));
      return ok({
        means: { method: 'ON_ACCOUNT', client, approvedBy },
        account: { kind: 'DEBT', client, invoice: claim.id },
      });
    }
  }
}

function claimAccount({ id, client }: InvoiceClaim, settles: 'INVOICE' | 'DEBT'): Account {
  return settles === 'DEBT' && client !== null
    ? { kind: 'DEBT', client, invoice: id }
    : { kind: 'RECEIVABLE', invoice: id };
}
