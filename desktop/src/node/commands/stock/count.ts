import { mapOk } from '@lapka/shared/base/result.ts';
import { entriesOfPaper, entriesOfProduct } from '@lapka/shared/domain/stock/reading.ts';
import { stock } from '@lapka/shared/domain/stock/stock.ts';
import { countStock } from '@lapka/shared/domain/stock/stocktake-rules.ts';
import type { CommandFor } from '../command.ts';
import { foundOf } from '../../reading/found.ts';
import { stockContext } from '../goods/take-goods.ts';
import { atStocktake } from './stock-surroundings.ts';

export const count: CommandFor<'stock', 'count'> = {
  target: atStocktake,

  run(transactor, { stocktake: id, product, batch, position, counted }, context) {
    const stocktake = foundOf(transactor, stock, 'STOCKTAKE', id);
    if (!stocktake.ok) return stocktake;
    const known = foundOf(transactor, stock, 'BATCH', batch);
    if (!known.ok) return known;
    const request = { id: context.ids.next<'Count'>(), product, batch, position, counted };
    const entries = [...entriesOfPaper(transactor, id), ...entriesOfProduct(transactor, product)];
    return mapOk(countStock(stocktake.value, request, entries, stockContext(context)), (entered) => {
      transactor.put(stock, entered);
      return { count: entered.id, system: entered.system, discrepancy: entered.discrepancy };
    });
  },
};
