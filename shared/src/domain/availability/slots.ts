import { covers, joined, overlaps, type Span, spanOf } from '../../base/span.ts';
import type { StaffId } from '../document.ts';
import { openSpans } from '../settings/opening-hours.ts';
import type { Holiday, Location, RoomId } from '../settings/settings.ts';
import type { Block } from '../shifts/shift.ts';
import { breakSpans, type Run } from '../shifts/shift-times.ts';

/** Time of a vet or a room that somebody has: a visit, a hold, a block. Without both it is the whole location's. */
export interface Taken {
  readonly vet?: StaffId | undefined;
  readonly room?: RoomId | undefined;
  readonly span: Span;
}

/** One cell of a shift. A visit takes one or several; a hold is not seen here, it has an end of its own (C-08). */
export interface Slot {
  readonly number: number;
  readonly span: Span;
  readonly status: 'AVAILABLE' | 'BOOKED' | 'BLOCKED';
}

export interface DayPlan {
  readonly location: Location;
  readonly holidays: readonly Holiday[];
  readonly blocks: readonly Block[];
  readonly booked: readonly Taken[];
}

/**
 * Cuts a stretch of work into slots of the location's grid and says of each what it is (R-029, R-030, C-07). Slots
 * follow each other on the time line, not on the wall clock: in spring the hour that is missing has none, in autumn the
 * doubled hour has them twice. What is left at the end and shorter than the grid is no slot.
 */
export function slotsOf(run: Run, plan: DayPlan): Slot[] {
  const grid = plan.location.grid * 60_000;
  const vet = run.shifts[0]?.staff;
  const open = joined(run.shifts.flatMap(({ date }) => openSpans(plan.location, plan.holidays, date)));
  const booked = plan.booked.filter((taken) => taken.vet === vet).map(({ span }) => span);
  const blocked = [
    ...run.shifts.flatMap(breakSpans),
    ...blockedTimes(plan.blocks)
      .filter((taken) => taken.room === undefined && (taken.vet === undefined || taken.vet === vet))
      .map(({ span }) => span),
  ];
  const slots: Slot[] = [];
  for (let start = run.span.start; start + grid <= run.span.end; start += grid) {
    const span = { start, end: start + grid };
    const status = booked.some((one) => overlaps(one, span))
      ? 'BOOKED'
      : !open.some((one) => covers(one, span)) || blocked.some((one) => overlaps(one, span))
        ? 'BLOCKED'
        : 'AVAILABLE';
    slots.push({ number: slots.length + 1, span, status });
  }
  return slots;
}

/** The time that blocks take from vets, rooms or the whole location. */
export function blockedTimes(blocks: readonly Block[]): Taken[] {
  return blocks
    .filter(({ lifted }) => !lifted)
    .map(({ what, start, end }) => ({
      vet: what.of === 'VET' ? what.staff : undefined,
      room: what.of === 'ROOM' ? what.room : undefined,
      span: spanOf(start, end),
    }));
}
