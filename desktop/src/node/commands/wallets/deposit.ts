import { clients } from '@lapka/shared/domain/clients/client.ts';
import { openTillOf } from '@lapka/shared/domain/ledger/reading.ts';
import { depositToWallet } from '@lapka/shared/domain/ledger/wallet-rules.ts';
import type { CommandFor } from '../command.ts';
import { found } from '../../reading/found.ts';
import { entryContext } from '../money/money-context.ts';
import { atThisDesk } from '../targets.ts';
import { bookInWallet } from './book-in-wallet.ts';

export const deposit: CommandFor<'wallets', 'deposit'> = {
  target: atThisDesk,

  run(transactor, { client, amount, way }, context) {
    const owner = found(transactor, clients, client);
    if (!owner.ok) return owner;
    const request = { id: context.ids.next<'Entry'>(), client, amount, way };
    const till = openTillOf(transactor, context.desk.device);
    const entry = depositToWallet(request, till, entryContext(context));
    return entry.ok ? bookInWallet(transactor, entry.value, context) : entry;
  },
};
