import { present } from '../../base/assert.ts';
import type { CivilDate } from '../../base/civil-date.ts';
import type { Instant } from '../../base/instant.ts';
import { invoiceNumber, locationCodeSchema, type Series } from '../../domain/accounts/device-series.ts';
import { type Client, clients } from '../../domain/clients/client.ts';
import type { Conversation } from '../../domain/inbox/conversation.ts';
import type { Booking } from '../../domain/bookings/booking.ts';
import { type Pet, pets } from '../../domain/pets/pet.ts';
import type { Vaccination } from '../../domain/vaccinations/vaccination.ts';
import { type Device, type Location, type Room, settings } from '../../domain/settings/settings.ts';
import type { Shift } from '../../domain/shifts/shift.ts';
import type { Branch, DeviceName, Place, Post } from '../organisation/branch.ts';
import type { Catalogue } from '../organisation/catalogue.ts';
import type { Cast } from '../organisation/staff.ts';
import type { PetPlan } from '../plan/animals.ts';
import type { OwnerPlan } from '../plan/people.ts';
import type { Day } from '../timeline.ts';
import { Cupboard } from './cupboard.ts';
import { CashBook } from './cash-book.ts';
import { granted, type Player, type Scene, type Stage } from './stage.ts';
import type { Script } from './script.ts';

/** Everything the scenes of a branch share: who plays, where, and what has been written so far. */
export class Show {
  readonly branch: Branch;
  readonly stage: Stage;
  readonly script: Script;
  readonly cast: Cast;
  readonly catalogue: Catalogue;
  readonly cupboard = new Cupboard();
  readonly cash = new CashBook();
  /** Shifts by person and day, bookings by place and day, doses by animal: what the rules ask about. */
  readonly shifts = new Map<string, Shift>();
  readonly #bookings = new Map<string, Map<string, Booking>>();
  readonly #doses = new Map<string, Vaccination[]>();
  readonly #passports = new Map<string, Pet['id']>();
  readonly #numbers = new Map<string, number>();
  readonly #devices: readonly Device[];

  constructor(
    branch: Branch,
    stage: Stage,
    script: Script,
    cast: Cast,
    catalogue: Catalogue,
    devices: readonly Device[],
  ) {
    this.branch = branch;
    this.stage = stage;
    this.script = script;
    this.cast = cast;
    this.catalogue = catalogue;
    this.#devices = devices;
  }

  /** Writes something into the script: at a time of a place, by its own clock. */
  at(day: Day, minute: number, place: 0 | 1, run: (at: Instant) => void): void {
    this.script.at(this.moment(day, minute, place), run);
  }

  moment(day: Day, minute: number, place: 0 | 1): Instant {
    return this.branch.timeline.at(day, minute, this.branch.places[place].zone);
  }

  date(day: Day): CivilDate {
    return this.branch.timeline.date(day);
  }

  place(index: 0 | 1): Place {
    return this.branch.places[index];
  }

  /** Somebody of the clinic at a device of a place. */
  scene(post: Post, device: DeviceName, at: Instant, place: 0 | 1 = device === 'DK-C' ? 1 : 0): Scene {
    const target = { location: this.place(place).id, staff: this.cast.member(post).id };
    return { by: this.cast.player(post), device: this.branch.device(device), at, target };
  }

  owner(id: Client['id']): Player {
    return { actor: { kind: 'OWNER', client: id }, caller: { kind: 'OWNER', client: id } };
  }

  client({ id }: OwnerPlan): Client {
    return this.stage.get(clients, id);
  }

  pet({ id }: PetPlan): Pet {
    return this.stage.get(pets, id);
  }

  location(index: 0 | 1): Location {
    const found = this.stage.get(settings, this.place(index).id);
    return present(found.kind === 'LOCATION' ? found : undefined, 'a place');
  }

  rooms(index: 0 | 1): Room[] {
    const { id } = this.place(index);
    return this.stage
      .all(settings)
      .filter((each) => each.kind === 'ROOM')
      .filter(({ location }) => location === id);
  }

  keepBooking(place: 0 | 1, day: Day, booking: Booking): void {
    const key = `${place} ${day}`;
    const known = this.#bookings.get(key) ?? new Map<string, Booking>();
    this.#bookings.set(key, known.set(booking.id, booking));
  }

  bookingsOn(place: 0 | 1, day: Day): Booking[] {
    return [...(this.#bookings.get(`${place} ${day}`)?.values() ?? [])];
  }

  /** Another animal whose passport has the number. */
  holderOf(number: string, except: Pet['id']): Pet[] {
    const known = this.#passports.get(number);
    this.#passports.set(number, known ?? except);
    return known === undefined || known === except ? [] : [this.stage.get(pets, known)];
  }

  dosesOf(pet: Pet['id']): Vaccination[] {
    return this.#doses.get(pet) ?? [];
  }

  keepDoses(pet: Pet['id'], changed: readonly Vaccination[]): void {
    const ids = new Set<string>(changed.map(({ id }) => id));
    this.#doses.set(pet, [...this.dosesOf(pet).filter(({ id }) => !ids.has(id)), ...changed]);
  }

  series(device: DeviceName): Series {
    const id = this.branch.device(device);
    return present(
      this.#devices.find((each) => each.id === id),
      device,
    ).series;
  }

  readonly talks = new Map<string, Conversation>();
  /** Files by the hash of their content. */
  readonly files = new Map<string, string>();

  keepFile(hash: string, content: string): void {
    this.files.set(hash, content);
  }

  /** The next number of a device for something: each counts on by itself. */
  count(device: DeviceName, what: string): number {
    const key = `${device} ${what}`;
    const next = (this.#numbers.get(key) ?? 0) + 1;
    this.#numbers.set(key, next);
    return next;
  }

  invoiceNumber(device: DeviceName): string {
    const { code } = this.branch.placeOf(device);
    return granted(invoiceNumber(locationCode(code), this.series(device), this.count(device, 'invoice')));
  }
}

export function locationCode(code: string): Parameters<typeof invoiceNumber>[0] {
  return locationCodeSchema.parse(code);
}
