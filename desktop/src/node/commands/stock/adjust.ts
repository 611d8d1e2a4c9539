import { adjustStock } from '@lapka/shared/domain/stock/moving-rules.ts';
import type { CommandFor } from '../command.ts';
import { stockContext } from '../goods/take-goods.ts';
import { atPosition, bookMovement, lyingStock } from './stock-surroundings.ts';
import { witnessNamed } from './witnesses.ts';

export const adjust: CommandFor<'stock', 'adjust'> = {
  target: atPosition,

  run(transactor, { change, reason, witness: word, ...named }, context) {
    const found = lyingStock(transactor, { ...named, quantity: change });
    if (!found.ok) return found;
    const witness = witnessNamed(transactor, word, [named.product], context);
    if (!witness.ok) return witness;
    const { lying, entries } = found.value;
    const request = { reason, witness: witness.value };
    return bookMovement(transactor, adjustStock(lying, change, request, entries, stockContext(context)));
  },
};
