import { type Instant, plusDays } from '@lapka/shared/base/instant.ts';
import type { Target } from '@lapka/shared/domain/accounts/rights.ts';
import { rolesAt } from '@lapka/shared/domain/accounts/role.ts';
import { type Booking, bookings, quoteOf } from '@lapka/shared/domain/bookings/booking.ts';
import type { SlotQuestion } from '@lapka/shared/domain/bookings/slot-search.ts';
import type { StatusContext } from '@lapka/shared/domain/bookings/status-rules.ts';
import type { Party } from '@lapka/shared/domain/bookings/transitions.ts';
import { heldTimes } from '@lapka/shared/domain/holds/hold.ts';
import { settlementOfVisit } from '@lapka/shared/domain/invoices/visit-settlement.ts';
import { preference, preferences } from '@lapka/shared/domain/settings/preferences.ts';
import { type LocationId, settings } from '@lapka/shared/domain/settings/settings.ts';
import { holdsHere } from '../../reading/holds.ts';
import type { StoreReader } from '../../store/store.ts';
import type { CommandContext } from '../command.ts';

/** What somebody who acts on a booking touches; one that is not here is looked for at this desk's location. */
export function targetOf(
  reader: StoreReader,
  { booking: id }: { readonly booking: Booking['id'] },
  { desk }: CommandContext,
): Target {
  const booking = reader.get(bookings, id);
  if (booking === undefined) return { location: desk.location };
  const { location, client, vet } = booking;
  return { location, clients: [client], ...(vet === undefined ? {} : { staff: vet }) };
}

/** In whose name the person acts on bookings of a location. */
export function partyAt(location: LocationId, { actor }: Pick<CommandContext, 'actor'>): Party {
  return { kind: 'STAFF', staff: actor.id, roles: [...rolesAt(actor, location)] };
}

export function statusContext(reader: StoreReader, booking: Booking, context: CommandContext): StatusContext {
  const stored = reader.find(settings, { where: { kind: 'PREFERENCE' } });
  return {
    party: partyAt(booking.location, context),
    settlement: settlementOfVisit(reader, booking.id),
    noShowMinutes: preference(stored, preferences.noShowMinutes, booking.location),
    lateCancelHours: preference(stored, preferences.lateCancelHours, booking.location),
    now: context.now,
    stamp: context.stamp,
  };
}

export interface PickedSlot {
  readonly location: LocationId;
  readonly start: Instant;
}

/** Looks for a slot a booking could have instead of its own, and two weeks on for what to offer when it is taken. */
export function questionFor(booking: Booking, { location, start }: PickedSlot): SlotQuestion {
  return {
    location,
    services: quoteOf(booking).lines.map(({ service }) => service),
    home: booking.visit.type !== 'IN_CLINIC',
    from: start,
    below: plusDays(start, 14),
    except: booking.id,
  };
}

/** The time that is held right now. */
export function heldNow(reader: StoreReader, now: Instant) {
  return heldTimes(holdsHere(reader, now), now);
}
