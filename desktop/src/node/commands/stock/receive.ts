import { ok } from '@lapka/shared/base/result.ts';
import { catalogue } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { receiveStock } from '@lapka/shared/domain/stock/receiving-rules.ts';
import { type MovementId, stock } from '@lapka/shared/domain/stock/stock.ts';
import type { CommandFor } from '../command.ts';
import { foundOf } from '../../reading/found.ts';
import { countedGoods, stockContext } from '../goods/take-goods.ts';
import { atStockroom } from './stock-surroundings.ts';

export const receive: CommandFor<'stock', 'receive'> = {
  target: atStockroom,

  run(transactor, { stockroom, receipt, arrivals }, context) {
    const room = foundOf(transactor, catalogue, 'STOCKROOM', stockroom);
    if (!room.ok) return room;
    const ordered = receipt === undefined ? ok() : foundOf(transactor, stock, 'RECEIPT', receipt);
    if (!ordered.ok) return ordered;
    const movements: MovementId[] = [];
    for (const { product: id, pack, count, shelf, state, line = '', ...arrival } of arrivals) {
      const counted = countedGoods(transactor, id, pack, count);
      if (!counted.ok) return counted;
      const received = receiveStock(
        {
          ...arrival,
          ...counted.value,
          position: { stockroom, shelf, state },
          about: receipt === undefined ? { paper: 'NONE' } : { paper: 'RECEIPT', receipt, line },
        },
        stockContext(context),
      );
      if (!received.ok) return received;
      const { batch, movement } = received.value;
      // The batch may be known from an earlier delivery; what it says of itself is the same.
      if (transactor.get(stock, batch.id) === undefined) transactor.put(stock, batch);
      transactor.put(stock, movement);
      movements.push(movement.id);
    }
    return ok({ movements });
  },
};
