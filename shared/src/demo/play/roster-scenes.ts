import { addDays } from '../../base/civil-date.ts';
import { wallTimeAt } from '../../base/wall-time.ts';
import { createdBy } from '../../domain/document.ts';
import { settings } from '../../domain/settings/settings.ts';
import { completeShift } from '../../domain/shifts/shift-change-rules.ts';
import { generateShifts } from '../../domain/shifts/shift-week-rules.ts';
import { type Shift, shifts, type ShiftTemplate, shiftsVersion } from '../../domain/shifts/shift.ts';
import { demoId } from '../demo-ids.ts';
import { serverDevice } from '../organisation/branch.ts';
import { isItsWeek, lunch, roster, type RosterLine } from '../organisation/roster.ts';
import { type Day, daysAhead } from '../timeline.ts';
import { granted } from './stage.ts';
import type { Show } from './show.ts';

/** The weekly plan is written down, and every week the shifts of one more week ahead are made from it. */
export function planShifts(show: Show): void {
  const { branch, stage } = show;
  const { first } = branch.timeline;
  const templates: ShiftTemplate[] = [];
  show.at(first - 1, 800, 0, (at) => {
    for (const place of branch.places) {
      stage.act(
        'shifts.changeTemplate',
        show.scene('MANAGER', place.index === 0 ? 'DK-A' : 'DK-C', at),
        ({ stamp, put }) => {
          for (const line of roster.filter((each) => each.place === place.index)) {
            for (const weekday of line.weekdays) {
              const template = templateOf(show, line, weekday, createdBy(stamp, shiftsVersion));
              templates.push(template);
              put(shifts, template);
            }
          }
        },
      );
    }
  });
  const monday = first - (branch.timeline.weekday(first) - 1);
  show.at(first - 1, 830, 0, (at) => generate(show, templates, first - 1, monday + 6 + daysAhead - 7, at));
  for (let week = monday + 7; week <= 0; week += 7) {
    show.at(week, 455, 0, (at) => generate(show, templates, week + daysAhead - 7, week + daysAhead - 1, at));
  }
}

/** Shifts that were worked are closed the day after. */
function closeWorked(show: Show, before: Day, at: Parameters<Parameters<Show['at']>[3]>[0]): void {
  const yesterday = show.date(before);
  show.stage.follow({ device: serverDevice, at }, ({ stamp, put }) => {
    for (const [key, shift] of show.shifts) {
      if (shift.date >= yesterday || shift.state.is !== 'SCHEDULED') continue;
      const done = granted(completeShift(shift, stamp));
      show.shifts.delete(key);
      put(shifts, done);
    }
  });
}

function generate(
  show: Show,
  templates: readonly ShiftTemplate[],
  from: Day,
  until: Day,
  at: Parameters<Parameters<Show['at']>[3]>[0],
): void {
  const { branch, stage, cast } = show;
  const days = stage.all(settings).filter((each) => each.kind === 'HOLIDAY');
  for (const place of branch.places) {
    const device = place.index === 0 ? 'DK-A' : 'DK-C';
    stage.act('shifts.publish', show.scene('MANAGER', device, at), ({ stamp, put, now }) => {
      const near = addDays(show.date(from), -2);
      const others = [...show.shifts.values()].filter(({ date }) => date >= near);
      const context = { location: show.location(place.index), planner: cast.member('MANAGER'), others, now, stamp };
      const made = granted(generateShifts(templates, show.date(from), show.date(until), days, context));
      for (const shift of made.shifts) keepShift(show, shift, put);
    });
  }
  closeWorked(show, from - daysAhead + 7, at);
}

function keepShift(show: Show, shift: Shift, put: (collection: typeof shifts, document: Shift) => void): void {
  show.shifts.set(shiftKey(shift.staff, shift.date), shift);
  put(shifts, shift);
}

export function shiftKey(staff: string, date: string): string {
  return `${staff} ${date}`;
}

function templateOf(show: Show, line: RosterLine, weekday: number, made: ReturnType<typeof createdBy>): ShiftTemplate {
  const { timeline } = show.branch;
  const place = show.place(line.place);
  const start = timeline.first - 1;
  const monday = start - (timeline.weekday(start) - 1);
  const validFrom = line.weeks === 1 || isItsWeek(line, monday) ? start : monday + 7;
  return {
    id: demoId('ShiftTemplate', place.code, line.post, weekday, line.weeks, line.turn),
    kind: 'TEMPLATE',
    staff: show.branch.staff(line.post),
    location: place.id,
    weekday,
    from: wallTimeAt(line.from),
    to: wallTimeAt(line.to),
    breaks: [{ from: wallTimeAt(lunch[0]), to: wallTimeAt(lunch[1]) }],
    validFrom: show.date(validFrom),
    everyWeeks: line.weeks,
    ...made,
  };
}
