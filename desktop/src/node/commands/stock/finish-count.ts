import { catalogue } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { entriesOfPaper } from '@lapka/shared/domain/stock/reading.ts';
import { stock } from '@lapka/shared/domain/stock/stock.ts';
import { completeStocktake, standingCounts } from '@lapka/shared/domain/stock/stocktake-rules.ts';
import type { CommandFor } from '../command.ts';
import { foundOf } from '../../reading/found.ts';
import { stockContext } from '../goods/take-goods.ts';
import { atStocktake, bookMovements } from './stock-surroundings.ts';
import { witnessNamed } from './witnesses.ts';

export const finishCount: CommandFor<'stock', 'finishCount'> = {
  target: atStocktake,

  run(transactor, { stocktake: id, witness: word }, context) {
    const stocktake = foundOf(transactor, stock, 'STOCKTAKE', id);
    if (!stocktake.ok) return stocktake;
    const entries = entriesOfPaper(transactor, id);
    const counted = [...new Set(standingCounts(stocktake.value, entries).map(({ product }) => product))];
    const products = transactor.getMany(catalogue, counted).filter((entry) => entry.kind === 'PRODUCT');
    const witness = witnessNamed(transactor, word, counted, context);
    if (!witness.ok) return witness;
    const done = completeStocktake(stocktake.value, products, witness.value, entries, stockContext(context));
    if (!done.ok) return done;
    transactor.put(stock, done.value.step);
    return bookMovements(transactor, done.value.adjustments);
  },
};
