import type { Instant } from '../../base/instant.ts';
import { type Money, negate } from '../../base/money.ts';
import { balanceOf } from './account.ts';
import type { EntryOf, LedgerEntry } from './ledger.ts';
import type { WalletOwner } from './wallet-rules.ts';

/** The five things that happen to a wallet. */
export type WalletEntryType = 'deposit' | 'withdraw' | 'payment' | 'refund' | 'correction';

/** One line of a wallet's statement. */
export interface WalletEntry {
  readonly id: string;
  readonly at: Instant;
  readonly type: WalletEntryType;
  readonly change: Money;
  readonly invoice: EntryOf<'PAYMENT'>['invoice'] | null;
}

/** The statement of a wallet, oldest line first. Its lines add up to the balance. */
export function walletEntries(
  client: WalletOwner,
  entries: readonly LedgerEntry[],
  currency: Money['currency'],
): WalletEntry[] {
  return entries
    .flatMap((entry): WalletEntry[] => {
      const change = negate(balanceOf({ kind: 'WALLET', client }, [entry], currency));
      const type = typeOf(entry);
      if (change.minor === 0 || type === undefined) return [];
      const invoice = 'invoice' in entry ? entry.invoice : null;
      return [{ id: entry.id, at: entry.created.at, type, change, invoice }];
    })
    .toSorted((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1));
}

function typeOf({ kind }: LedgerEntry): WalletEntryType | undefined {
  switch (kind) {
    case 'DEPOSIT':
      return 'deposit';
    case 'WITHDRAWAL':
      return 'withdraw';
    case 'PAYMENT':
      return 'payment';
    case 'REFUND':
      return 'refund';
    case 'CORRECTION':
      return 'correction';
    default:
      return undefined;
  }
}
