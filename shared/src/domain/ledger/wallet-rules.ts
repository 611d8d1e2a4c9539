import { failure, type Failure } from '../../base/failure.ts';
import { type Instant, millisecondsBetween } from '../../base/instant.ts';
import { compareMoney, type Currency, isZero, type Money, negate } from '../../base/money.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { type AmountRefusal, oneCurrency } from '../amounts.ts';
import { statedReason } from '../reason.ts';
import { type Account, balanceOf, postings } from './account.ts';
import { bookedIn, type EntryContext } from './entry-context.ts';
import type { EntryId, EntryOf, LedgerEntry, TillShift } from './ledger.ts';
import { drawerHolds, inShift, sellingTill, type TillRefusal } from './till-rules.ts';
import type { WalletWay } from './wishes.ts';

export type WalletOwner = EntryOf<'DEPOSIT'>['client'];

/** What is in a client's wallet: the sum of its entries (C-20). Below zero it is a debt that two desks made together. */
export function walletBalance(client: WalletOwner, entries: readonly LedgerEntry[], currency: Currency): Money {
  return negate(balanceOf({ kind: 'WALLET', client }, entries, currency));
}

/** How sure a desk is of a balance: it is in touch with the server, or was at some moment. */
export type WalletFreshness =
  | { readonly kind: 'ONLINE' }
  | { readonly kind: 'OFFLINE'; readonly syncedAt: Instant; readonly now: Instant };

const freshFor = 24 * 3_600_000;

export type SpendingRefusal = AmountRefusal | Failure<'WALLET_BLOCKED' | 'WALLET_TOO_LOW' | 'WALLET_BALANCE_OLD'>;

/**
 * Whether a wallet can pay an amount. Offline a desk may spend what the wallet held when it last heard of the server,
 * unless that is a day ago. A wallet in debt is blocked until it is filled again (C-20).
 */
export function mayTakeFromWallet(
  balance: Money,
  amount: Money,
  freshness: WalletFreshness,
): Result<void, SpendingRefusal> {
  const same = oneCurrency([amount], balance.currency);
  if (!same.ok) return same;
  if (balance.minor < 0) return err(failure('WALLET_BLOCKED', { debt: negate(balance) }));
  if (compareMoney(amount, balance) > 0) return err(failure('WALLET_TOO_LOW', { balance }));
  if (freshness.kind === 'OFFLINE' && millisecondsBetween(freshness.syncedAt, freshness.now) >= freshFor) {
    return err(failure('WALLET_BALANCE_OLD', { syncedAt: freshness.syncedAt }));
  }
  return ok();
}

export interface WalletRequest {
  readonly id: EntryId;
  readonly client: WalletOwner;
  readonly amount: Money;
  readonly way: WalletWay;
}

/** Money goes into a wallet. Cash and card need an open shift, as a sale does. */
export function depositToWallet(
  request: WalletRequest,
  till: TillShift | undefined,
  context: EntryContext,
): Result<EntryOf<'DEPOSIT'>, TillRefusal | AmountRefusal> {
  const way = wayThrough(request, till, context);
  if (!way.ok) return way;
  const { id, client, amount } = request;
  const { means, account } = way.value;
  return ok({
    id,
    kind: 'DEPOSIT',
    client,
    amount,
    means,
    postings: postings([account, amount], [{ kind: 'WALLET', client }, negate(amount)]),
    ...bookedIn(context),
  });
}

export interface WalletState {
  readonly balance: Money;
  readonly freshness: WalletFreshness;
}

/** Money comes out of a wallet, as long as it is there and, for cash, in the drawer. */
export function withdrawFromWallet(
  request: WalletRequest,
  { balance, freshness }: WalletState,
  till: TillShift | undefined,
  entriesOfTill: readonly LedgerEntry[],
  context: EntryContext,
): Result<EntryOf<'WITHDRAWAL'>, SpendingRefusal | TillRefusal | Failure<'DRAWER_TOO_LOW'>> {
  const { id, client, amount } = request;
  const spending = mayTakeFromWallet(balance, amount, freshness);
  if (!spending.ok) return spending;
  const way = wayThrough(request, till, context);
  if (!way.ok) return way;
  const { means, account } = way.value;
  if (means.method === 'CASH' && till !== undefined) {
    const enough = drawerHolds(till, entriesOfTill, amount);
    if (!enough.ok) return enough;
  }
  return ok({
    id,
    kind: 'WITHDRAWAL',
    client,
    amount,
    means,
    postings: postings([{ kind: 'WALLET', client }, amount], [account, negate(amount)]),
    ...bookedIn(context),
  });
}

/** Sets a wallet right by an amount of either sign, with the reason. */
export function correctWallet(
  request: { readonly id: EntryId; readonly client: WalletOwner; readonly change: Money; readonly reason: string },
  context: EntryContext,
): Result<EntryOf<'CORRECTION'>, Failure<'REASON_MISSING' | 'NOTHING_TO_BOOK'>> {
  const { id, client, change, reason } = request;
  if (isZero(change)) return err(failure('NOTHING_TO_BOOK'));
  const stated = statedReason(reason);
  if (!stated.ok) return stated;
  const { location } = context;
  return ok({
    id,
    kind: 'CORRECTION',
    client,
    change,
    reason: stated.value,
    postings: postings([{ kind: 'CORRECTIONS', location }, change], [{ kind: 'WALLET', client }, negate(change)]),
    ...bookedIn(context),
  });
}

function wayThrough(
  { way, amount }: WalletRequest,
  till: TillShift | undefined,
  { stamp, location }: EntryContext,
): Result<{ means: EntryOf<'DEPOSIT'>['means']; account: Account }, TillRefusal | AmountRefusal> {
  if (way.method === 'ONLINE') return ok({ means: way, account: { kind: 'ONLINE_GATEWAY' } });
  if (way.method === 'TRANSFER') return ok({ means: way, account: { kind: 'BANK' } });
  const selling = sellingTill(till, stamp.at);
  if (!selling.ok) return selling;
  const open = selling.value;
  const same = oneCurrency([amount], open.float.currency);
  if (!same.ok) return same;
  const drawer = inShift(open);
  return way.method === 'CASH'
    ? ok({ means: { method: 'CASH', drawer }, account: { kind: 'CASH_DRAWER', till: open.id } })
    : ok({ means: { method: 'CARD', drawer }, account: { kind: 'CARD_TERMINAL', location } });
}
