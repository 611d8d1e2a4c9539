import { err, mapOk } from '@lapka/shared/base/result.ts';
import { invoiceBy } from '../../reading/visit-invoice.ts';
import { askedOf, stillAsked } from '../../reading/what-is-left.ts';
import type { CommandFor } from '../command.ts';
import { settle, visitStatusOf } from '../money/settle.ts';
import { atThisDesk } from '../targets.ts';

/** Who runs it is the manager who agrees. */
export const putOnAccount: CommandFor<'payments', 'putOnAccount'> = {
  target: atThisDesk,

  run(transactor, { invoice: id, amount, asked }, context) {
    const invoice = invoiceBy(transactor, id);
    if (!invoice.ok) return err(invoice.error);
    const same = stillAsked(askedOf(transactor, invoice.value), asked);
    if (!same.ok) return same;
    const wish = { method: 'ON_ACCOUNT' as const, amount };
    return mapOk(settle(transactor, invoice.value, [wish], context, context.actor.id), (settled) => ({
      ...settled,
      status: visitStatusOf(transactor, invoice.value),
    }));
  },
};
