import { ok } from '@lapka/shared/base/result.ts';
import { catalogue } from '@lapka/shared/domain/catalogue/catalogue.ts';
import type { CommandFor } from '../command.ts';
import { foundOf } from '../../reading/found.ts';
import { atThisDesk } from '../targets.ts';
import { giveWord } from './witnesses.ts';

export const witness: CommandFor<'stock', 'witness'> = {
  target: atThisDesk,

  run(transactor, { product }, context) {
    const known = foundOf(transactor, catalogue, 'PRODUCT', product);
    if (!known.ok) return known;
    const word = context.ids.next<'Witness'>();
    giveWord(transactor, word, product, context);
    return ok({ witness: word });
  },
};
