import { addMonths, addDays, type CivilDate } from '../../base/civil-date.ts';
import { failure, type Failure } from '../../base/failure.ts';
import { derivedId } from '../../base/id.ts';
import { type Money, negate, splitEvenly, zero } from '../../base/money.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { PackageTemplate, ServiceId } from '../catalogue/catalogue.ts';
import { postings } from './account.ts';
import { bookedIn, type EntryContext } from './entry-context.ts';
import type { ClientPackage, EntryOf, LedgerEntry } from './ledger.ts';

type Visit = EntryOf<'PACKAGE_VISIT'>;
export type BookingId = Visit['booking'];

/** What a client gets when a package line of an invoice is sold. Its money stays on the package until visits use it. */
export function packageSold(
  template: PackageTemplate,
  sale: Pick<ClientPackage, 'id' | 'client' | 'invoice' | 'price'>,
  context: EntryContext,
): ClientPackage {
  const { code, name, services, visits, validMonths } = template;
  return {
    ...sale,
    kind: 'PACKAGE_SOLD',
    template: template.id,
    code,
    name,
    services,
    visits,
    validUntil: validMonths === null ? null : addDays(addMonths(context.date, validMonths), -1),
    postings: [],
    ...bookedIn(context),
  };
}

/** How many visits of a package are free, set aside for bookings, and used up. Free below zero: used twice. */
export interface PackageStanding {
  readonly free: number;
  readonly reserved: number;
  readonly used: number;
}

export function packageStanding(bought: ClientPackage, entries: readonly LedgerEntry[]): PackageStanding {
  const states = [...visitStates(bought, entries).values()];
  const reserved = states.filter((step) => step === 'RESERVED').length;
  const used = states.filter((step) => step === 'USED').length;
  return { free: bought.visits - reserved - used, reserved, used };
}

/**
 * How far each booking's visit has come. The steps have an order and the furthest one counts, whatever arrived first: a
 * visit that was released at one desk and used at another was used, because the patient was there.
 */
export function visitStates(bought: ClientPackage, entries: readonly LedgerEntry[]): Map<BookingId, Visit['step']> {
  const states = new Map<BookingId, Visit['step']>();
  for (const entry of entries) {
    if (entry.kind !== 'PACKAGE_VISIT' || entry.package !== bought.id) continue;
    const known = states.get(entry.booking);
    if (known === undefined || steps.indexOf(entry.step) > steps.indexOf(known)) states.set(entry.booking, entry.step);
  }
  return states;
}

const steps: readonly Visit['step'][] = ['RESERVED', 'RELEASED', 'USED', 'RETURNED'];

export type PackageRefusal = Failure<'PACKAGE_EMPTY' | 'PACKAGE_EXPIRED' | 'PACKAGE_OTHER_SERVICE'>;

/** A visit somebody would like to take from a package. */
export interface WantedVisit {
  readonly booking: BookingId;
  readonly service: ServiceId;
  readonly on: CivilDate;
}

/** Sets a visit aside when a booking is made: one less is free (C-21). Asked again it changes nothing. */
export function reserveVisit(
  bought: ClientPackage,
  entries: readonly LedgerEntry[],
  wanted: WantedVisit,
  context: EntryContext,
): Result<Visit[], PackageRefusal> {
  const state = visitStates(bought, entries).get(wanted.booking);
  if (state === 'RESERVED' || state === 'USED') return ok([]);
  const free = checkFree(bought, entries, wanted);
  return free.ok ? ok([visit(bought, wanted.booking, 'RESERVED', 'BOOKED', context)]) : free;
}

/**
 * Takes a visit at check-out: the one set aside for the booking, or else a free one. Answers what it had been paid with.
 */
export function takeVisit(
  bought: ClientPackage,
  entries: readonly LedgerEntry[],
  wanted: WantedVisit,
  context: EntryContext,
): Result<{ visit: Visit; value: Money }, PackageRefusal> {
  const { booking } = wanted;
  const state = visitStates(bought, entries).get(booking);
  if (state === 'USED' || state === 'RETURNED') return err(failure('PACKAGE_EMPTY', { code: bought.code }));
  const free = state === 'RESERVED' ? ok() : checkFree(bought, entries, wanted);
  if (!free.ok) return free;
  const value = visitValue(bought, packageStanding(bought, entries).used);
  return ok({ visit: visit(bought, booking, 'USED', 'CHECK_OUT', context), value });
}

function checkFree(
  bought: ClientPackage,
  entries: readonly LedgerEntry[],
  { service, on }: WantedVisit,
): Result<void, PackageRefusal> {
  const { code, services, validUntil } = bought;
  if (!services.includes(service)) return err(failure('PACKAGE_OTHER_SERVICE', { code }));
  if (validUntil !== null && on > validUntil) return err(failure('PACKAGE_EXPIRED', { code, validUntil }));
  return packageStanding(bought, entries).free > 0 ? ok() : err(failure('PACKAGE_EMPTY', { code }));
}

/** What a clinic has decided about visits that were booked and did not take place. */
export interface PackagePolicy {
  readonly noShowUses: boolean;
  readonly lateCancelUses: boolean;
}

/**
 * Ends a reservation when the booking did not take place: cancelled in time it is free again; after a no-show or a late
 * cancel it counts as used, unless the clinic is kinder (C-21), and the clinic keeps the money of that visit.
 */
export function endReservation(
  bought: ClientPackage,
  entries: readonly LedgerEntry[],
  booking: BookingId,
  why: 'CANCELLED_IN_TIME' | 'CANCELLED_LATE' | 'NO_SHOW',
  policy: PackagePolicy,
  context: EntryContext,
): Visit[] {
  if (visitStates(bought, entries).get(booking) !== 'RESERVED') return [];
  const used = (why === 'NO_SHOW' && policy.noShowUses) || (why === 'CANCELLED_LATE' && policy.lateCancelUses);
  if (!used) return [visit(bought, booking, 'RELEASED', why, context)];
  const value = visitValue(bought, packageStanding(bought, entries).used);
  const kept = postings(
    [{ kind: 'PACKAGE', package: bought.id }, value],
    [{ kind: 'SALES', location: context.location }, negate(value)],
  );
  return [{ ...visit(bought, booking, 'USED', why, context), postings: kept }];
}

/** One step of a visit, without money. Two devices that take the same step write the same entry. */
export function visit(
  bought: ClientPackage,
  booking: BookingId,
  step: Visit['step'],
  why: Visit['why'],
  context: EntryContext,
): Visit {
  return {
    id: derivedId('Entry', 'PACKAGE_VISIT', bought.id, booking, step),
    kind: 'PACKAGE_VISIT',
    package: bought.id,
    booking,
    step,
    why,
    postings: [],
    ...bookedIn(context),
  };
}

/** What one visit was paid with: an equal part of the price, so that the last visit leaves nothing over. */
export function visitValue(bought: ClientPackage, usedBefore: number): Money {
  return splitEvenly(bought.price, bought.visits)[usedBefore] ?? zero(bought.price.currency);
}
