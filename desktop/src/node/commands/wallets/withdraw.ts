import { clients } from '@lapka/shared/domain/clients/client.ts';
import { entriesOfTill, openTillOf } from '@lapka/shared/domain/ledger/reading.ts';
import { withdrawFromWallet } from '@lapka/shared/domain/ledger/wallet-rules.ts';
import { clinicOf } from '../../reading/clinic.ts';
import type { CommandFor } from '../command.ts';
import { found } from '../../reading/found.ts';
import { entryContext, walletOf } from '../money/money-context.ts';
import { atThisDesk } from '../targets.ts';
import { bookInWallet } from './book-in-wallet.ts';

export const withdraw: CommandFor<'wallets', 'withdraw'> = {
  target: atThisDesk,

  run(transactor, { client, amount, way }, context) {
    const clinic = clinicOf(transactor, context.desk);
    if (!clinic.ok) return clinic;
    const owner = found(transactor, clients, client);
    if (!owner.ok) return owner;
    const wallet = walletOf(transactor, clinic.value, client, context);
    const till = openTillOf(transactor, context.desk.device);
    const inTill = till === undefined ? [] : entriesOfTill(transactor, till.id);
    const request = { id: context.ids.next<'Entry'>(), client, amount, way };
    const entry = withdrawFromWallet(request, wallet, till, inTill, entryContext(context));
    return entry.ok ? bookInWallet(transactor, entry.value, context) : entry;
  },
};
