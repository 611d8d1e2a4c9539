import { err, mapOk, ok, type Result } from '@lapka/shared/base/result.ts';
import type { Order } from '@lapka/shared/bridge/contract.ts';
import { type Client, type ClientId, clients, discountOn } from '@lapka/shared/domain/clients/client.ts';
import { checkPaidInFull } from '@lapka/shared/domain/invoices/check-out.ts';
import { sellDraft } from '@lapka/shared/domain/invoices/draft-sale-rules.ts';
import { setDiscounts } from '@lapka/shared/domain/invoices/invoice-rules.ts';
import { type DraftSale, type Invoice, invoices } from '@lapka/shared/domain/invoices/invoice.ts';
import type { InvoiceLine } from '@lapka/shared/domain/invoices/line.ts';
import { fullName } from '@lapka/shared/domain/people/person-name.ts';
import type { Failure } from '@lapka/shared/base/failure.ts';
import { askedOf, standingOf, stillAsked } from '../../surroundings/what-is-left.ts';
import type { StoreReader, StoreTransactor } from '../../store/store.ts';
import type { CommandContext, CommandFor } from '../command.ts';
import { found, foundOf } from '../found.ts';
import { batchesOf } from '../goods/sell-goods.ts';
import { takeGoods, type TakeGoodsRefusal } from '../goods/take-goods.ts';
import { settle } from '../money/settle.ts';
import { atThisDesk } from '../targets.ts';
import { todayAt } from '../today.ts';

export const sell: CommandFor<'sales', 'sell'> = {
  target: atThisDesk,

  run(transactor, { draft: id, client: buyer, payments, asked, scanned }, context) {
    const draft = foundOf(transactor, invoices, 'DRAFT_SALE', id);
    if (!draft.ok) return draft;
    const client = buyerOf(transactor, buyer);
    if (!client.ok) return client;
    const rung = rungUp(draft.value, client.value, context);
    if (!rung.ok) return rung;
    const same = stillAsked(askedOf(transactor, rung.value.invoice), asked);
    if (!same.ok) return same;
    const invoice = withGoods(transactor, rung.value.invoice, scanned, context);
    if (!invoice.ok) return invoice;
    const settled = settle(transactor, invoice.value, payments, context);
    if (!settled.ok) return settled;
    const paid = checkPaidInFull(standingOf(transactor, { ...invoice.value, ...storedState(transactor, invoice.value) }));
    if (!paid.ok) return paid;
    transactor.put(invoices, rung.value.draft);
    return settled;
  },
};
