import { mapOk } from '@lapka/shared/base/result.ts';
import { catalogue } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { enteredIn } from '@lapka/shared/domain/stock/stock-context.ts';
import { stock, type Stocktake } from '@lapka/shared/domain/stock/stock.ts';
import { startStocktake } from '@lapka/shared/domain/stock/stocktake-rules.ts';
import type { CommandFor } from '../command.ts';
import { foundOf } from '../../reading/found.ts';
import { stockContext } from '../goods/take-goods.ts';
import { atStockroom } from './stock-surroundings.ts';

export const startCount: CommandFor<'stock', 'startCount'> = {
  target: atStockroom,

  run(transactor, { stockroom, mode, products }, context) {
    const room = foundOf(transactor, catalogue, 'STOCKROOM', stockroom);
    if (!room.ok) return room;
    const entering = stockContext(context);
    const stocktake: Stocktake = {
      id: context.ids.next<'Stocktake'>(),
      kind: 'STOCKTAKE',
      stockroom,
      mode,
      products: mode === 'FULL' ? [] : products,
      ...enteredIn(entering),
    };
    return mapOk(startStocktake(stocktake, [], entering), (started) => {
      transactor.put(stock, stocktake);
      transactor.put(stock, started);
      return { stocktake: stocktake.id };
    });
  },
};
