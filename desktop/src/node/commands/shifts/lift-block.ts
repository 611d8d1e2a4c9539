import { mapOk, ok } from '@lapka/shared/base/result.ts';
import { liftBlock as decide } from '@lapka/shared/domain/shifts/block-rules.ts';
import { shifts } from '@lapka/shared/domain/shifts/shift.ts';
import { changeOneOf } from '../change-one.ts';
import type { CommandFor } from '../command.ts';

export const liftBlock: CommandFor<'shifts', 'liftBlock'> = {
  target(reader, { block: id }, { desk }) {
    const entry = reader.get(shifts, id);
    return { location: entry?.kind === 'BLOCK' ? entry.location : desk.location };
  },

  run: (transactor, { block: id }, { stamp }) =>
    mapOk(
      changeOneOf(transactor, shifts, 'BLOCK', id, (entry) => ok(decide(entry, stamp))),
      () => ({ block: id }),
    ),
};
