import { failure } from '@lapka/shared/base/failure.ts';
import { err, mapOk } from '@lapka/shared/base/result.ts';
import { stock } from '@lapka/shared/domain/stock/stock.ts';
import type { CommandFor } from '../command.ts';
import { foundOf } from '../../reading/found.ts';
import { returnGoods } from '../goods/return-goods.ts';
import { atMovement, codeOf } from './stock-surroundings.ts';
import { witnessNamed } from './witnesses.ts';

export const reverseControlled: CommandFor<'stock', 'reverseControlled'> = {
  target: atMovement,

  run(transactor, { movement: id, reason, witness: word }, context) {
    const movement = foundOf(transactor, stock, 'MOVEMENT', id);
    if (!movement.ok) return movement;
    const { control, product } = movement.value;
    if (control.controlled === 'NO') {
      return err(failure('NOT_CONTROLLED', { code: codeOf(transactor, movement.value) }));
    }
    const witness = witnessNamed(transactor, word, [product], context);
    if (!witness.ok) return witness;
    const back = returnGoods(transactor, [movement.value], { reason, witness: witness.value }, context);
    return mapOk(back, (reversals) => ({ movements: reversals.map((reversal) => reversal.id) }));
  },
};
