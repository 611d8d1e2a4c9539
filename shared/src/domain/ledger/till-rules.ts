import { failure, type Failure } from '../../base/failure.ts';
import { derivedId } from '../../base/id.ts';
import { type Instant, millisecondsBetween } from '../../base/instant.ts';
import { compareMoney, isZero, type Money, negate, subtract } from '../../base/money.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { tidyText } from '../../base/text.ts';
import { type AmountRefusal, oneCurrency } from '../amounts.ts';
import type { DeviceId } from '../document.ts';
import { type Account, balanceOf, postings } from './account.ts';
import { bookedIn, type EntryContext } from './entry-context.ts';
import type { EntryId, EntryOf, LedgerEntry, TillId, TillShift } from './ledger.ts';
import { tillFigures, tillOf } from './till-figures.ts';

/** A fiscal shift ends after a day; the till then waits for its Z report (§7.6). */
const longestShift = 24 * 3_600_000;

/**
 * Begins a desk's shift with the cash that was put into its drawer. Cash that reached the books after an earlier shift of
 * the desk was closed (`late`) is taken over now, so that it is counted once and everybody sees where.
 */
export function openTill(
  request: { readonly id: TillId; readonly desk: DeviceId; readonly float: Money },
  open: TillShift | undefined,
  late: readonly LedgerEntry[],
  context: EntryContext,
): Result<TillShift, Failure<'TILL_ALREADY_OPEN'>> {
  const { id, desk, float } = request;
  if (open !== undefined) return err(failure('TILL_ALREADY_OPEN', { since: open.created.at }));
  const drawer: Account = { kind: 'CASH_DRAWER', till: id };
  const lateCash: Account = { kind: 'LATE_CASH', desk };
  const taken = balanceOf(lateCash, late, float.currency);
  return ok({
    id,
    kind: 'TILL_OPENED',
    desk,
    float,
    late: late.map((entry) => entry.id).toSorted(),
    postings: postings(
      [drawer, float],
      [{ kind: 'SAFE', location: context.location }, negate(float)],
      [drawer, taken],
      [lateCash, negate(taken)],
    ),
    ...bookedIn(context),
  });
}

export type TillRefusal = Failure<'TILL_NOT_OPEN' | 'TILL_TOO_OLD'>;

/** The shift things are sold in: there must be one, and not an older one than a day (story 17). */
export function sellingTill(till: TillShift | undefined, now: Instant): Result<TillShift, TillRefusal> {
  if (till === undefined) return err(failure('TILL_NOT_OPEN'));
  if (millisecondsBetween(till.created.at, now) > longestShift) {
    return err(failure('TILL_TOO_OLD', { since: till.created.at }));
  }
  return ok(till);
}

export interface CashMove {
  readonly id: EntryId;
  readonly direction: 'IN' | 'OUT';
  readonly purpose: 'COLLECTION' | 'CHANGE' | 'EXPENSE';
  readonly amount: Money;
  readonly note: string;
}

/** Cash in or out beside sales. No more can be taken out than the drawer should hold. */
export function moveCash(
  move: CashMove,
  till: TillShift | undefined,
  entries: readonly LedgerEntry[],
  context: EntryContext,
): Result<EntryOf<'CASH_MOVE'>, AmountRefusal | Failure<'TILL_NOT_OPEN' | 'DRAWER_TOO_LOW' | 'COMMENT_REQUIRED'>> {
  if (till === undefined) return err(failure('TILL_NOT_OPEN'));
  const { direction, purpose, amount } = move;
  const same = oneCurrency([amount], till.float.currency);
  if (!same.ok) return same;
  const note = tidyText(move.note, 500);
  if (purpose === 'EXPENSE' && note === '') return err(failure('COMMENT_REQUIRED'));
  const enough = direction === 'IN' ? ok() : drawerHolds(till, entries, amount);
  if (!enough.ok) return enough;
  const into = direction === 'IN' ? amount : negate(amount);
  const { location } = context;
  const other: Account = purpose === 'EXPENSE' ? { kind: 'EXPENSES', location } : { kind: 'SAFE', location };
  return ok({
    ...move,
    note,
    kind: 'CASH_MOVE',
    drawer: inShift(till),
    postings: postings([{ kind: 'CASH_DRAWER', till: till.id }, into], [other, negate(into)]),
    ...bookedIn(context),
  });
}

/** Whether a drawer should hold so much cash. */
export function drawerHolds(
  till: TillShift,
  entries: readonly LedgerEntry[],
  amount: Money,
): Result<void, Failure<'DRAWER_TOO_LOW'>> {
  const held = tillFigures(till, entries).cashExpected;
  return compareMoney(held, amount) < 0 ? err(failure('DRAWER_TOO_LOW', { held })) : ok();
}

/**
 * The Z report: ends the shift with what was counted. A difference needs a comment and goes to its own account, the cash
 * goes to the safe, and the next shift starts from nothing with a float of its own.
 */
export function closeTill(
  request: { readonly counted: Money; readonly comment: string },
  till: TillShift | undefined,
  entries: readonly LedgerEntry[],
  context: EntryContext,
): Result<EntryOf<'TILL_CLOSED'>, AmountRefusal | Failure<'TILL_NOT_OPEN' | 'COMMENT_REQUIRED'>> {
  if (till === undefined) return err(failure('TILL_NOT_OPEN'));
  const { counted } = request;
  const same = oneCurrency([counted], till.float.currency);
  if (!same.ok) return same;
  const figures = tillFigures(till, entries);
  const difference = subtract(counted, figures.cashExpected);
  const comment = tidyText(request.comment, 1_000);
  if (!isZero(difference) && comment === '') return err(failure('COMMENT_REQUIRED', { difference }));
  const { location } = context;
  const drawer: Account = { kind: 'CASH_DRAWER', till: till.id };
  return ok({
    id: tillClosingId(till.id),
    kind: 'TILL_CLOSED',
    till: till.id,
    desk: till.desk,
    figures,
    counted,
    difference,
    comment,
    counts: [till.id, ...entries.filter(countedIn(till.id)).map(({ id }) => id)].toSorted(),
    postings: postings(
      [drawer, difference],
      [{ kind: 'CASH_OVER_SHORT', location }, negate(difference)],
      [{ kind: 'SAFE', location }, counted],
      [drawer, negate(counted)],
    ),
    ...bookedIn(context),
  });
}

/** A shift is closed once: the id of its closing follows from it. */
export function tillClosingId(till: TillId): EntryId {
  return derivedId('Entry', 'TILL_CLOSED', till);
}

/** How an entry made during a shift says so. */
export function inShift(till: TillShift): { counted: 'IN_SHIFT'; till: TillId; desk: DeviceId } {
  return { counted: 'IN_SHIFT', till: till.id, desk: till.desk };
}

function countedIn(till: TillId): (entry: LedgerEntry) => boolean {
  return (entry) => tillOf(entry) === till;
}
