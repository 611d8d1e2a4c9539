import { checkPaidInFull } from '@lapka/shared/domain/invoices/check-out.ts';
import { invoices } from '@lapka/shared/domain/invoices/invoice.ts';
import { invoiceBy } from '../../reading/visit-invoice.ts';
import { askedOf, standingOf, stillAsked } from '../../reading/what-is-left.ts';
import type { CommandFor } from '../command.ts';
import { foundOf } from '../../reading/found.ts';
import { settle } from '../money/settle.ts';
import { atThisDesk } from '../targets.ts';
import { buyerOf, rungUp } from './ring-up.ts';
import { withGoods } from './with-goods.ts';

export const sell: CommandFor<'sales', 'sell'> = {
  target: atThisDesk,

  run(transactor, { draft: id, client, payments, asked, scanned }, context) {
    const draft = foundOf(transactor, invoices, 'DRAFT_SALE', id);
    if (!draft.ok) return draft;
    const buyer = buyerOf(transactor, client);
    if (!buyer.ok) return buyer;
    const rung = rungUp(draft.value, buyer.value, context);
    if (!rung.ok) return rung;
    const same = stillAsked(askedOf(transactor, rung.value.invoice), asked);
    if (!same.ok) return same;
    const handed = withGoods(transactor, rung.value.invoice, scanned, context);
    if (!handed.ok) return handed;
    const settled = settle(transactor, handed.value, payments, context);
    if (!settled.ok) return settled;
    const stored = invoiceBy(transactor, settled.value.invoice);
    if (!stored.ok) return stored;
    const paid = checkPaidInFull(standingOf(transactor, stored.value));
    if (!paid.ok) return paid;
    transactor.put(invoices, rung.value.draft);
    return settled;
  },
};
