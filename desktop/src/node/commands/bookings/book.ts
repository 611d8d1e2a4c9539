import { plusDays } from '@lapka/shared/base/instant.ts';
import { mapOk } from '@lapka/shared/base/result.ts';
import { dateAt } from '@lapka/shared/base/wall-time.ts';
import type { Order } from '@lapka/shared/bridge/contract.ts';
import { bookHeld } from '@lapka/shared/domain/bookings/booking-creation.ts';
import { slotSearch } from '@lapka/shared/domain/bookings/slot-search.ts';
import type { Hold } from '@lapka/shared/domain/holds/hold.ts';
import { claimHold, type HoldContext, takeHold } from '@lapka/shared/domain/holds/hold-rules.ts';
import { preference, preferences } from '@lapka/shared/domain/settings/preferences.ts';
import { settings } from '@lapka/shared/domain/settings/settings.ts';
import { holdsHere, keepHolds } from '../../reading/holds.ts';
import type { CommandContext, CommandFor } from '../command.ts';
import { partyAt } from './booking-surroundings.ts';
import { homeOf, putBooking, requestFor, visitor } from './new-booking.ts';

type Slot = Order<'bookings', 'book'>['slot'];

export const book: CommandFor<'bookings', 'book'> = {
  target: (reader, { slot }, { now, desk }) => ({
    location: pickedIn(slot, holdsHere(reader, now))?.location ?? desk.location,
  }),

  run(transactor, { pet: id, services, place, source, note, slot, vet }, context) {
    const { desk, now, stamp } = context;
    const pet = visitor(transactor, id);
    if (!pet.ok) return pet;
    const holds = holdsHere(transactor, now);
    const { location: at, start } = pickedIn(slot, holds) ?? { location: desk.location, start: now };
    const wished = { location: at, services: services.map(({ service }) => service), home: place.kind === 'HOME' };
    const search = slotSearch(transactor, { ...wished, from: start, below: plusDays(start, 14) }, []);
    if (!search.ok) return search;
    const { location } = search.value;
    const stored = transactor.find(settings, { where: { kind: 'PREFERENCE' } });
    const hold = keptSlot(slot, { search: search.value, holds, seconds: 0, now }, context);
    if (!hold.ok) return hold;
    const date = dateAt(hold.value.start, location.zone);
    const visit = { pet: pet.value, services, place, location: at, date, note };
    const request = requestFor(transactor, visit, context);
    if (!request.ok) return request;
    const silentMinutes = preference(stored, preferences.silentMinutes, at);
    const home = homeOf(request.value.quote);
    const made = bookHeld(
      { ...request.value, source, visit: home === undefined ? { type: 'IN_CLINIC' } : { type: 'HOME_VISIT', ...home } },
      { hold: hold.value, vet, location, clinicHeard: now, silentMinutes },
      { party: partyAt(at, context), now, stamp, known: undefined },
    );
    if (!made.ok) return made;
    return mapOk(putBooking(transactor, made.value.booking, services, context), (answer) => {
      const left = holds.filter((one) => one.id !== hold.value.id);
      if (left.length < holds.length) keepHolds(transactor, left);
      return answer;
    });
  },
};

/** Where and when, as far as one can say before the hold is looked at. */
function pickedIn(slot: Slot, holds: readonly Hold[]): Pick<Hold, 'location' | 'start'> | undefined {
  return slot.by === 'SLOT' ? slot : holds.find(({ id }) => id === slot.hold);
}

/** The hold that was taken before, or one that lasts for this moment only. */
function keptSlot(slot: Slot, holding: HoldContext, { ids, stamp }: CommandContext) {
  if (slot.by === 'HOLD') return claimHold(slot.hold, stamp.by, holding);
  const { vet, start } = slot;
  return takeHold({ id: ids.next<'Hold'>(), vet, start, by: stamp.by, device: stamp.device }, holding);
}
