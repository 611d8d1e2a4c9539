import { present } from '../../base/assert.ts';
import { type Instant, plusMinutes } from '../../base/instant.ts';
import { ofThousandths } from '../../base/quantity.ts';
import { bookingCode } from '../../domain/accounts/device-series.ts';
import { roomsFor } from '../../domain/availability/service-resources.ts';
import { bookHeld, type BookingRequest, type CreationContext, walkIn } from '../../domain/bookings/booking-creation.ts';
import { bookedTimes } from '../../domain/bookings/booking-times.ts';
import { type Booking, bookings } from '../../domain/bookings/booking.ts';
import { callOut } from '../../domain/bookings/sos-rules.ts';
import { changeStatus, type Settlement, type StatusRequest } from '../../domain/bookings/status-rules.ts';
import type { Party } from '../../domain/bookings/transitions.ts';
import { quote } from '../../domain/catalogue/quote-rules.ts';
import { takeHold } from '../../domain/holds/hold-rules.ts';
import { reserveVisit } from '../../domain/ledger/package-rules.ts';
import { addressLine } from '../../domain/people/address.ts';
import { currentWeight } from '../../domain/pets/weight.ts';
import { type DeviceName, serverDevice } from '../organisation/branch.ts';
import { deskPost } from '../organisation/roster.ts';
import { planOf } from '../plan/calendar.ts';
import type { VisitPlan } from '../plan/visit-plan.ts';
import { shiftKey } from './roster-scenes.ts';
import type { Show } from './show.ts';
import { locationCode } from './show.ts';
import { type Act, granted, type Scene } from './stage.ts';

/** A visit on the stage: its plan, and the booking once there is one. */
export class StagedVisit {
  readonly plan: VisitPlan;
  readonly show: Show;
  #booking: Booking | undefined;
  #package: Parameters<typeof reserveVisit>[0]['id'] | undefined;

  constructor(show: Show, plan: VisitPlan) {
    this.show = show;
    this.plan = plan;
  }

  get booking(): Booking {
    return present(this.#booking, 'the booking');
  }

  get package() {
    return this.#package;
  }

  /** The desk device the visit is booked and paid at. */
  get desk(): DeviceName {
    return this.plan.bill.desk;
  }

  keep(act: Act, booking: Booking): void {
    this.#booking = booking;
    this.show.keepBooking(this.plan.seat.place, this.plan.seat.day, booking);
    act.put(bookings, booking);
  }

  /** Moves the booking on to another status, as somebody. */
  advance(act: Act, request: StatusRequest, party: Party, settlement: Settlement = { kind: 'NO_INVOICE' }): void {
    const context = { party, settlement, noShowMinutes: 15, lateCancelHours: 24, now: act.now, stamp: act.stamp };
    this.keep(act, granted(changeStatus(this.booking, request, context)).booking);
  }

  reserve(act: Act, id: NonNullable<typeof this.package>): void {
    const { show, plan } = this;
    const { bought, entries } = show.cash.package(id);
    const service = show.catalogue.service(plan.service).id;
    const on = show.date(plan.seat.day);
    const context = { stamp: act.stamp, location: show.place(plan.seat.place).id, date: show.date(plan.booked.day) };
    show.cash.keep(act, granted(reserveVisit(bought, entries, { booking: this.booking.id, service, on }, context)));
    this.#package = id;
  }
}

/** The visit is booked: at the desk, by the owner online, or by walking in. */
export function book(visit: StagedVisit, at: Instant, packageId: StagedVisit['package']): void {
  const { show, plan } = visit;
  const { seat, source, pet, ending } = plan;
  const place = show.place(seat.place);
  const desk = visit.desk;
  const byOwner = source === 'ONLINE' || source === 'TELEGRAM';
  const player = show.owner(pet.owner.id);
  const post =
    source === 'WALK_IN' ? deskPost(show.branch.timeline, place, seat.day) : seat.place === 0 ? 'DESK' : 'MANAGER';
  const scene: Scene = byOwner
    ? { by: player, device: serverDevice, at, target: { location: place.id, clients: [pet.owner.id] } }
    : show.scene(post, desk, at, seat.place);
  const party: Party = byOwner ? { kind: 'OWNER', client: pet.owner.id } : show.cast.party(post, place.id);
  const command = source === 'WALK_IN' ? 'bookings.walkIn' : 'bookings.book';
  show.stage.act(command, scene, (act) => {
    const { stamp, now } = act;
    const request = requestOf(visit, act);
    const context: CreationContext = { party, now, stamp, known: undefined };
    if (source === 'WALK_IN') {
      const minutes = planOf(plan.service).minutes;
      const where = ending === 'WAITING' ? {} : { vet: show.branch.staff(seat.post), ...roomOf(visit) };
      visit.keep(
        act,
        granted(walkIn(request, { location: show.location(seat.place), minutes, ...where }, context)).booking,
      );
      return;
    }
    if (request.visit.type === 'SOS') {
      const vet = show.branch.staff(seat.post);
      const shift = present(show.shifts.get(shiftKey(vet, show.date(seat.day))), 'a shift');
      const roster = {
        location: show.location(seat.place),
        shifts: [shift],
        booked: [],
        vets: [vet],
        minutes: planOf(plan.service).minutes,
      };
      visit.keep(act, granted(callOut({ ...request, visit: request.visit }, roster, context)).booking);
      return;
    }
    const { search, wanted } = searchFor(visit);
    const hold = granted(
      takeHold(
        { id: act.id(), ...wanted, by: stamp.by, device: stamp.device },
        { search, holds: [], seconds: 120, now },
      ),
    );
    const choice = {
      hold,
      vet: ending === 'REQUESTED' ? ('ANY' as const) : ('THIS_ONE' as const),
      location: show.location(seat.place),
      clinicHeard: now,
      silentMinutes: 10,
    };
    visit.keep(act, granted(bookHeld(request, choice, context)).booking);
    if (packageId !== undefined) visit.reserve(act, packageId);
  });
}

function requestOf({ show, plan, desk }: StagedVisit, { stamp, id }: Act): BookingRequest {
  const { seat, pet, service, source, where } = plan;
  const place = show.place(seat.place);
  const day = show.date(source === 'WALK_IN' || where === 'SOS' ? seat.day : plan.booked.day);
  const client = show.client(pet.owner);
  const [address] = client.addresses;
  const distance = ofThousandths(1000 + ((pet.owner.house * 137) % 9000));
  const home = {
    address: address === undefined ? '–' : addressLine(address),
    coordinates: present(address?.coordinates, 'coordinates'),
    distance,
  };
  const priced = quote(
    {
      services: [{ service: show.catalogue.service(service), quantity: 1 }],
      location: place.id,
      species: pet.species,
      weight: currentWeight(show.pet(pet))?.kilograms ?? null,
      place: where === 'IN_CLINIC' ? { kind: 'CLINIC' } : { kind: 'HOME', ...home },
      chain: show.catalogue.chain(place),
      date: day,
    },
    stamp,
  );
  const number = show.count(desk, `booking ${day}`);
  return {
    id: id<'Booking'>(),
    code: granted(bookingCode(locationCode(place.code), show.series(desk), day, number)),
    client: pet.owner.id,
    pet: pet.id,
    visit: where === 'IN_CLINIC' ? { type: where } : { type: where, ...home },
    source,
    quote: granted(priced),
  };
}

/** What the desk looks at when it offers the time: the person's shift and what is booked that day. */
function searchFor({ show, plan }: StagedVisit) {
  const { seat, service, where } = plan;
  const vet = show.branch.staff(seat.post);
  const { minutes, slots } = planOf(service);
  const location = show.location(seat.place);
  const start = show.moment(seat.day, seat.minute, seat.place);
  const shift = present(
    show.shifts.get(shiftKey(vet, show.date(seat.day))),
    `a shift of ${seat.post} on ${show.date(seat.day)}`,
  );
  const rooms =
    where === 'IN_CLINIC' ? roomsFor(show.catalogue.service(service), show.rooms(seat.place), location.id) : undefined;
  return {
    wanted: { vet, start },
    search: {
      location,
      holidays: [],
      blocks: [],
      booked: bookedTimes(show.bookingsOn(seat.place, seat.day)),
      shifts: [shift],
      service: { minutes, slotsRequired: slots, vets: [vet], rooms },
      from: start,
      below: plusMinutes(start, 1),
    },
  };
}

/** The first free room that fits, as the desk would send a walk-in to. */
function roomOf(visit: StagedVisit) {
  const { search } = searchFor(visit);
  const { seat, service } = visit.plan;
  const start = visit.show.moment(seat.day, seat.minute, seat.place);
  const end = plusMinutes(start, planOf(service).minutes);
  const taken = visit.show.bookingsOn(seat.place, seat.day).filter((other) => other.start < end && start < other.end);
  const room = search.service.rooms?.find((each) => taken.every((other) => other.room !== each));
  return room === undefined ? {} : { room };
}
