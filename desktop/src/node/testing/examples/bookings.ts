import { present } from '@lapka/shared/base/assert.ts';
import { derivedId, type Id } from '@lapka/shared/base/id.ts';
import { quantity } from '@lapka/shared/base/quantity.ts';
import { type Booking, type BookingStatus, versionOf } from '@lapka/shared/domain/bookings/booking.ts';
import { withoutSlot } from '@lapka/shared/domain/bookings/slot-rules.ts';
import { aBooking, aSlot } from '@lapka/shared/testing/builders/bookings.ts';
import { aTask } from '@lapka/shared/testing/builders/inbox.ts';
import { aStamp, at, staffId } from '@lapka/shared/testing/builders/stamp.ts';
import { baron, irina, L1, serviceOf } from '../clinic-documents.ts';
import { billed } from '../billed.ts';
import type { FixtureClinic } from '../clinic-fixture.ts';
import type { CommandExample, ExamplesOf } from '../command-example.ts';

const pet = baron.id;
const tomorrow = (time: string) => at(time, '2026-11-17');
const services = [{ service: serviceOf('CONS-1'), quantity: 1 }];

/** U2's slot tomorrow at eleven. */
export const eleven = { location: L1, vet: staffId('U2'), start: tomorrow('11:00') };

/** Baron's visit to U2, tomorrow at half past ten unless said otherwise. */
export function aVisit(status: BookingStatus, given: { name?: string; start?: string; code?: string } = {}): Booking {
  const { name = 'B1', start = '10:30', code = 'L1-A-261117-001' } = given;
  return aBooking({
    name,
    status,
    slot: aSlot({ start: tomorrow(start) }),
    core: { pet, client: irina.id, code },
  });
}

/** What a screen says of the booking it shows. */
export function seen(booking: Booking) {
  return { booking: booking.id, seen: versionOf(booking) };
}

const confirmed = aVisit('CONFIRMED');
const here = { location: L1, staff: staffId('U2') };

/** Baron's emergency at home, on the way, in the hands of U2. */
function atHome(status: BookingStatus): Booking {
  return aBooking({
    status,
    slot: aSlot({ room: null }),
    core: { pet, client: irina.id, visit: { type: 'HOME_VISIT', ...home } },
  });
}

const home = {
  address: '3 Birch Lane',
  coordinates: { latitude: 55.7, longitude: 37.5 },
  distance: quantity(5),
};

/** A step of a visit from the status before it. */
function step(
  from: Booking,
  by: CommandExample['by'],
  call: (...given: [...Parameters<CommandExample['call']>, ReturnType<typeof seen>]) => Promise<object>,
): CommandExample {
  return {
    by,
    target: here,
    given: { bookings: [from] },
    writes: ['bookings'],
    call: (bridge, once, clinic) => call(bridge, once, clinic, seen(from)),
  };
}

/** The hold U5 has of the slot at eleven; its id is one of the first this clinic gives out. */
async function held(clinic: FixtureClinic): Promise<void> {
  const { hold } = await clinic.as('U5').do.bookings.hold({
    ...clinic.once(),
    services: [serviceOf('CONS-1')],
    home: false,
    slot: eleven,
  });
  kept.set(clinic, hold);
}
const kept = new WeakMap<FixtureClinic, Id<'Hold'>>();
const heldIn = (clinic: FixtureClinic) => present(kept.get(clinic), 'a slot that is held');

const lost = withoutSlot(confirmed, aVisit('CONFIRMED', { name: 'B2' }).id, [], aStamp({ at: at('09:30') }));
const conflict = aTask({
  id: derivedId('Task', 'SLOT_CONFLICT', lost.id),
  task: 'SLOT_CONFLICT',
  subject: { collection: 'bookings', id: lost.id },
  details: {},
});

/** Baron came yesterday and did not wait for U2; U1 is at the desk as the manager. */
const leftAgain = aVisit('CHECK_IN');

export const bookingExamples: ExamplesOf<'bookings'> = {
  hold: {
    by: 'U5',
    target: here,
    writes: [],
    call: (bridge, once) =>
      bridge.do.bookings.hold({ ...once, services: [serviceOf('CONS-1')], home: false, slot: eleven }),
  },
  release: {
    by: 'U5',
    target: here,
    first: held,
    writes: [],
    call: (bridge, once, clinic) => bridge.do.bookings.release({ ...once, hold: heldIn(clinic) }),
  },
  book: {
    by: 'U5',
    target: here,
    first: held,
    writes: ['bookings'],
    call: (bridge, once, clinic) =>
      bridge.do.bookings.book({
        ...once,
        pet,
        services,
        place: { kind: 'CLINIC' },
        source: 'PHONE',
        slot: { by: 'HOLD', hold: heldIn(clinic) },
        vet: 'THIS_ONE',
      }),
  },
  move: step(confirmed, 'U5', (bridge, once, _clinic, booking) =>
    bridge.do.bookings.move({ ...once, ...booking, slot: eleven, reason: 'the owner is late' }),
  ),
  assign: step(aVisit('PENDING'), 'U5', (bridge, once, _clinic, booking) =>
    bridge.do.bookings.assign({ ...once, ...booking, slot: eleven }),
  ),
  confirm: step(aVisit('ASSIGNED'), 'U5', (bridge, once, _clinic, booking) =>
    bridge.do.bookings.confirm({ ...once, ...booking }),
  ),
  startTravel: step(atHome('CONFIRMED'), 'U2', (bridge, once, _clinic, booking) =>
    bridge.do.bookings.startTravel({ ...once, ...booking }),
  ),
  arrive: step(atHome('ON_THE_WAY'), 'U2', (bridge, once, _clinic, booking) =>
    bridge.do.bookings.arrive({ ...once, ...booking }),
  ),
  checkIn: step(confirmed, 'U5', (bridge, once, _clinic, booking) =>
    bridge.do.bookings.checkIn({ ...once, ...booking }),
  ),
  start: step(aVisit('CHECK_IN'), 'U2', (bridge, once, _clinic, booking) =>
    bridge.do.bookings.start({ ...once, ...booking }),
  ),
  checkOut: step(aVisit('IN_PROGRESS'), 'U2', (bridge, once, _clinic, booking) =>
    bridge.do.bookings.checkOut({ ...once, ...booking, record: 'NOT_NEEDED' }),
  ),
  complete: {
    ...step(aVisit('CHECK_OUT'), 'U5', (bridge, once, _clinic, booking) =>
      bridge.do.bookings.complete({ ...once, ...booking }),
    ),
    given: { bookings: [aVisit('CHECK_OUT')], ...billed(aVisit('CHECK_OUT'), 1500) },
  },
  cancel: step(confirmed, 'U5', (bridge, once, _clinic, booking) =>
    bridge.do.bookings.cancel({ ...once, ...booking, reason: 'ill' }),
  ),
  markNoShow: {
    ...step(confirmed, 'U5', (bridge, once, _clinic, booking) =>
      bridge.do.bookings.markNoShow({ ...once, ...booking }),
    ),
    first: ({ clock }) => clock.jumpTo(tomorrow('10:45')),
  },
  markLeftUnseen: step(leftAgain, 'U1', (bridge, once, _clinic, booking) =>
    bridge.do.bookings.markLeftUnseen({ ...once, ...booking }),
  ),
  walkIn: {
    by: 'U5',
    target: here,
    writes: ['bookings'],
    call: (bridge, once) => bridge.do.bookings.walkIn({ ...once, pet, services, location: L1 }),
  },
  callOut: {
    by: 'U5',
    target: here,
    writes: ['bookings'],
    call: (bridge, once) =>
      bridge.do.bookings.callOut({ ...once, pet, services, location: L1, place: { kind: 'HOME', ...home } }),
  },
  requote: step(confirmed, 'U5', (bridge, once, _clinic, booking) =>
    bridge.do.bookings.requote({
      ...once,
      ...booking,
      services: [{ service: serviceOf('CONS-2'), quantity: 1 }],
      place: { kind: 'CLINIC' },
      reason: 'a recheck is enough',
    }),
  ),
  settleConflict: {
    by: 'U5',
    target: here,
    given: { bookings: [lost], inbox: [conflict] },
    writes: ['bookings', 'inbox'],
    call: (bridge, once) => bridge.do.bookings.settleConflict({ ...once, ...seen(lost), slot: eleven }),
  },
};
