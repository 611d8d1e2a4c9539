import { catalogue } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { moveWithin, sendStock } from '@lapka/shared/domain/stock/moving-rules.ts';
import type { CommandFor } from '../command.ts';
import { foundOf } from '../../reading/found.ts';
import { stockContext } from '../goods/take-goods.ts';
import { atPosition, bookMovement, lyingStock } from './stock-surroundings.ts';

export const transfer: CommandFor<'stock', 'transfer'> = {
  target: atPosition,

  run(transactor, { to, ...named }, context) {
    const found = lyingStock(transactor, named);
    if (!found.ok) return found;
    const room = foundOf(transactor, catalogue, 'STOCKROOM', to.stockroom);
    if (!room.ok) return room;
    const { lying, entries } = found.value;
    const { shelf, stockroom } = to;
    if (stockroom === named.position.stockroom) {
      const place = { shelf, state: named.position.state };
      return bookMovement(transactor, moveWithin(lying, place, '', entries, stockContext(context)));
    }
    const sending = { id: context.ids.next<'Transfer'>(), to: stockroom };
    return bookMovement(transactor, sendStock(lying, sending, entries, stockContext(context)));
  },
};
