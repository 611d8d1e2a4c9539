import { ok } from '@lapka/shared/base/result.ts';
import { creditInvoice } from '@lapka/shared/domain/invoices/credit-rules.ts';
import { invoices } from '@lapka/shared/domain/invoices/invoice.ts';
import { creditNotesOf, shownOfInvoice } from '@lapka/shared/domain/invoices/reading.ts';
import { withSettlement } from '@lapka/shared/domain/invoices/settlement.ts';
import { ledger } from '@lapka/shared/domain/ledger/ledger.ts';
import { entriesOfInvoice } from '@lapka/shared/domain/ledger/reading.ts';
import { stillAsSeen } from '@lapka/shared/domain/seen.ts';
import { invoiceBy } from '../../reading/visit-invoice.ts';
import { standingOf } from '../../reading/what-is-left.ts';
import type { CommandFor } from '../command.ts';
import { movementsOf, returnGoods } from '../goods/return-goods.ts';
import { nextInvoiceNumber } from '../numbers.ts';
import { atInvoice } from '../targets.ts';
import { todayAt } from '../../reading/today.ts';

export const credit: CommandFor<'invoices', 'credit'> = {
  target: atInvoice,

  run(transactor, { invoice: id, lines, reason, goodsBack, seen }, context) {
    const { desk, ids, stamp } = context;
    const invoice = invoiceBy(transactor, id);
    if (!invoice.ok) return invoice;
    const same = stillAsSeen(shownOfInvoice(invoice.value), seen);
    if (!same.ok) return same;
    const number = nextInvoiceNumber(transactor, desk);
    if (!number.ok) return number;
    const request = {
      id: ids.next<'CreditNote'>(),
      entry: ids.next<'Entry'>(),
      number: number.value,
      date: todayAt(context),
      reason,
      lines,
    };
    const credited = creditInvoice(invoice.value, creditNotesOf(transactor, id), request, stamp);
    if (!credited.ok) return credited;
    const { creditNote, entry } = credited.value;
    transactor.put(invoices, creditNote);
    transactor.put(ledger, entry);
    transactor.put(invoices, withSettlement(invoice.value, entriesOfInvoice(transactor, id), stamp));
    const gone = movementsOf(transactor, id, new Set(goodsBack));
    const back = returnGoods(transactor, gone, { reason, witness: null }, context);
    if (!back.ok) return back;
    const { total } = creditNote;
    const { left } = standingOf(transactor, invoice.value);
    return ok({ invoice: id, creditNote: creditNote.id, number: number.value, total, left });
  },
};
