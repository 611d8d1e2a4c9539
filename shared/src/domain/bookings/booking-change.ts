import { present } from '../../base/assert.ts';
import type { FreeSlot } from '../availability/free-slots.ts';
import type { Stamp } from '../document.ts';
import { type Booking, type BookingCore, bookingOf, coreOf } from './booking.ts';
import { type BookingSlot, type NewEvent, withEvents } from './booking-event.ts';

/** The booking after something more happened to it. */
export function changedBooking(booking: Booking, added: readonly NewEvent[], stamp: Stamp): Booking {
  const core = coreOf(booking);
  return standingBooking({ ...core, history: withEvents(core.id, core.history, added, stamp), changed: stamp });
}

/** A booking of a history that our own code has put together, so that it stands somewhere. */
export function standingBooking(core: BookingCore): Booking {
  return present(bookingOf(core), 'the standing of a booking');
}

/** The time, vet and room of a booking. */
export function slotOfBooking(booking: Booking): BookingSlot {
  const { location, date, time, zone, start, end, grid, vet, room } = booking;
  return {
    location,
    date,
    time,
    zone,
    start,
    end,
    grid,
    ...(vet === undefined ? {} : { vet }),
    ...(room === undefined ? {} : { room }),
  };
}

/** A free slot that was agreed on. */
export function agreedSlot(free: FreeSlot): BookingSlot {
  const { offset: _, ...slot } = free;
  return slot;
}
