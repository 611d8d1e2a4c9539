import { mapOk } from '@lapka/shared/base/result.ts';
import { oneCurrency } from '@lapka/shared/domain/amounts.ts';
import { clients } from '@lapka/shared/domain/clients/client.ts';
import { ledger } from '@lapka/shared/domain/ledger/ledger.ts';
import { correctWallet } from '@lapka/shared/domain/ledger/wallet-rules.ts';
import { clinicOf } from '../../reading/clinic.ts';
import type { CommandFor } from '../command.ts';
import { found } from '../../reading/found.ts';
import { entryContext, walletOf } from '../money/money-context.ts';
import { atThisDesk } from '../targets.ts';

export const correct: CommandFor<'wallets', 'correct'> = {
  target: atThisDesk,

  run(transactor, { client, change, reason }, context) {
    const clinic = clinicOf(transactor, context.desk);
    if (!clinic.ok) return clinic;
    const owner = found(transactor, clients, client);
    if (!owner.ok) return owner;
    const same = oneCurrency([change], clinic.value.organisation.currency);
    if (!same.ok) return same;
    const request = { id: context.ids.next<'Entry'>(), client, change, reason };
    return mapOk(correctWallet(request, entryContext(context)), (entry) => {
      transactor.put(ledger, entry);
      return { entry: entry.id, balance: walletOf(transactor, clinic.value, client, context).balance };
    });
  },
};
