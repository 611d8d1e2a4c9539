import { present } from '@lapka/shared/base/assert.ts';
import type { CivilDate } from '@lapka/shared/base/civil-date.ts';
import { bookings } from '@lapka/shared/domain/bookings/booking.ts';
import { catalogue } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { clients, type Client } from '@lapka/shared/domain/clients/client.ts';
import { pets, type Pet } from '@lapka/shared/domain/pets/pet.ts';
import { staff } from '@lapka/shared/domain/staff/staff.ts';
import type { LocationId } from '@lapka/shared/domain/settings/settings.ts';
import type { StoreReader } from '../store/store.ts';

/** The bookings of one day at one location, by time. */
export function bookingsOfDay(
  reader: StoreReader,
  location: LocationId,
  date: CivilDate,
  isSent: (id: string) => boolean,
) {
  const found = reader.find(bookings, { where: { date, location }, sort: { by: 'start' } });
  return found.flatMap((booking) => {
    const pet = reader.get(pets, booking.pet);
    const client = reader.get(clients, booking.client);
    // During the first sync a booking may arrive before its pet; the changed-event of the pet brings it onto the screen.
    if (pet === undefined || client === undefined) return [];
    return [
      {
        booking: booking.id,
        code: booking.code,
        time: booking.time,
        status: booking.status,
        pet: petLine(pet, client),
        service: present(reader.get(catalogue, booking.service)?.name.ru ?? '–', 'a service name'),
        vet: reader.get(staff, booking.vet)?.name ?? '–',
        sent: isSent(booking.id),
      },
    ];
  });
}

export function petLine(pet: Pet, client: Client) {
  const [phone] = client.phones;
  return {
    pet: pet.id,
    name: pet.name,
    species: pet.species,
    client: client.id,
    owner: `${client.name.family} ${client.name.given}`,
    ...(phone === undefined ? {} : { phone }),
  };
}
