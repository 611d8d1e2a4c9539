import type { Weekday } from '../../base/civil-date.ts';
import type { Day, Timeline } from '../timeline.ts';
import type { Branch, Place, Post } from './branch.ts';

/** Opening hours in minutes after midnight, Monday first; undefined: closed. */
type Hours = readonly [from: number, to: number] | undefined;

const weekdayHours = [510, 1200] as const;
const weekendHours = [600, 1080] as const;
const gardenHours = [540, 1080] as const;

export const openingHours: readonly [readonly Hours[], readonly Hours[]] = [
  [weekdayHours, weekdayHours, weekdayHours, weekdayHours, weekdayHours, weekendHours, weekendHours],
  [gardenHours, gardenHours, gardenHours, gardenHours, gardenHours, gardenHours, undefined],
];

/** Lunch, in every shift; nobody is booked then. */
export const lunch = [780, 810] as const;

/** A line of the weekly roster. `weeks` is 2 where two people take turns; `turn` says who begins. */
export interface RosterLine {
  readonly post: Post;
  readonly place: 0 | 1;
  readonly weekdays: readonly Weekday[];
  readonly from: number;
  readonly to: number;
  readonly weeks: 1 | 2;
  readonly turn: 0 | 1;
}

/**
 * Who works where. The vet stays at the first place; the chief and the roving vet share the second, Saturdays in turns.
 * On Sundays the chief runs the first place alone.
 */
export const roster: readonly RosterLine[] = [
  line('CHIEF', 1, [1, 5], gardenHours),
  line('CHIEF', 0, [2, 3], weekdayHours),
  line('CHIEF', 0, [7], weekendHours),
  { ...line('CHIEF', 1, [6], gardenHours), weeks: 2, turn: 0 },
  line('VET', 0, [1, 2, 4, 5], weekdayHours),
  line('VET', 0, [6], weekendHours),
  line('ROVING_VET', 0, [1, 5], [510, 1050]),
  line('ROVING_VET', 1, [2, 3, 4], gardenHours),
  { ...line('ROVING_VET', 1, [6], gardenHours), weeks: 2, turn: 1 },
  line('NURSE', 0, [1, 2, 3, 4, 5], [540, 1080]),
  line('DESK', 0, [1, 2, 3, 4, 5], weekdayHours),
  line('DESK', 0, [6], weekendHours),
  line('MANAGER', 1, [1, 2, 3, 4, 5, 6], gardenHours),
];

export interface Duty {
  readonly post: Post;
  readonly from: number;
  readonly to: number;
}

/** Whether a place opens on a day: by the week, public holidays, and the day the water was repaired. */
export function isOpen(timeline: Timeline, place: Place, day: Day): boolean {
  const hours = openingHours[place.index][timeline.weekday(day) - 1];
  return hours !== undefined && timeline.holiday(day) === undefined && !(place.index === 1 && day === waterRepair);
}

/** 20 October 2026 of the examples: no water at the second place. */
export const waterRepair: Day = -27;

/** Who works at a place on a day; nobody when it is closed. */
export function onDuty({ timeline }: Branch, place: Place, day: Day): Duty[] {
  if (!isOpen(timeline, place, day)) return [];
  const weekday = timeline.weekday(day);
  return roster
    .filter((each) => each.place === place.index && each.weekdays.includes(weekday) && isItsWeek(each, day))
    .map(({ post, from, to }) => ({ post, from, to }));
}

/** Who stands at the desk: the receptionist, the manager at the second place, the chief on Sundays. */
export function deskPost(timeline: Timeline, place: Place, day: Day): Post {
  if (place.index === 1) return 'MANAGER';
  return timeline.weekday(day) === 7 ? 'CHIEF' : 'DESK';
}

/** Weeks are counted from the demo's today, which is a Monday. */
export function isItsWeek({ weeks, turn }: Pick<RosterLine, 'weeks' | 'turn'>, day: Day): boolean {
  const week = Math.floor(day / 7);
  return weeks === 1 || ((week % 2) + 2) % 2 === turn;
}

function line(
  post: Post,
  place: 0 | 1,
  weekdays: readonly Weekday[],
  [from, to]: readonly [number, number],
): RosterLine {
  return { post, place, weekdays, from, to, weeks: 1, turn: 0 };
}
