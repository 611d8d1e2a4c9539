import { ok } from '@lapka/shared/base/result.ts';
import { priceInvoice } from '@lapka/shared/domain/invoices/pricing.ts';
import { shownOfInvoice } from '@lapka/shared/domain/invoices/reading.ts';
import { seenOf } from '@lapka/shared/domain/seen.ts';
import { todayAt } from '../../reading/today.ts';
import { invoiceBy, invoiceOfVisit } from '../../reading/visit-invoice.ts';
import { weighEstimates } from '../../reading/weigh-estimates.ts';
import { askedOf, standingOf } from '../../reading/what-is-left.ts';
import { asIfNow } from '../looking.ts';
import type { QueryFor } from '../query.ts';
import { paymentsOf } from './payments-of.ts';

export const invoice: QueryFor<'money', 'invoice'> = {
  run(reader, { of }, context) {
    const opening = { stamp: asIfNow(context), today: todayAt(context) };
    const stored = of.what === 'VISIT' ? invoiceOfVisit(reader, of.booking, opening) : invoiceBy(reader, of.invoice);
    if (!stored.ok) return stored;
    const weighed = weighEstimates(reader, stored.value, opening.stamp);
    const shown = weighed.ok ? weighed.value : stored.value;
    const { state } = shown;
    const { paid, refunded, left, debt } = standingOf(reader, shown);
    return ok({
      invoice: shown,
      seen: seenOf(shownOfInvoice(stored.value)),
      totals: 'totals' in state ? state.totals : priceInvoice(shown),
      paid,
      refunded,
      left,
      debt,
      asked: askedOf(reader, shown),
      payments: paymentsOf(reader, stored.value.id),
    });
  },
};
