import { addDays } from '@lapka/shared/base/civil-date.ts';
import { laterOf } from '@lapka/shared/base/instant.ts';
import { mapOk, ok } from '@lapka/shared/base/result.ts';
import { firstInstantOf, wallTime } from '@lapka/shared/base/wall-time.ts';
import type { InputOf, queryContract } from '@lapka/shared/bridge/contract.ts';
import { freeSlots as search } from '@lapka/shared/domain/availability/free-slots.ts';
import { bookings, quoteOf } from '@lapka/shared/domain/bookings/booking.ts';
import { slotSearch } from '@lapka/shared/domain/bookings/slot-search.ts';
import { heldTimes } from '@lapka/shared/domain/holds/hold.ts';
import { settings } from '@lapka/shared/domain/settings/settings.ts';
import { staff } from '@lapka/shared/domain/staff/staff.ts';
import { found, foundOf } from '../../reading/found.ts';
import { holdsHere } from '../../reading/holds.ts';
import type { StoreReader } from '../../store/store.ts';
import type { QueryFor } from '../query.ts';

const midnight = wallTime('00:00');

export const freeSlots: QueryFor<'desk', 'freeSlots'> = {
  run(reader, { location: id, visit, from, days, vet }, { now, caller }) {
    const location = foundOf(reader, settings, 'LOCATION', id);
    if (!location.ok) return location;
    const wish = wishFor(reader, visit);
    if (!wish.ok) return wish;
    const startOf = (date: typeof from) => firstInstantOf({ date, time: midnight, zone: location.value.zone });
    const span = { from: laterOf(now, startOf(from)), below: startOf(addDays(from, days)) };
    const holds = holdsHere(reader, now).filter((hold) => hold.location === id && hold.expires > now);
    const asked = slotSearch(reader, { location: id, ...wish.value, ...span }, heldTimes(holds, now));
    return mapOk(asked, (given) => {
      const { minutes, vets } = given.service;
      const wanted = vets.filter((one) => vet === undefined || one === vet);
      const slots = search({ ...given, service: { ...given.service, vets: wanted } });
      return {
        minutes,
        vets: reader.getMany(staff, vets).map(({ id: person, name }) => ({ staff: person, name })),
        slots: slots.map(({ location: _location, zone: _zone, grid: _grid, ...slot }) => slot),
        held: holds.map(({ id: hold, vet: of, start, expires, by }) => {
          const mine = by.kind === 'STAFF' && caller.kind === 'STAFF' && by.staff === caller.staff;
          return { hold, vet: of, start, expires, mine };
        }),
      };
    });
  },
};

type Visit = InputOf<(typeof queryContract)['desk']['freeSlots']>['visit'];

function wishFor(reader: StoreReader, visit: Visit) {
  if (visit.is === 'NEW') return ok({ services: visit.services, home: visit.home });
  return mapOk(found(reader, bookings, visit.booking), (booking) => ({
    services: quoteOf(booking).lines.map(({ service }) => service),
    home: booking.visit.type !== 'IN_CLINIC',
    except: booking.id,
  }));
}
