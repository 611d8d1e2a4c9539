import { catalogue } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { receiveTransfer as received } from '@lapka/shared/domain/stock/moving-rules.ts';
import { entriesOfProduct } from '@lapka/shared/domain/stock/reading.ts';
import { stock } from '@lapka/shared/domain/stock/stock.ts';
import type { CommandFor } from '../command.ts';
import { foundOf } from '../../reading/found.ts';
import { stockContext } from '../goods/take-goods.ts';
import { atMovement, bookMovement } from './stock-surroundings.ts';

export const receiveTransfer: CommandFor<'stock', 'receiveTransfer'> = {
  target: atMovement,

  run(transactor, { movement, quantity, shelf, state }, context) {
    const sent = foundOf(transactor, stock, 'MOVEMENT', movement);
    if (!sent.ok) return sent;
    const product = foundOf(transactor, catalogue, 'PRODUCT', sent.value.product);
    if (!product.ok) return product;
    const entries = entriesOfProduct(transactor, product.value.id);
    const arrival = { quantity, shelf, state };
    return bookMovement(transactor, received(sent.value, product.value, arrival, entries, stockContext(context)));
  },
};
