import { ok } from '@lapka/shared/base/result.ts';
import { billLateLines } from '@lapka/shared/domain/invoices/issue-rules.ts';
import { invoices } from '@lapka/shared/domain/invoices/invoice.ts';
import { shownOfInvoice } from '@lapka/shared/domain/invoices/reading.ts';
import { withSettlement } from '@lapka/shared/domain/invoices/settlement.ts';
import { ledger } from '@lapka/shared/domain/ledger/ledger.ts';
import { entriesOfInvoice } from '@lapka/shared/domain/ledger/reading.ts';
import { stillAsSeen } from '@lapka/shared/domain/seen.ts';
import { invoiceBy } from '../../reading/visit-invoice.ts';
import { standingOf } from '../../reading/what-is-left.ts';
import type { CommandFor } from '../command.ts';
import { atInvoice } from '../targets.ts';
import { todayAt } from '../../reading/today.ts';

export const billLate: CommandFor<'invoices', 'billLate'> = {
  target: atInvoice,

  run(transactor, { invoice: id, seen }, context) {
    const { ids, stamp } = context;
    const invoice = invoiceBy(transactor, id);
    if (!invoice.ok) return invoice;
    const same = stillAsSeen(shownOfInvoice(invoice.value), seen);
    if (!same.ok) return same;
    const billed = billLateLines(invoice.value, { sale: ids.next<'Entry'>(), date: todayAt(context) }, stamp);
    if (!billed.ok) return billed;
    transactor.put(ledger, billed.value.sale);
    const stored = withSettlement(billed.value.invoice, entriesOfInvoice(transactor, id), stamp);
    transactor.put(invoices, stored);
    const number = 'number' in stored.state ? stored.state.number : null;
    return ok({ invoice: id, number, change: null, left: standingOf(transactor, stored).left, payments: [] });
  },
};
