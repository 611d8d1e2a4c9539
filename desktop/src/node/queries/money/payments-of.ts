import type { Answer } from '@lapka/shared/bridge/contract.ts';
import type { InvoiceId } from '@lapka/shared/domain/invoices/invoice.ts';
import { entriesOfInvoice } from '@lapka/shared/domain/ledger/reading.ts';
import type { StoreReader } from '../../store/store.ts';

/** What was paid for an invoice, in the order it was taken. */
export function paymentsOf(reader: StoreReader, invoice: InvoiceId): Answer<'money', 'invoice'>['payments'] {
  return entriesOfInvoice(reader, invoice)
    .filter((entry) => entry.kind === 'PAYMENT')
    .toSorted((a, b) => (`${a.created.at} ${a.id}` < `${b.created.at} ${b.id}` ? -1 : 1))
    .map(({ id, amount, means, created }) => ({ payment: id, amount, means, at: created.at }));
}
