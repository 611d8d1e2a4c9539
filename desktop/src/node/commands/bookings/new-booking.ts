import type { CivilDate } from '@lapka/shared/base/civil-date.ts';
import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { onlyDefined } from '@lapka/shared/base/optional.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { Order } from '@lapka/shared/bridge/contract.ts';
import { type Booking, bookings, versionOf } from '@lapka/shared/domain/bookings/booking.ts';
import type { BookingRequest } from '@lapka/shared/domain/bookings/booking-creation.ts';
import type { Quote } from '@lapka/shared/domain/catalogue/quote.ts';
import { idsOfPerson } from '@lapka/shared/domain/clients/same-person.ts';
import { ledger } from '@lapka/shared/domain/ledger/ledger.ts';
import { type PackageRefusal, reserveVisit } from '@lapka/shared/domain/ledger/package-rules.ts';
import { packagesOf } from '@lapka/shared/domain/ledger/reading.ts';
import { type Pet, pets } from '@lapka/shared/domain/pets/pet.ts';
import { stillAlive } from '@lapka/shared/domain/pets/pet-rules.ts';
import type { LocationId } from '@lapka/shared/domain/settings/settings.ts';
import { found } from '../../reading/found.ts';
import { quoteFor } from '../../reading/quote-for.ts';
import type { StoreReader, StoreTransactor } from '../../store/store.ts';
import type { CommandContext } from '../command.ts';
import { nextBookingCode } from '../numbers.ts';

type WishedServices = Order<'bookings', 'book'>['services'];
type WishedPlace = Order<'bookings', 'book'>['place'];

export interface NewVisit {
  readonly pet: Pet;
  readonly services: WishedServices;
  readonly place: WishedPlace;
  readonly location: LocationId;
  readonly date: CivilDate;
  readonly note?: string | undefined;
}

/** The animal a visit is for. */
export function visitor(reader: StoreReader, id: Pet['id']): Result<Pet, Failure<'NOT_FOUND' | 'PET_DECEASED'>> {
  const pet = found(reader, pets, id);
  if (!pet.ok) return pet;
  const alive = stillAlive(pet.value);
  return alive.ok ? pet : alive;
}

/** What every new booking has: its price, its number, whose it is. */
export function requestFor(transactor: StoreTransactor, visit: NewVisit, { desk, ids, stamp }: CommandContext) {
  const { pet, date, note } = visit;
  const quoted = quoteFor(transactor, visit, stamp);
  if (!quoted.ok) return quoted;
  const code = nextBookingCode(transactor, desk, date);
  if (!code.ok) return code;
  return ok({
    id: ids.next<'Booking'>(),
    code: code.value,
    client: pet.owner,
    pet: pet.id,
    quote: quoted.value,
    ...onlyDefined({ note }),
  } satisfies Omit<BookingRequest, 'source' | 'visit'>);
}

/** The owner's home with the way as it was quoted (C-04); undefined for a visit in the clinic. */
export function homeOf({ place }: Quote) {
  if (place.kind === 'CLINIC') return undefined;
  const { address, coordinates, distance } = place;
  return { address, coordinates, distance };
}

/** Stores a new booking, and sets aside the visits of packages it is to be paid with (C-21). */
export function putBooking(
  transactor: StoreTransactor,
  booking: Booking,
  services: WishedServices,
  { stamp }: CommandContext,
): Result<ReturnType<typeof madeAnswer>, PackageRefusal | Failure<'NOT_FOUND'>> {
  const { id, client, location, date } = booking;
  const owned = idsOfPerson(client, transactor).flatMap((one) => packagesOf(transactor, one));
  for (const wish of services) {
    if (wish.package === undefined) continue;
    const own = owned.find(({ bought }) => bought.id === wish.package);
    if (own === undefined) return err(failure('NOT_FOUND'));
    const wanted = { booking: id, service: wish.service, on: date };
    const reserved = reserveVisit(own.bought, own.entries, wanted, { stamp, location, date });
    if (!reserved.ok) return reserved;
    for (const entry of reserved.value) transactor.put(ledger, entry);
  }
  transactor.put(bookings, booking);
  return ok(madeAnswer(booking));
}

function madeAnswer(booking: Booking) {
  return { booking: booking.id, code: booking.code, status: booking.status, version: versionOf(booking) };
}
