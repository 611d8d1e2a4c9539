import type { Failure } from '@lapka/shared/base/failure.ts';
import type { Money } from '@lapka/shared/base/money.ts';
import { mapOk, type Result } from '@lapka/shared/base/result.ts';
import { oneCurrency } from '@lapka/shared/domain/amounts.ts';
import type { EntryId, EntryOf } from '@lapka/shared/domain/ledger/ledger.ts';
import type { StoreTransactor } from '../../store/store.ts';
import { clinicOf } from '../../reading/clinic.ts';
import type { CommandContext } from '../command.ts';
import { bookEntries } from '../money/fiscal.ts';
import { walletOf } from '../money/money-context.ts';

/** Books what happened to a wallet, with its receipt, and answers what is in it now. */
export function bookInWallet(
  transactor: StoreTransactor,
  entry: EntryOf<'DEPOSIT' | 'WITHDRAWAL'>,
  context: CommandContext,
): Result<{ entry: EntryId; balance: Money }, Failure<'NOT_FOUND' | 'CURRENCY_MISMATCH' | 'FISCAL_STORE_BLOCKED'>> {
  const clinic = clinicOf(transactor, context.desk);
  if (!clinic.ok) return clinic;
  const same = oneCurrency([entry.amount], clinic.value.organisation.currency);
  if (!same.ok) return same;
  return mapOk(bookEntries(transactor, clinic.value, [entry], context), () => ({
    entry: entry.id,
    balance: walletOf(transactor, clinic.value, entry.client, context).balance,
  }));
}
