import { mapOk } from '@lapka/shared/base/result.ts';
import { catalogue } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { planReceipt } from '@lapka/shared/domain/stock/receiving-rules.ts';
import { stock } from '@lapka/shared/domain/stock/stock.ts';
import type { CommandFor } from '../command.ts';
import { foundOf } from '../../reading/found.ts';
import { stockContext } from '../goods/take-goods.ts';
import { atStockroom } from './stock-surroundings.ts';

export const order: CommandFor<'stock', 'order'> = {
  target: atStockroom,

  run(transactor, { supplier: from, stockroom, date, note, lines }, context) {
    const supplier = foundOf(transactor, catalogue, 'SUPPLIER', from);
    if (!supplier.ok) return supplier;
    const room = foundOf(transactor, catalogue, 'STOCKROOM', stockroom);
    if (!room.ok) return room;
    const request = { id: context.ids.next<'Receipt'>(), stockroom, date, note, lines };
    return mapOk(planReceipt(request, supplier.value, stockContext(context)), (receipt) => {
      transactor.put(stock, receipt);
      return { receipt: receipt.id };
    });
  },
};
