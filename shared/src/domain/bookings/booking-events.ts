import { derivedId } from '../../base/id.ts';
import type { DomainEvent } from '../collection.ts';
import type { Booking } from './booking.ts';
import { noticesOf } from './notices.ts';

/**
 * What is told when a booking was stored: that there is a new one, each status it has reached since, with whom
 * to tell, and that its time has changed. An event has the id of what happened, so it is told once however often the
 * booking arrives; what another device overruled before anybody heard of it is not told.
 */
export function bookingEvents(before: Booking | undefined, after: Booking): DomainEvent[] {
  const known = new Set(before?.history.map(({ id }) => id));
  const fresh = after.history.filter(({ id }) => !known.has(id));
  const payload = { booking: after.id, client: after.client, pet: after.pet, status: after.status, start: after.start };
  const events: DomainEvent[] = [];
  if (before === undefined) {
    events.push({ id: derivedId('Event', 'booking.created', after.id), name: 'booking.created', payload });
  }
  const reached = fresh.find((event) => event.kind === 'STATUS' && event.to === after.status);
  if (reached !== undefined && before?.status !== after.status) {
    const notices = noticesOf(after).map(({ to, topic }) => ({ to, topic }));
    events.push({ id: reached.id, name: 'booking.status', payload: { ...payload, notices } });
  }
  const moved = fresh.find(({ kind }) => kind === 'SLOT');
  if (moved !== undefined && before !== undefined && before.start !== after.start) {
    events.push({ id: moved.id, name: 'booking.moved', payload: { ...payload, before: before.start } });
  }
  return events;
}
