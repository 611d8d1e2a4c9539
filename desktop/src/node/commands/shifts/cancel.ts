import { mapOk } from '@lapka/shared/base/result.ts';
import { cancelShift } from '@lapka/shared/domain/shifts/shift-change-rules.ts';
import { shifts } from '@lapka/shared/domain/shifts/shift.ts';
import { changeOneOf } from '../change-one.ts';
import type { CommandFor } from '../command.ts';
import { bookedIn, plannerAt, targetOfShift } from './shift-surroundings.ts';

export const cancel: CommandFor<'shifts', 'cancel'> = {
  target: (reader, { shift }, context) => targetOfShift(reader, shift, context),

  run(transactor, { shift: id, reason }, context) {
    const changed = changeOneOf(transactor, shifts, 'SHIFT', id, (shift) =>
      cancelShift(shift, reason, plannerAt(shift.location, context), bookedIn(transactor, shift), context.stamp),
    );
    return mapOk(changed, () => ({ shift: id }));
  },
};
