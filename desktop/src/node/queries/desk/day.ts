import { ok } from '@lapka/shared/base/result.ts';
import { bookings, quoteOf } from '@lapka/shared/domain/bookings/booking.ts';
import { clients } from '@lapka/shared/domain/clients/client.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { staff } from '@lapka/shared/domain/staff/staff.ts';
import type { QueryFor } from '../query.ts';
import { petLine } from './pet-line.ts';

export const day: QueryFor<'desk', 'day'> = {
  run(reader, { date }, { desk, isSent }) {
    const where = { date, location: desk.location };
    const lines = reader.find(bookings, { where, sort: { by: 'start' } }).flatMap((booking) => {
      const pet = reader.get(pets, booking.pet);
      const client = reader.get(clients, booking.client);
      // During the first sync a booking may come before its pet; the pet's changed-event brings it onto the screen.
      if (pet === undefined || client === undefined) return [];
      const vet = booking.vet === undefined ? undefined : reader.get(staff, booking.vet);
      const { id, code, time, status } = booking;
      return [
        {
          booking: id,
          code,
          time,
          status,
          pet: petLine(pet, client),
          services: quoteOf(booking).lines.map(({ name }) => name),
          ...(vet === undefined ? {} : { vet: vet.name }),
          sent: isSent(bookings, id),
        },
      ];
    });
    return ok(lines);
  },
};
