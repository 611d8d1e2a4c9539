import { onlyDefined } from '@lapka/shared/base/optional.ts';
import { ok } from '@lapka/shared/base/result.ts';
import { isCharged, priceInvoice } from '@lapka/shared/domain/invoices/pricing.ts';
import { settings } from '@lapka/shared/domain/settings/settings.ts';
import { clinicOf } from '../../reading/clinic.ts';
import { foundOf } from '../../reading/found.ts';
import { invoiceBy } from '../../reading/visit-invoice.ts';
import { standingOf } from '../../reading/what-is-left.ts';
import type { QueryFor } from '../query.ts';
import { paymentsOf } from './payments-of.ts';

export const receipt: QueryFor<'money', 'receipt'> = {
  run(reader, { invoice: id }, { desk }) {
    const clinic = clinicOf(reader, desk);
    if (!clinic.ok) return clinic;
    const invoice = invoiceBy(reader, id);
    if (!invoice.ok) return invoice;
    const place = foundOf(reader, settings, 'LOCATION', invoice.value.location);
    if (!place.ok) return place;
    const { state, buyer, lines } = invoice.value;
    const totals = 'totals' in state ? state.totals : priceInvoice(invoice.value);
    const amounts = new Map(totals.lines.map(({ line, amount }) => [line, amount]));
    const { address, phone } = place.value;
    return ok({
      clinic: clinic.value.organisation.name,
      address,
      ...onlyDefined({ phone }),
      number: 'number' in state ? state.number : null,
      issued: 'issued' in state ? state.issued.at : null,
      buyer,
      lines: lines.filter(isCharged).flatMap((line) => {
        const amount = amounts.get(line.id);
        const { name, quantity, unitPrice } = line;
        return amount === undefined ? [] : [{ name, quantity, unitPrice, amount }];
      }),
      total: totals.total,
      payments: paymentsOf(reader, id),
      left: standingOf(reader, invoice.value).left,
    });
  },
};
