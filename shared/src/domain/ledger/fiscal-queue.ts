import { failure, type Failure } from '../../base/failure.ts';
import { derivedId } from '../../base/id.ts';
import { type Instant, millisecondsBetween } from '../../base/instant.ts';
import { subtract } from '../../base/money.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { DeviceId } from '../document.ts';
import { bookedIn, type EntryContext } from './entry-context.ts';
import type { EntryOf, LedgerEntry } from './ledger.ts';
import { drawerOf } from './till-figures.ts';

type Queued = EntryOf<'FISCAL_QUEUED'>;

/** A fiscal store blocks itself this many days after the first document it could not send (§7.6). */
const longestWait = 30;
const day = 86_400_000;

/** What a desk's fiscal device has still to take. */
export interface FiscalQueue {
  /** In the order they must be sent. */
  readonly waiting: readonly Queued[];
  /** 30 while nothing is late; counts down from the oldest document that waits. */
  readonly daysLeft: number;
  readonly blocked: boolean;
}

export function fiscalQueue(desk: DeviceId, entries: readonly LedgerEntry[], now: Instant): FiscalQueue {
  const sent = new Set(entries.flatMap((entry) => (entry.kind === 'FISCAL_SENT' ? [entry.queued] : [])));
  const waiting = entries
    .filter((entry) => entry.kind === 'FISCAL_QUEUED')
    .filter((entry) => entry.desk === desk && !sent.has(entry.id))
    .toSorted(byTime);
  const [oldest] = waiting;
  const waited = oldest === undefined ? 0 : Math.max(0, millisecondsBetween(oldest.created.at, now));
  const daysLeft = Math.max(0, longestWait - Math.floor(waited / day));
  return { waiting, daysLeft, blocked: daysLeft === 0 };
}

/**
 * What the fiscal device has to print of an entry: what comes in or goes back in cash or by card, and when a shift begins
 * and ends. Undefined for what no drawer saw; cash moved between drawer and safe is no sale.
 */
export function fiscalDocumentOf(entry: LedgerEntry): Pick<Queued, 'document' | 'total'> | undefined {
  switch (entry.kind) {
    case 'PAYMENT':
      if (entry.means.method === 'CASH') {
        return { document: 'SELL', total: subtract(entry.amount, entry.means.rounding) };
      }
      return entry.means.method === 'CARD' ? { document: 'SELL', total: entry.amount } : undefined;
    case 'DEPOSIT':
      return drawerOf(entry) === undefined ? undefined : { document: 'SELL', total: entry.amount };
    case 'REFUND':
    case 'WITHDRAWAL':
      return drawerOf(entry) === undefined ? undefined : { document: 'REFUND', total: entry.amount };
    case 'TILL_OPENED':
      return { document: 'OPEN_SHIFT', total: entry.float };
    case 'TILL_CLOSED':
      return { document: 'Z', total: entry.figures.sales };
    default:
      return undefined;
  }
}

/** Puts a document at the end of the queue. Selling goes on while the device is away, until it blocks itself. */
export function queueFiscal(
  document: Pick<Queued, 'id' | 'desk' | 'document' | 'about' | 'total'>,
  queue: FiscalQueue,
  context: EntryContext,
): Result<Queued, Failure<'FISCAL_STORE_BLOCKED'>> {
  if (queue.blocked) return err(failure('FISCAL_STORE_BLOCKED'));
  return ok({ ...document, kind: 'FISCAL_QUEUED', postings: [], ...bookedIn(context) });
}

/** The device has taken the first document that waited; it takes none out of turn. */
export function fiscalSent(
  queue: FiscalQueue,
  answer: { readonly queued: Queued['id']; readonly receiptNumber: string; readonly sign: string },
  context: EntryContext,
): Result<EntryOf<'FISCAL_SENT'>, Failure<'FISCAL_OUT_OF_TURN'>> {
  const [first] = queue.waiting;
  if (first === undefined || first.id !== answer.queued) return err(failure('FISCAL_OUT_OF_TURN'));
  return ok({
    id: fiscalSentId(first.id),
    kind: 'FISCAL_SENT',
    desk: first.desk,
    ...answer,
    postings: [],
    ...bookedIn(context),
  });
}

/** A document is sent once: the id of the receipt's entry follows from it. */
export function fiscalSentId(queued: Queued['id']): EntryOf<'FISCAL_SENT'>['id'] {
  return derivedId('Entry', 'FISCAL_SENT', queued);
}

/** Ids grow with time, so they order what was queued in the same millisecond. */
function byTime(a: Queued, b: Queued): number {
  if (a.created.at !== b.created.at) return a.created.at < b.created.at ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
