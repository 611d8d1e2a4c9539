import { moveWithin } from '@lapka/shared/domain/stock/moving-rules.ts';
import type { CommandFor } from '../command.ts';
import { stockContext } from '../goods/take-goods.ts';
import { atPosition, bookMovement, lyingStock } from './stock-surroundings.ts';

export const quarantine: CommandFor<'stock', 'quarantine'> = {
  target: atPosition,

  run(transactor, { state, reason, ...named }, context) {
    const found = lyingStock(transactor, named);
    if (!found.ok) return found;
    const { lying, entries } = found.value;
    const place = { shelf: named.position.shelf, state };
    return bookMovement(transactor, moveWithin(lying, place, reason, entries, stockContext(context)));
  },
};
