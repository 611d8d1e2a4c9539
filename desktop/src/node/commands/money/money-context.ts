import type { ClientId } from '@lapka/shared/domain/clients/client.ts';
import type { StaffId } from '@lapka/shared/domain/document.ts';
import type { EntryContext } from '@lapka/shared/domain/ledger/entry-context.ts';
import type { PaymentContext } from '@lapka/shared/domain/ledger/payment-rules.ts';
import { entriesOfWallet, openTillOf } from '@lapka/shared/domain/ledger/reading.ts';
import { walletBalance, type WalletState } from '@lapka/shared/domain/ledger/wallet-rules.ts';
import { preferences } from '@lapka/shared/domain/settings/preferences.ts';
import type { StoreReader } from '../../store/store.ts';
import type { Clinic } from '../../reading/clinic.ts';
import { todayAt } from '../../reading/today.ts';
import type { CommandContext } from '../command.ts';

/** Money is booked at the desk where it changes hands, on the day it is there. */
export function entryContext({ stamp, now, desk }: CommandContext): EntryContext {
  return { stamp, location: desk.location, date: todayAt({ now, desk }) };
}

/** Everything a payment at this desk depends on. */
export function paymentContext(
  reader: StoreReader,
  clinic: Clinic,
  payer: ClientId | null,
  context: CommandContext,
  approvedBy: StaffId | null = null,
): PaymentContext {
  return {
    ...entryContext(context),
    till: openTillOf(reader, context.desk.device),
    wallet: payer === null ? undefined : walletOf(reader, clinic, payer, context),
    credit: { on: clinic.prefer(preferences.onAccount), approvedBy },
    coin: clinic.prefer(preferences.cashCoin),
  };
}

/** A client's wallet as this desk knows it (C-20). */
export function walletOf(
  reader: StoreReader,
  { organisation }: Clinic,
  client: ClientId,
  { connection, now }: CommandContext,
): WalletState {
  return {
    balance: walletBalance(client, entriesOfWallet(reader, client), organisation.currency),
    freshness:
      connection.state === 'ONLINE' ? { kind: 'ONLINE' } : { kind: 'OFFLINE', syncedAt: connection.since, now },
  };
}
