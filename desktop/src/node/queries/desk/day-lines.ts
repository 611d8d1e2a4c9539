import { type Instant, millisecondsBetween } from '@lapka/shared/base/instant.ts';
import { onlyDefined } from '@lapka/shared/base/optional.ts';
import type { Answer } from '@lapka/shared/bridge/contract.ts';
import { type Booking, bookings } from '@lapka/shared/domain/bookings/booking.ts';
import { clients } from '@lapka/shared/domain/clients/client.ts';
import { settlementOfVisit } from '@lapka/shared/domain/invoices/visit-settlement.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import type { StoreReader } from '../../store/store.ts';
import type { QueryContext } from '../query.ts';
import { bookingLine, isInConflict, placesOf, unique } from '../shown/booking-lines.ts';
import { warningsOf } from '../shown/warnings.ts';
import { petLine } from './pet-line.ts';

type DayLine = Answer<'desk', 'day'>[number];

/** Bookings with what the desk has to see at a glance. */
export function dayLines(
  reader: StoreReader,
  list: readonly Booking[],
  { now, isSent }: Pick<QueryContext, 'now' | 'isSent'>,
): DayLine[] {
  const places = placesOf(reader, list);
  const animals = new Map(reader.getMany(pets, unique(list.map(({ pet }) => pet))).map((pet) => [pet.id, pet]));
  const owners = new Map(
    reader.getMany(clients, unique(list.map(({ client }) => client))).map((client) => [client.id, client]),
  );
  return list.flatMap((booking) => {
    const [pet, client] = [animals.get(booking.pet), owners.get(booking.client)];
    // During the first sync a booking may come before its pet; the pet's changed-event brings it onto the screen.
    if (pet === undefined || client === undefined) return [];
    return [
      {
        ...bookingLine(booking, places),
        pet: petLine(pet, client),
        source: booking.source,
        warnings: warningsOf(pet),
        ...onlyDefined({
          lateMinutes: lateMinutes(booking, now),
          waitingMinutes: waitingMinutes(booking, now),
          left: leftToPay(reader, booking),
        }),
        conflict: isInConflict(booking),
        sent: isSent(bookings, booking.id),
      },
    ];
  });
}

/** How long the patient has been in the waiting room. */
export function waitingMinutes(booking: Booking, now: Instant): number | undefined {
  if (booking.status !== 'CHECK_IN') return undefined;
  const here = booking.history.findLast((event) => event.kind === 'STATUS' && event.to === 'CHECK_IN');
  return here === undefined ? undefined : Math.max(0, minutesBetween(here.stamp.at, now));
}

function lateMinutes({ status, start }: Booking, now: Instant): number | undefined {
  const late = status === 'CONFIRMED' || status === 'ON_THE_WAY' ? minutesBetween(start, now) : 0;
  return late > 0 ? late : undefined;
}

function leftToPay(reader: StoreReader, { id, status }: Booking) {
  if (status !== 'CHECK_OUT') return undefined;
  const settlement = settlementOfVisit(reader, id);
  return settlement.kind === 'OPEN' ? settlement.left : undefined;
}

function minutesBetween(from: Instant, to: Instant): number {
  return Math.floor(millisecondsBetween(from, to) / 60_000);
}
