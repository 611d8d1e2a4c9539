import { describe, expect, it } from 'vitest';
import { plusMinutes } from '../../base/instant.ts';
import { overlaps, spanOf } from '../../base/span.ts';
import { aBooking, aSlot } from '../../testing/builders/bookings.ts';
import { aService } from '../../testing/builders/catalogue.ts';
import { aLocation, aRoom, roomId } from '../../testing/builders/settings.ts';
import { aShift } from '../../testing/builders/shifts.ts';
import { aStaffMember } from '../../testing/builders/staff.ts';
import { aStamp, at, staffId } from '../../testing/builders/stamp.ts';
import { MeetingPlace } from '../../testing/meeting-place.ts';
import { SeededChooser } from '../../testing/seeded-chooser.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import { collections } from '../collections.ts';
import { inbox } from '../inbox/inbox.ts';
import { settings } from '../settings/settings.ts';
import { shifts } from '../shifts/shift.ts';
import { staff } from '../staff/staff.ts';
import { changedBooking } from './booking-change.ts';
import type { BookingSlot, NewEvent } from './booking-event.ts';
import { isPromised } from './booking-times.ts';
import { type Booking, bookings, type BookingStatus } from './booking.ts';
import { allowedFrom } from './transitions.ts';

const tuesday = '2026-11-17';
const desks = ['DK-A', 'DK-B', 'VT-1'] as const;
const vets = [staffId('U1'), staffId('U2')];
const rooms = ['Consult 1', 'Consult 2'];

/** A desk without a line: what it knows of the server, and what it has done since. */
interface Desk {
  readonly name: (typeof desks)[number];
  readonly known: Map<string, Booking>;
  readonly own: Map<string, Booking>;
}

class Clinic {
  readonly server = new MeetingPlace(...collections);
  readonly desks: readonly Desk[] = desks.map((name) => ({ name, known: new Map(), own: new Map() }));
  /** Everything any desk ever did, by the booking it was done to. */
  readonly done = new Map<string, Set<string>>();
  readonly #chooser: SeededChooser;
  #step = 0;

  constructor(seed: number) {
    this.#chooser = new SeededChooser(seed);
    this.server.push(settings, aLocation());
    for (const en of rooms) this.server.push(settings, aRoom({ name: { ru: en, en } }));
    for (const id of vets) {
      this.server.push(staff, aStaffMember({ id }));
      this.server.push(shifts, aShift({ staff: id }));
    }
    this.server.push(catalogue, aService({ roomKinds: ['CONSULT'] }));
  }

  step(): void {
    this.#step += 1;
    const desk = this.#chooser.pick(this.desks);
    const what = this.#chooser.weighted({ book: 5, change: 5, move: 2, sync: 2 });
    if (what === 'book') this.#book(desk);
    if (what === 'change') this.#change(desk);
    if (what === 'move') this.#move(desk);
    if (what === 'sync') this.sync(desk);
  }

  sync(desk: Desk): void {
    for (const booking of desk.own.values()) this.server.push(bookings, booking, desk.known.get(booking.id), desk.name);
    desk.own.clear();
    desk.known.clear();
    for (const booking of this.server.all(bookings)) desk.known.set(booking.id, booking);
  }

  #book(desk: Desk): void {
    const slot = this.#freeAt(desk);
    if (slot === undefined) return;
    const name = `${desk.name} ${this.#step}`;
    this.#keep(
      desk,
      aBooking({ name, slot, stamp: this.#stamp(desk), core: { code: `L1-A-261117-${100 + this.#step}` } }),
    );
  }

  #change(desk: Desk): void {
    const booking = this.#any(desk);
    const ways =
      booking === undefined ? [] : allowedFrom(booking.status, 'IN_CLINIC').filter((to) => to !== 'ASSIGNED');
    if (booking === undefined || ways.length === 0) return;
    const event = this.#event(booking, this.#chooser.pick(ways));
    this.#keep(desk, changedBooking(booking, [event], this.#stamp(desk)));
  }

  #move(desk: Desk): void {
    const booking = this.#any(desk);
    const slot = this.#freeAt(desk);
    if (booking?.status !== 'CONFIRMED' || slot === undefined) return;
    this.#keep(desk, changedBooking(booking, [{ kind: 'SLOT', slot }], this.#stamp(desk)));
  }

  #event({ status }: Booking, to: BookingStatus): NewEvent {
    const reason = status === 'CONFIRMED' ? 'DID_NOT_COME' : 'LEFT_WITHOUT_BEING_SEEN';
    switch (to) {
      case 'CANCELLED':
        return { kind: 'STATUS', to, reason: `because ${this.#step}`, late: false };
      case 'NO_SHOW':
        return { kind: 'STATUS', to, reason };
      case 'CHECK_OUT':
        return { kind: 'STATUS', to, record: { kind: 'NOT_NEEDED' } };
      case 'PENDING':
        throw new Error('nothing leads here');
      default:
        return { kind: 'STATUS', to };
    }
  }

  #freeAt(desk: Desk): BookingSlot | undefined {
    const start = plusMinutes(at('09:00', tuesday), 30 * this.#chooser.between(0, 5));
    const slot = aSlot({ start, vet: this.#chooser.pick(vets), room: roomId(this.#chooser.pick(rooms)) });
    const isTaken = this.#view(desk).some((other) => isPromised(other) && clash(other, slot));
    return isTaken ? undefined : slot;
  }

  #any(desk: Desk): Booking | undefined {
    const view = this.#view(desk);
    return view.length === 0 ? undefined : this.#chooser.pick(view);
  }

  #view({ known, own }: Desk): Booking[] {
    return [...new Map([...known, ...own]).values()];
  }

  #keep(desk: Desk, booking: Booking): void {
    desk.own.set(booking.id, booking);
    const done = this.done.get(booking.id) ?? new Set();
    for (const { id } of booking.history) done.add(id);
    this.done.set(booking.id, done);
  }

  #stamp({ name }: Desk) {
    return aStamp({ minute: this.#step, device: name, operation: `step ${this.#step}` });
  }
}

function clash(
  a: Pick<Booking, 'start' | 'end' | 'vet' | 'room'>,
  b: Pick<Booking, 'start' | 'end' | 'vet' | 'room'>,
): boolean {
  const share = (a.vet !== undefined && a.vet === b.vet) || (a.room !== undefined && a.room === b.room);
  return share && overlaps(spanOf(a.start, a.end), spanOf(b.start, b.end));
}

describe('three desks that work without a line and meet again', () => {
  const seeds = Array.from({ length: 20 }, (_, index) => index + 1);
  const played = seeds.map((seed) => {
    const clinic = new Clinic(seed);
    for (let step = 0; step < 40; step++) clinic.step();
    for (const desk of [...clinic.desks, ...clinic.desks]) clinic.sync(desk);
    return { clinic, stored: clinic.server.all(bookings) };
  });

  it('did something: bookings, lost slots, overruled cancels', () => {
    const all = played.flatMap(({ stored }) => stored);
    expect(all.length).toBeGreaterThan(150);
    expect(all.filter(({ status }) => status === 'PENDING').length).toBeGreaterThan(10);
    const tasks = played.flatMap(({ clinic }) => clinic.server.all(inbox)).filter((entry) => entry.kind === 'TASK');
    expect(new Set(tasks.map(({ task }) => task))).toEqual(new Set(['SLOT_CONFLICT', 'STATUS_CONFLICT']));
  });

  it('promise no vet and no room twice at one time', () => {
    const doubled = played.flatMap(({ stored }) =>
      stored.filter(
        (one) => isPromised(one) && stored.some((other) => other.id < one.id && isPromised(other) && clash(one, other)),
      ),
    );
    expect(doubled).toEqual([]);
  });

  it('lose nothing that any of them did', () => {
    const lost = played.flatMap(({ clinic, stored }) =>
      [...clinic.done].flatMap(([id, events]) => {
        const kept = new Set<string>(stored.find((booking) => booking.id === id)?.history.map((event) => event.id));
        return [...events].filter((event) => !kept.has(event));
      }),
    );
    expect(lost).toEqual([]);
  });

  it('have a task for every booking that lost its slot', () => {
    const untold = played.flatMap(({ clinic, stored }) => {
      const told = new Set(clinic.server.all(inbox).map((entry) => (entry.kind === 'TASK' ? entry.subject.id : '')));
      return stored.filter((one) => one.status === 'PENDING' && !told.has(one.id));
    });
    expect(untold).toEqual([]);
  });

  it('have nothing left to send and all see the same', () => {
    for (const { clinic, stored } of played) {
      for (const desk of clinic.desks) expect([...desk.known.values()]).toEqual(stored);
      const again = stored.map((booking) => clinic.server.push(bookings, booking, booking, 'DK-A').kind);
      expect(new Set(again)).toEqual(new Set(stored.length === 0 ? [] : ['accept']));
    }
  });
});
