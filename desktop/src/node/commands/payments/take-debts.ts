import { present } from '@lapka/shared/base/assert.ts';
import { type Money, subtract } from '@lapka/shared/base/money.ts';
import { err, ok } from '@lapka/shared/base/result.ts';
import { openInvoicesOf } from '@lapka/shared/domain/invoices/reading.ts';
import { spreadOverDebts } from '@lapka/shared/domain/ledger/debt-payment.ts';
import { totalDue } from '@lapka/shared/domain/ledger/debt-rules.ts';
import { ledger } from '@lapka/shared/domain/ledger/ledger.ts';
import { invoiceBy } from '../../reading/visit-invoice.ts';
import { stillAsked } from '../../reading/what-is-left.ts';
import type { CommandFor } from '../command.ts';
import { settle } from '../money/settle.ts';
import { atThisDesk } from '../targets.ts';

export const takeDebts: CommandFor<'payments', 'takeDebts'> = {
  target: atThisDesk,

  run(transactor, { client, payment, asked }, context) {
    const open = openInvoicesOf(transactor, client);
    const due = totalDue(open, asked.currency);
    const same = stillAsked(due, asked);
    if (!same.ok) return same;
    const spread = spreadOverDebts(payment, open);
    if (!spread.ok) return spread;
    const parts: { invoice: (typeof open)[number]['invoice']; amount: Money }[] = [];
    let change: Money | null = null;
    for (const { invoice: id, wish } of spread.value) {
      const invoice = invoiceBy(transactor, id);
      if (!invoice.ok) return err(invoice.error);
      const settled = settle(transactor, invoice.value, [wish], context);
      if (!settled.ok) return settled;
      change = settled.value.change;
      for (const made of settled.value.payments) {
        const entry = present(transactor.get(ledger, made), 'the payment just made');
        if (entry.kind === 'PAYMENT') parts.push({ invoice: id, amount: entry.amount });
      }
    }
    return ok({ change, parts, left: parts.reduce((left, { amount }) => subtract(left, amount), due) });
  },
};
