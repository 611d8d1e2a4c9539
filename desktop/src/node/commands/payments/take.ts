import { err, mapOk } from '@lapka/shared/base/result.ts';
import { invoiceBy, invoiceOfVisit } from '../../reading/visit-invoice.ts';
import { askedOf, stillAsked } from '../../reading/what-is-left.ts';
import { weighEstimates } from '../../reading/weigh-estimates.ts';
import type { CommandFor } from '../command.ts';
import { settle, visitStatusOf } from '../money/settle.ts';
import { atThisDesk } from '../targets.ts';
import { todayAt } from '../../reading/today.ts';

export const take: CommandFor<'payments', 'take'> = {
  target: atThisDesk,

  run(transactor, { of, payments, asked }, context) {
    const { stamp } = context;
    const invoice =
      of.what === 'VISIT'
        ? invoiceOfVisit(transactor, of.booking, { stamp, today: todayAt(context) })
        : invoiceBy(transactor, of.invoice);
    if (!invoice.ok) return err(invoice.error);
    const weighed = weighEstimates(transactor, invoice.value, stamp);
    if (!weighed.ok) return weighed;
    const same = stillAsked(askedOf(transactor, weighed.value), asked);
    if (!same.ok) return same;
    return mapOk(settle(transactor, weighed.value, payments, context), (settled) => ({
      ...settled,
      status: visitStatusOf(transactor, weighed.value),
    }));
  },
};
