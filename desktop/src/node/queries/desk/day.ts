import { ok } from '@lapka/shared/base/result.ts';
import { bookings } from '@lapka/shared/domain/bookings/booking.ts';
import type { QueryFor } from '../query.ts';
import { dayLines } from './day-lines.ts';

export const day: QueryFor<'desk', 'day'> = {
  run(reader, { date }, context) {
    const where = { date, location: context.desk.location };
    return ok(dayLines(reader, reader.find(bookings, { where, sort: { by: 'start' } }), context));
  },
};
