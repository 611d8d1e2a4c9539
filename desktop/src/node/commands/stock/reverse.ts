import { failure } from '@lapka/shared/base/failure.ts';
import { err, mapOk } from '@lapka/shared/base/result.ts';
import { stock } from '@lapka/shared/domain/stock/stock.ts';
import type { CommandFor } from '../command.ts';
import { foundOf } from '../../reading/found.ts';
import { returnGoods } from '../goods/return-goods.ts';
import { atMovement, codeOf } from './stock-surroundings.ts';

export const reverse: CommandFor<'stock', 'reverse'> = {
  target: atMovement,

  run(transactor, { movement: id, reason }, context) {
    const movement = foundOf(transactor, stock, 'MOVEMENT', id);
    if (!movement.ok) return movement;
    if (movement.value.control.controlled === 'YES') {
      return err(failure('CONTROLLED_NEEDS_JOURNAL', { code: codeOf(transactor, movement.value) }));
    }
    const back = returnGoods(transactor, [movement.value], { reason, witness: null }, context);
    return mapOk(back, (reversals) => ({ movements: reversals.map((reversal) => reversal.id) }));
  },
};
