import type { CallInput, CallOutput } from '@lapka/shared/bridge/contract.ts';
import { failure } from '@lapka/shared/base/failure.ts';
import { plusMinutes } from '@lapka/shared/base/instant.ts';
import { err, ok } from '@lapka/shared/base/result.ts';
import { firstInstantOf } from '@lapka/shared/base/wall-time.ts';
import { bookings } from '@lapka/shared/domain/bookings/booking.ts';
import { catalogue } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { createdBy } from '@lapka/shared/domain/document.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import type { Command } from './command.ts';
import { nextBookingCode } from './numbers.ts';

/** Books a known pet for a time at which the vet is free. */
export const book: Command<CallInput['desk']['book'], CallOutput['desk']['book'], 'NOT_FOUND' | 'SLOT_TAKEN'> = {
  name: 'desk.book',
  run(transactor, input, { desk, ids, stamp }) {
    const pet = transactor.get(pets, input.pet);
    const service = transactor.get(catalogue, input.service);
    if (pet === undefined || service === undefined) return err(failure('NOT_FOUND'));
    const start = firstInstantOf({ date: input.date, time: input.time, zone: desk.zone });
    const end = plusMinutes(start, service.minutes);
    const taken = transactor
      .find(bookings, {
        where: { vet: input.vet, date: input.date, status: { in: ['CONFIRMED', 'CHECK_IN', 'IN_PROGRESS'] } },
      })
      .find((other) => other.start < end && start < other.end);
    if (taken !== undefined) return err(failure('SLOT_TAKEN', { time: taken.time }));
    const booking = ids.next<'Booking'>();
    const code = nextBookingCode(transactor, desk, input.date);
    transactor.put(bookings, {
      id: booking,
      code,
      location: desk.location,
      pet: pet.id,
      client: pet.owner,
      service: service.id,
      vet: input.vet,
      status: 'CONFIRMED',
      date: input.date,
      time: input.time,
      zone: desk.zone,
      start,
      end,
      ...createdBy(stamp, 1),
    });
    return ok({ booking, code });
  },
};
