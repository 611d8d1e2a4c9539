import { present } from '@lapka/shared/base/assert.ts';
import { plusDays } from '@lapka/shared/base/instant.ts';
import { dateAt } from '@lapka/shared/base/wall-time.ts';
import { slotSearch } from '@lapka/shared/domain/bookings/slot-search.ts';
import { callOut as decide } from '@lapka/shared/domain/bookings/sos-rules.ts';
import type { CommandFor } from '../command.ts';
import { partyAt } from './booking-surroundings.ts';
import { homeOf, putBooking, requestFor, visitor } from './new-booking.ts';

export const callOut: CommandFor<'bookings', 'callOut'> = {
  target: (_reader, { location }) => ({ location }),

  run(transactor, { pet: id, services, location: at, place, note }, context) {
    const { now, stamp } = context;
    const pet = visitor(transactor, id);
    if (!pet.ok) return pet;
    const wished = { location: at, services: services.map(({ service }) => service), home: true };
    const search = slotSearch(transactor, { ...wished, from: now, below: plusDays(now, 1) }, []);
    if (!search.ok) return search;
    const { location, shifts, booked, service } = search.value;
    const date = dateAt(now, location.zone);
    const request = requestFor(transactor, { pet: pet.value, services, place, location: at, date, note }, context);
    if (!request.ok) return request;
    const visit = { type: 'SOS' as const, ...present(homeOf(request.value.quote), 'the home that was quoted') };
    const made = decide(
      { ...request.value, source: 'PHONE', visit },
      { location, shifts, booked, vets: service.vets, minutes: service.minutes },
      { party: partyAt(at, context), now, stamp, known: undefined },
    );
    return made.ok ? putBooking(transactor, made.value.booking, services, context) : made;
  },
};
