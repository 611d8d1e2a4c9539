import { mapOk } from '@lapka/shared/base/result.ts';
import { settings } from '@lapka/shared/domain/settings/settings.ts';
import { planShift } from '@lapka/shared/domain/shifts/shift-plan-rules.ts';
import { shifts } from '@lapka/shared/domain/shifts/shift.ts';
import { staff } from '@lapka/shared/domain/staff/staff.ts';
import { found, foundOf } from '../../reading/found.ts';
import type { CommandFor } from '../command.ts';
import { plannerAt, shiftsAround } from './shift-surroundings.ts';

export const propose: CommandFor<'shifts', 'propose'> = {
  target: (_reader, input) => ({ location: input.location, staff: input.staff }),

  run(transactor, { location: at, ...wanted }, context) {
    const { ids, now, stamp } = context;
    const location = foundOf(transactor, settings, 'LOCATION', at);
    if (!location.ok) return location;
    const person = found(transactor, staff, wanted.staff);
    if (!person.ok) return person;
    const request = { id: ids.next<'Shift'>(), ...wanted, origin: { by: 'HAND' as const } };
    const others = shiftsAround(transactor, wanted.staff, wanted.date);
    const planned = planShift(request, {
      location: location.value,
      planner: plannerAt(at, context),
      others,
      now,
      stamp,
    });
    return mapOk(planned, ({ shifts: made, startsInPast }) => {
      for (const shift of made) transactor.put(shifts, shift);
      return { shifts: made.map(({ id }) => id), startsInPast };
    });
  },
};
