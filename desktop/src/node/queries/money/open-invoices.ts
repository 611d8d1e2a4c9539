import { ok } from '@lapka/shared/base/result.ts';
import { invoices } from '@lapka/shared/domain/invoices/invoice.ts';
import { priceInvoice } from '@lapka/shared/domain/invoices/pricing.ts';
import { standingOf } from '../../reading/what-is-left.ts';
import type { QueryFor } from '../query.ts';

export const openInvoices: QueryFor<'money', 'openInvoices'> = {
  run(reader, _input, { desk }) {
    const open = reader
      .find(invoices, { where: { kind: 'INVOICE', 'state.status': { in: ['OPEN', 'ISSUED'] } } })
      .filter((document) => document.kind === 'INVOICE')
      .filter(({ location }) => location === desk.location)
      .toSorted((a, b) => (`${a.date} ${a.id}` < `${b.date} ${b.id}` ? -1 : 1));
    return ok(
      open.map((invoice) => {
        const { id, state, date, buyer, client } = invoice;
        const { left, debt } = standingOf(reader, invoice);
        const { total } = 'totals' in state ? state.totals : priceInvoice(invoice);
        return { invoice: id, number: 'number' in state ? state.number : null, date, buyer, client, total, left, debt };
      }),
    );
  },
};
