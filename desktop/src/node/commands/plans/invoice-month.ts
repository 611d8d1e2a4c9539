import { addDays, dayOfMonth } from '@lapka/shared/base/civil-date.ts';
import { failure } from '@lapka/shared/base/failure.ts';
import { err, ok } from '@lapka/shared/base/result.ts';
import { clients } from '@lapka/shared/domain/clients/client.ts';
import { invoices, type Subscription } from '@lapka/shared/domain/invoices/invoice.ts';
import { monthlyInvoices, planInvoiceId } from '@lapka/shared/domain/invoices/subscription-rules.ts';
import { fullName } from '@lapka/shared/domain/people/person-name.ts';
import type { CommandFor } from '../command.ts';
import { settle } from '../money/settle.ts';
import { atThisDesk } from '../targets.ts';
import { todayAt } from '../../reading/today.ts';

export const invoiceMonth: CommandFor<'plans', 'invoiceMonth'> = {
  target: atThisDesk,

  run(transactor, { month }, context) {
    const { desk, stamp } = context;
    const first = addDays(month, 1 - dayOfMonth(month));
    if (first > todayAt(context)) return err(failure('DATE_IN_FUTURE', { date: first }));
    const plans = transactor
      .find(invoices, { where: { kind: 'SUBSCRIPTION', location: desk.location } })
      .filter((document) => document.kind === 'SUBSCRIPTION');
    const ids = plans.map(({ id }) => planInvoiceId(id, first));
    const known = new Set(transactor.getMany(invoices, ids).map(({ id }) => id));
    const buyerOf = ({ client }: Subscription): string => {
      const owner = transactor.get(clients, client);
      return owner === undefined ? '' : fullName(owner.name, owner.language);
    };
    const made = monthlyInvoices(plans, first, known, buyerOf, stamp);
    for (const invoice of made) {
      const settled = settle(transactor, invoice, [], context);
      if (!settled.ok) return settled;
    }
    return ok({ invoices: made.map(({ id }) => id) });
  },
};
