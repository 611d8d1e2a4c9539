import { mapOk } from '@lapka/shared/base/result.ts';
import { dateAt } from '@lapka/shared/base/wall-time.ts';
import { clients, type ClientId } from '@lapka/shared/domain/clients/client.ts';
import { idsOfPerson } from '@lapka/shared/domain/clients/same-person.ts';
import { invoices } from '@lapka/shared/domain/invoices/invoice.ts';
import { openInvoicesOf } from '@lapka/shared/domain/invoices/reading.ts';
import { totalDue } from '@lapka/shared/domain/ledger/debt-rules.ts';
import { found } from '../../reading/found.ts';
import { organisationOf } from '../../reading/organisation.ts';
import type { StoreReader } from '../../store/store.ts';
import type { QueryContext, QueryFor } from '../query.ts';

export const debts: QueryFor<'clients', 'debts'> = {
  run: (reader, { client }, context) => mapOk(found(reader, clients, client), ({ id }) => debtsOf(reader, id, context)),
};

/** What a person has not paid yet, under all of their entries, oldest first. */
export function debtsOf(reader: StoreReader, client: ClientId, { desk }: Pick<QueryContext, 'desk'>) {
  const open = idsOfPerson(client, reader).flatMap((id) => openInvoicesOf(reader, id));
  const lines = open
    .toSorted((a, b) => (a.issuedAt < b.issuedAt ? -1 : 1))
    .flatMap(({ invoice: id, issuedAt, due }) => {
      const invoice = reader.get(invoices, id);
      if (invoice?.kind !== 'INVOICE' || !('number' in invoice.state)) return [];
      return [{ invoice: id, number: invoice.state.number, date: dateAt(issuedAt, desk.zone), due }];
    });
  return { total: totalDue(open, organisationOf(reader)?.currency ?? 'RUB'), invoices: lines };
}
