import { type Instant, plusDays } from '../../base/instant.ts';
import { type BookingStatus, quoteOf } from '../bookings/booking.ts';
import { type Client, hasConsent } from '../clients/client.ts';
import type { Pet } from '../pets/pet.ts';
import { protocolOf } from '../vaccinations/protocol.ts';
import type { DueVaccination } from './due.ts';
import type { FactIndex } from './facts.ts';
import type { Stop } from './verdict.ts';

/**
 * What stops all further messages about a due vaccination, the strongest reason first (§7.8): dead, gone, done, refused,
 * booked. Without consent there is no message either; the recall list has the line then (story 12 j).
 */
export function stopOf(index: FactIndex, due: DueVaccination, now: Instant): Stop | undefined {
  const pet = index.pets.get(due.pet);
  const owner = pet && index.facts.ownerOf(pet.owner);
  if (pet === undefined || owner === undefined) return { why: 'UNKNOWN_HERE' };
  return (
    stopOfPet(pet) ?? stopOfOwner(owner) ?? refusalOf(index, due) ?? bookingOf(index, due, now) ?? consentOf(owner)
  );
}

export function stopOfPet({ deceased, state }: Pet): Stop | undefined {
  if (deceased !== undefined) return { why: 'DECEASED', since: deceased };
  if (state.status === 'ACTIVE') return undefined;
  const { archived, reason } = state;
  return { why: 'GONE', since: archived.at, by: archived.by, reason };
}

export function stopOfOwner({ state }: Client): Stop | undefined {
  return state.status === 'ARCHIVED' || state.status === 'ERASED' ? { why: 'OWNER_GONE' } : undefined;
}

/** The owner refused after the dose that makes it due; a later dose makes the refusal a thing of the past. */
function refusalOf({ refusalsOf }: FactIndex, { pet, vaccine, due, dose }: DueVaccination): Stop | undefined {
  const refusal = (refusalsOf.get(pet) ?? [])
    .filter((each) => each.status === 'RECORDED' && each.vaccine === vaccine && each.date >= dose.date)
    .filter(({ until }) => until === undefined || until > due)
    .toSorted((a, b) => (a.date < b.date ? 1 : -1))[0];
  return refusal && { why: 'REFUSED', record: refusal.id, date: refusal.date, by: refusal.authorName };
}

/** A booking that will deal with it. One whose day is over without an end does not cover for ever. */
function bookingOf(index: FactIndex, { pet, vaccine }: DueVaccination, now: Instant): Stop | undefined {
  const coveredBy = new Set(protocolOf(index.facts.protocols, vaccine)?.coveredBy ?? []);
  const covering = (index.bookingsOf.get(pet) ?? [])
    .filter(({ status, end }) => isLive[status] && plusDays(end, 1) > now)
    .filter((booking) => quoteOf(booking).lines.some(({ code }) => coveredBy.has(code)))
    .toSorted((a, b) => (a.start < b.start ? -1 : 1))[0];
  if (covering === undefined) return undefined;
  const { id, code, start, created } = covering;
  return { why: 'BOOKED', booking: id, code, start, by: created.by };
}

const isLive: Readonly<Record<BookingStatus, boolean>> = {
  PENDING: true,
  ASSIGNED: true,
  CONFIRMED: true,
  ON_THE_WAY: true,
  ARRIVED: true,
  CHECK_IN: true,
  IN_PROGRESS: true,
  CHECK_OUT: true,
  COMPLETED: false,
  CANCELLED: false,
  NO_SHOW: false,
};

/** Agreed to reminders, and has not switched them off in the app. */
function consentOf(owner: Client): Stop | undefined {
  const wants = hasConsent(owner, 'REMINDERS') && owner.notifications.topics.REMINDER !== false;
  return wants ? undefined : { why: 'NO_CONSENT' };
}
