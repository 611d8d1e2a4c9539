import { addDays } from '../../base/civil-date.ts';
import { derivedId, type Id } from '../../base/id.ts';
import { type Instant, laterOf } from '../../base/instant.ts';
import { firstInstantOf, type WallTime } from '../../base/wall-time.ts';
import type { StaffId } from '../document.ts';
import type { Shift } from '../shifts/shift.ts';

/** One message to one vet about the shifts of tomorrow. */
export interface ShiftReminder {
  readonly id: Id<'Notice'>;
  readonly staff: StaffId;
  readonly sendAt: Instant;
  readonly shifts: readonly Shift['id'][];
}

/**
 * The evening before, by the clock of the location, everybody is told of their published shifts of the next day. The
 * morning half of a night shift is not told of separately. What was published too late for that evening is told at
 * once, unless it has begun. `known` are the ids of the reminders that were sent.
 */
export function planShiftReminders(
  shifts: readonly Shift[],
  sendAt: WallTime,
  known: ReadonlySet<string>,
  now: Instant,
): ShiftReminder[] {
  const ahead = shifts
    .filter(({ state, night }) => state.is === 'SCHEDULED' && night?.part !== 'MORNING')
    .filter(({ date, from, zone }) => firstInstantOf({ date, time: from, zone }) > now)
    .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  const byPersonAndDay = Map.groupBy(ahead, ({ staff, date }) => `${staff} ${date}`);
  return [...byPersonAndDay].flatMap(([, [first, ...others]]) => {
    if (first === undefined) return [];
    const reminder = reminderOf(first, others, sendAt, now);
    return known.has(reminder.id) ? [] : [reminder];
  });
}

function reminderOf(first: Shift, others: readonly Shift[], time: WallTime, now: Instant): ShiftReminder {
  const evening = firstInstantOf({ date: addDays(first.date, -1), time, zone: first.zone });
  return {
    id: derivedId('Notice', 'SHIFT', first.staff, first.date),
    staff: first.staff,
    sendAt: laterOf(evening, now),
    shifts: [first, ...others].map(({ id }) => id),
  };
}

function orderOf({ date, from, id }: Shift): string {
  return `${date} ${from} ${id}`;
}
