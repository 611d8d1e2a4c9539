import { present } from '../../base/assert.ts';
import type { SeededChooser } from '../../base/seeded-chooser.ts';
import type { Branch, Place, Post } from '../organisation/branch.ts';
import { lunch, onDuty, openingHours } from '../organisation/roster.ts';
import type { Day } from '../timeline.ts';
import { type ServiceCode, type ServicePlan, services } from '../words/services.ts';

/** A time with somebody: who, and when it begins in minutes after midnight. */
export interface Seat {
  readonly place: 0 | 1;
  readonly day: Day;
  readonly post: Post;
  readonly minute: number;
}

const grid = 30;

/** Rooms of which there is one, so that two vets cannot use it at once. */
const scarceRooms = ['DENTAL', 'ULTRASOUND', 'GROOMING', 'SURGERY'] as const;

/** Who is busy when: the demo's own appointment book, before there are bookings. */
export class Calendar {
  readonly #branch: Branch;
  readonly #busy = new Set<string>();

  constructor(branch: Branch) {
    this.#branch = branch;
  }

  /** A free time for a service on a day, chosen among all; undefined when there is none. */
  seat(
    chooser: SeededChooser,
    service: ServiceCode,
    place: 0 | 1,
    day: Day,
    within: readonly [number, number] = [0, 1440],
  ): Seat | undefined {
    const free = this.#free(planOf(service), place, day, within);
    if (free.length === 0) return undefined;
    const found = chooser.pick(free);
    this.take(found, service);
    return found;
  }

  /** Marks a time as taken. */
  take(seat: Seat, service: ServiceCode): void {
    for (const key of keysOf(seat, planOf(service))) this.#busy.add(key);
  }

  #free(plan: ServicePlan, index: 0 | 1, day: Day, [from, below]: readonly [number, number]): Seat[] {
    if (index === 1 && !plan.everywhere) return [];
    const place: Place = this.#branch.places[index];
    const hours = present(openingHours[index][this.#branch.timeline.weekday(day) - 1] ?? [0, 0], 'hours');
    return onDuty(this.#branch, place, day).flatMap((duty) => {
      if (!mayDo(duty.post, plan)) return [];
      const seats: Seat[] = [];
      for (let minute = duty.from; minute + plan.minutes <= Math.min(duty.to, hours[1]); minute += grid) {
        const seat = { place: index, day, post: duty.post, minute };
        const overLunch = minute < lunch[1] && minute + plan.minutes > lunch[0];
        if (overLunch || minute < from || minute >= below) continue;
        if (keysOf(seat, plan).every((key) => !this.#busy.has(key))) seats.push(seat);
      }
      return seats;
    });
  }
}

export function planOf(code: ServiceCode): ServicePlan {
  return present(
    services.find((each) => each.code === code),
    code,
  );
}

/** Who does what: vets consult, the surgeon operates, the nurse grooms and trims. */
export function mayDo(post: Post, { skill }: ServicePlan): boolean {
  switch (skill) {
    case undefined:
      return post === 'CHIEF' || post === 'VET' || post === 'ROVING_VET';
    case 'SURGERY':
      return post === 'CHIEF';
    case 'DENTAL':
      return post === 'CHIEF' || post === 'ROVING_VET';
    case 'ULTRASOUND':
      return post === 'VET';
    default:
      return post === 'NURSE';
  }
}

function keysOf({ place, day, post, minute }: Seat, { minutes, rooms }: ServicePlan): string[] {
  const room = scarceRooms.find((each) => rooms.includes(each));
  const shared = room === 'ULTRASOUND' ? 'DENTAL' : room;
  const keys: string[] = [];
  for (let at = minute; at < minute + minutes; at += grid) {
    keys.push(`${day} ${post} ${at}`);
    if (shared !== undefined) keys.push(`${day} ${place} ${shared} ${at}`);
  }
  return keys;
}
