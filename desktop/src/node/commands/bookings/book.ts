import { failure } from '@lapka/shared/base/failure.ts';
import { err, mapOk } from '@lapka/shared/base/result.ts';
import { firstInstantOf } from '@lapka/shared/base/wall-time.ts';
import { bookHeld } from '@lapka/shared/domain/bookings/booking-creation.ts';
import { bookings } from '@lapka/shared/domain/bookings/booking.ts';
import { catalogue } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { quote } from '@lapka/shared/domain/catalogue/quote-rules.ts';
import { takeHold } from '@lapka/shared/domain/holds/hold-rules.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { currentWeight } from '@lapka/shared/domain/pets/weight.ts';
import { settings } from '@lapka/shared/domain/settings/settings.ts';
import type { CommandFor } from '../command.ts';
import { nextBookingCode } from '../numbers.ts';
import { priceListsAt } from './price-surroundings.ts';
import { slotSearchFor } from './slot-surroundings.ts';

export const book: CommandFor<'bookings', 'book'> = {
  target: (_reader, { location }) => ({ location }),

  run(transactor, input, { desk, ids, now, party, stamp }) {
    const pet = transactor.get(pets, input.pet);
    const location = transactor.get(settings, input.location);
    if (pet === undefined || location?.kind !== 'LOCATION') return err(failure('NOT_FOUND'));
    if (pet.deceased !== undefined) return err(failure('PET_DECEASED', { name: pet.name }));
    const services = transactor
      .getMany(catalogue, input.services)
      .flatMap((entry) => (entry.kind === 'SERVICE' ? [entry] : []));
    const search = slotSearchFor(transactor, location, services, input.date);
    if (!search.ok) return search;
    const start = firstInstantOf({ date: input.date, time: input.time, zone: location.zone });
    const request = { id: ids.next<'Hold'>(), vet: input.vet, start, by: stamp.by, device: stamp.device };
    const hold = takeHold(request, { search: search.value, holds: [], seconds: 0, now });
    if (!hold.ok) return hold;
    const quoted = quote(
      {
        services: services.map((service) => ({ service, quantity: 1 })),
        location: location.id,
        species: pet.species,
        weight: currentWeight(pet)?.kilograms ?? null,
        place: { kind: 'CLINIC' },
        chain: priceListsAt(transactor, location),
        date: input.date,
      },
      stamp,
    );
    if (!quoted.ok) return quoted;
    const code = nextBookingCode(transactor, desk, input.date);
    if (!code.ok) return code;
    const made = bookHeld(
      {
        id: ids.next<'Booking'>(),
        code: code.value,
        client: pet.owner,
        pet: pet.id,
        visit: { type: 'IN_CLINIC' },
        source: input.source,
        quote: quoted.value,
        ...(input.note === undefined ? {} : { note: input.note }),
      },
      { hold: hold.value, vet: 'THIS_ONE', location, clinicHeard: now, silentMinutes: 10 },
      { party, now, stamp, known: undefined },
    );
    return mapOk(made, ({ booking }) => {
      transactor.put(bookings, booking);
      return { booking: booking.id, code: booking.code };
    });
  },
};
