import { failure } from '@lapka/shared/base/failure.ts';
import { err } from '@lapka/shared/base/result.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { drawControlled as draw } from '@lapka/shared/domain/stock/controlled-rules.ts';
import type { CommandFor } from '../command.ts';
import { found } from '../../reading/found.ts';
import { stockContext, wantedOf } from '../goods/take-goods.ts';
import { atThisDesk } from '../targets.ts';
import { bookMovements } from './stock-surroundings.ts';
import { witnessNamed } from './witnesses.ts';

export const drawControlled: CommandFor<'stock', 'drawControlled'> = {
  target: atThisDesk,

  run(transactor, { goods, wasted, pet: patient, witness: word }, context) {
    const pet = found(transactor, pets, patient);
    if (!pet.ok) return pet;
    const witness = witnessNamed(transactor, word, [goods.product], context);
    if (!witness.ok) return witness;
    const purpose = { how: 'USE' as const, about: { paper: 'NONE' as const }, price: null };
    const wanted = wantedOf(transactor, goods, purpose, context);
    if (!wanted.ok) return wanted;
    const { request: take, entries } = wanted.value;
    if (!take.product.controlled) return err(failure('NOT_CONTROLLED', { code: take.product.code }));
    const { id, owner } = pet.value;
    const drawn = draw(
      { take, wasted, pet: id, client: owner, witness: witness.value },
      entries,
      stockContext(context),
    );
    return drawn.ok ? bookMovements(transactor, drawn.value) : drawn;
  },
};
