import { plusMinutes } from '@lapka/shared/base/instant.ts';
import { onlyDefined } from '@lapka/shared/base/optional.ts';
import { dateAt } from '@lapka/shared/base/wall-time.ts';
import { walkIn as decide } from '@lapka/shared/domain/bookings/booking-creation.ts';
import { slotSearch } from '@lapka/shared/domain/bookings/slot-search.ts';
import type { CommandFor } from '../command.ts';
import { partyAt } from './booking-surroundings.ts';
import { putBooking, requestFor, visitor } from './new-booking.ts';

export const walkIn: CommandFor<'bookings', 'walkIn'> = {
  target: (_reader, { location }) => ({ location }),

  run(transactor, { pet: id, services, location: at, vet, note }, context) {
    const { now, stamp } = context;
    const pet = visitor(transactor, id);
    if (!pet.ok) return pet;
    const wished = { location: at, services: services.map(({ service }) => service), home: false };
    const search = slotSearch(transactor, { ...wished, from: now, below: plusMinutes(now, 1) }, []);
    if (!search.ok) return search;
    const { location, service } = search.value;
    const date = dateAt(now, location.zone);
    const request = requestFor(
      transactor,
      { pet: pet.value, services, place: { kind: 'CLINIC' }, location: at, date, note },
      context,
    );
    if (!request.ok) return request;
    const made = decide(
      request.value,
      { location, minutes: service.minutes, ...onlyDefined({ vet }) },
      { party: partyAt(at, context), now, stamp, known: undefined },
    );
    return made.ok ? putBooking(transactor, made.value.booking, services, context) : made;
  },
};
