import { failure } from '@lapka/shared/base/failure.ts';
import { err, ok } from '@lapka/shared/base/result.ts';
import { entriesOfTill, openTillOf } from '@lapka/shared/domain/ledger/reading.ts';
import { tillFigures } from '@lapka/shared/domain/ledger/till-figures.ts';
import type { CommandFor } from '../command.ts';
import { atThisDesk } from '../targets.ts';

export const readX: CommandFor<'till', 'readX'> = {
  target: atThisDesk,

  run(transactor, _input, { desk }) {
    const till = openTillOf(transactor, desk.device);
    if (till === undefined) return err(failure('TILL_NOT_OPEN'));
    return ok({ till: till.id, figures: tillFigures(till, entriesOfTill(transactor, till.id)) });
  },
};
