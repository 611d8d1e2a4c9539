import { mapOk } from '@lapka/shared/base/result.ts';
import { entriesOfPaper } from '@lapka/shared/domain/stock/reading.ts';
import { stock } from '@lapka/shared/domain/stock/stock.ts';
import { cancelStocktake } from '@lapka/shared/domain/stock/stocktake-rules.ts';
import type { CommandFor } from '../command.ts';
import { foundOf } from '../../reading/found.ts';
import { stockContext } from '../goods/take-goods.ts';
import { atStocktake } from './stock-surroundings.ts';

export const cancelCount: CommandFor<'stock', 'cancelCount'> = {
  target: atStocktake,

  run(transactor, { stocktake: id, reason }, context) {
    const stocktake = foundOf(transactor, stock, 'STOCKTAKE', id);
    if (!stocktake.ok) return stocktake;
    const entries = entriesOfPaper(transactor, id);
    return mapOk(cancelStocktake(stocktake.value, reason, entries, stockContext(context)), (step) => {
      transactor.put(stock, step);
      return { stocktake: id };
    });
  },
};
