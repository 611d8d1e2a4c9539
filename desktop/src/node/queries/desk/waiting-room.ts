import { ok } from '@lapka/shared/base/result.ts';
import { dateAt } from '@lapka/shared/base/wall-time.ts';
import { bookings } from '@lapka/shared/domain/bookings/booking.ts';
import type { QueryFor } from '../query.ts';
import { dayLines } from './day-lines.ts';

export const waitingRoom: QueryFor<'desk', 'waitingRoom'> = {
  run(reader, _input, context) {
    const { desk, now } = context;
    const where = {
      date: dateAt(now, desk.zone),
      location: desk.location,
      status: { in: ['CHECK_IN', 'IN_PROGRESS'] },
    };
    const lines = dayLines(reader, reader.find(bookings, { where, sort: { by: 'start' } }), context);
    return ok(lines.toSorted((a, b) => (b.waitingMinutes ?? -1) - (a.waitingMinutes ?? -1)));
  },
};
