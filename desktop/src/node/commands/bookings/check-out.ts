import type { Booking } from '@lapka/shared/domain/bookings/booking.ts';
import type { VisitRecord } from '@lapka/shared/domain/bookings/booking-event.ts';
import { records } from '@lapka/shared/domain/records/record.ts';
import { visitId } from '@lapka/shared/domain/records/visit.ts';
import type { StoreReader } from '../../store/store.ts';
import type { CommandFor } from '../command.ts';
import { targetOf } from './booking-surroundings.ts';
import { changeStatus } from './change-status.ts';

export const checkOut: CommandFor<'bookings', 'checkOut'> = {
  target: targetOf,
  run: (transactor, { record, ...seen }, context) =>
    changeStatus(transactor, seen, context, (booking) => ({
      to: 'CHECK_OUT',
      record: record === 'NOT_NEEDED' ? { kind: record } : savedRecord(transactor, booking),
    })),
};

/** What was written about the visit; a draft that was voided is none. */
function savedRecord(reader: StoreReader, { id, pet }: Booking): VisitRecord | undefined {
  const visit = reader.get(records, visitId(id, pet));
  return visit?.kind === 'VISIT' && visit.status !== 'VOIDED' ? { kind: 'SAVED', record: visit.id } : undefined;
}
