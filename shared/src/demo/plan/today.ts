import { present } from '../../base/assert.ts';
import type { Post } from '../organisation/branch.ts';
import type { ServiceCode } from '../words/services.ts';
import type { PetPlan } from './animals.ts';
import type { Calendar, Seat } from './calendar.ts';
import { type Ending, newVisit, type VisitPlan } from './visit-plan.ts';

type Line = readonly [place: 0 | 1, post: Post, time: string, service: ServiceCode, ending: Ending];

/** The morning the examples speak of, at twenty to ten: who is here, who is late, who is still to come. */
const morning: readonly Line[] = [
  [0, 'VET', '08:30', 'CONS-1', 'CHECK_OUT'],
  [0, 'VET', '09:00', 'CONS-2', 'IN_PROGRESS'],
  [0, 'VET', '09:30', 'CONS-1', 'CHECK_IN'],
  [0, 'ROVING_VET', '09:30', 'CONS-2', 'CHECK_IN'],
  [0, 'ROVING_VET', '09:00', 'CONS-1', 'UPCOMING'],
  [0, 'VET', '10:00', 'CONS-1', 'UPCOMING'],
  [0, 'VET', '10:30', 'US-ABD', 'UPCOMING'],
  [0, 'VET', '11:30', 'CONS-2', 'UPCOMING'],
  [0, 'ROVING_VET', '12:00', 'CONS-1', 'UPCOMING'],
  [0, 'ROVING_VET', '14:30', 'DENT', 'UPCOMING'],
  [0, 'NURSE', '11:00', 'NAIL', 'UPCOMING'],
  [0, 'VET', '16:00', 'CONS-1', 'UPCOMING'],
  [1, 'CHIEF', '09:30', 'CONS-1', 'UPCOMING'],
  [1, 'CHIEF', '10:00', 'CONS-2', 'UPCOMING'],
  [1, 'CHIEF', '11:00', 'CONS-1', 'UPCOMING'],
  [1, 'CHIEF', '14:00', 'CONS-1', 'UPCOMING'],
  [1, 'CHIEF', '15:30', 'CONS-2', 'UPCOMING'],
];

/** The demo's clock begins here: minutes after midnight at the first place. */
export const demoMinute = 9 * 60 + 40;

export function planToday(calendar: Calendar, guests: readonly PetPlan[]): VisitPlan[] {
  const here = guests.filter(({ species }) => species === 'DOG' || species === 'CAT');
  const [first, second] = [
    here.filter(({ owner }) => owner.place === 0),
    here.filter(({ owner }) => owner.place === 1),
  ];
  const guest = (place: 0 | 1): PetPlan => present((place === 0 ? first : second).shift(), 'a guest of today');
  const visits = morning.map(([place, post, time, service, ending]) => {
    const seat = seatAt(place, post, time);
    calendar.take(seat, service);
    return newVisit(guest(place), seat, service, ending, {});
  });
  const way = seatAt(0, 'ROVING_VET', '10:30');
  calendar.take(way, 'CONS-1');
  return [
    ...visits,
    newVisit(guest(0), way, 'CONS-1', 'ON_THE_WAY', { where: 'HOME_VISIT' }),
    newVisit(guest(0), { ...seatAt(0, 'VET', '09:00'), minute: demoMinute - 8 }, 'CONS-1', 'WAITING', {}),
    newVisit(guest(0), seatAt(0, 'VET', '17:00'), 'CONS-1', 'REQUESTED', {}),
  ];
}

function seatAt(place: 0 | 1, post: Post, time: string): Seat {
  return { place, post, day: 0, minute: Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) };
}
