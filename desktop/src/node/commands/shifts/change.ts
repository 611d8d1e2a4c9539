import { andThen, mapOk } from '@lapka/shared/base/result.ts';
import { stillAsSeen } from '@lapka/shared/domain/seen.ts';
import { changeHours, hoursOf } from '@lapka/shared/domain/shifts/shift-change-rules.ts';
import { shifts } from '@lapka/shared/domain/shifts/shift.ts';
import { changeOneOf } from '../change-one.ts';
import type { CommandFor } from '../command.ts';
import { bookedIn, shiftsAround, targetOfShift } from './shift-surroundings.ts';

export const change: CommandFor<'shifts', 'change'> = {
  target: (reader, { shift }, context) => targetOfShift(reader, shift, context),

  run(transactor, { shift: id, seen, ...hours }, { stamp }) {
    const changed = changeOneOf(transactor, shifts, 'SHIFT', id, (shift) =>
      andThen(stillAsSeen(hoursOf(shift), seen), () => {
        const others = shiftsAround(transactor, shift.staff, shift.date);
        return changeHours(shift, hours, others, bookedIn(transactor, shift), stamp);
      }),
    );
    return mapOk(changed, () => ({ shift: id }));
  },
};
