import type { Account, Posting } from './account.ts';
import type { EntryOf, LedgerEntry } from './ledger.ts';
import type { Drawer } from './means.ts';
import { drawerOf } from './till-figures.ts';

/**
 * The entry as it stands when its shift was closed without it: booked all the same, but to the desk's late cash, which the
 * next shift takes over. The same entry when its shift is open or had counted it.
 */
export function bookedLate(entry: LedgerEntry, closing: LedgerEntry | undefined): LedgerEntry {
  const drawer = drawerOf(entry);
  if (drawer?.counted !== 'IN_SHIFT' || closing?.kind !== 'TILL_CLOSED' || closing.till !== drawer.till) return entry;
  if (closing.counts.includes(entry.id)) return entry;
  const late: Drawer = { counted: 'LATE', missed: drawer.till, desk: drawer.desk };
  const postings = entry.postings.map((side) => toLateCash(side, closing));
  switch (entry.kind) {
    case 'PAYMENT':
      return 'drawer' in entry.means ? { ...entry, means: { ...entry.means, drawer: late }, postings } : entry;
    case 'REFUND':
      return 'drawer' in entry.means ? { ...entry, means: { ...entry.means, drawer: late }, postings } : entry;
    case 'DEPOSIT':
    case 'WITHDRAWAL':
      return 'drawer' in entry.means ? { ...entry, means: { ...entry.means, drawer: late }, postings } : entry;
    case 'CASH_MOVE':
      return { ...entry, drawer: late, postings };
    default:
      return entry;
  }
}

function toLateCash(side: Posting, { till, desk }: EntryOf<'TILL_CLOSED'>): Posting {
  const { account, amount } = side;
  const lateCash: Account = { kind: 'LATE_CASH', desk };
  return account.kind === 'CASH_DRAWER' && account.till === till ? { account: lateCash, amount } : side;
}
