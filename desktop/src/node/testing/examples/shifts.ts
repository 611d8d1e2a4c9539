import { civilDate } from '@lapka/shared/base/civil-date.ts';
import { wallTime } from '@lapka/shared/base/wall-time.ts';
import { seenOf } from '@lapka/shared/domain/seen.ts';
import { hoursOf } from '@lapka/shared/domain/shifts/shift-change-rules.ts';
import { aBlock, aShift, aShiftTemplate, ending } from '@lapka/shared/testing/builders/shifts.ts';
import { at, staffId } from '@lapka/shared/testing/builders/stamp.ts';
import { L1, roomId } from '../clinic-documents.ts';
import type { ExamplesOf } from '../command-example.ts';

/** A Saturday nobody works on yet. */
const saturday = civilDate('2026-12-05');
const hours = { from: wallTime('10:00'), to: ending('17:00'), breaks: [] };
const planned = aShift({ date: saturday, from: wallTime('10:00') });
const proposed = aShift({ date: saturday, from: wallTime('10:00'), state: { is: 'PROPOSED' } });
const here = { location: L1, staff: staffId('U2') };
const blocked = aBlock();

export const shiftExamples: ExamplesOf<'shifts'> = {
  changeTemplate: {
    by: 'U1',
    target: { location: L1 },
    given: { shifts: [aShiftTemplate()] },
    writes: ['shifts'],
    call: (bridge, once) =>
      bridge.do.shifts.changeTemplate({
        ...once,
        ...hours,
        template: aShiftTemplate().id,
        staff: staffId('U2'),
        location: L1,
        weekday: 2,
        validFrom: civilDate('2026-11-02'),
        validUntil: civilDate('2026-12-31'),
        everyWeeks: 2,
      }),
  },
  propose: {
    by: 'U2',
    target: here,
    writes: ['shifts'],
    call: (bridge, once) =>
      bridge.do.shifts.propose({ ...once, ...hours, staff: staffId('U2'), location: L1, date: saturday }),
  },
  publish: {
    by: 'U1',
    target: { location: L1 },
    given: { shifts: [proposed] },
    writes: ['shifts'],
    call: (bridge, once) =>
      bridge.do.shifts.publish({ ...once, what: { of: 'PROPOSALS', location: L1, shifts: [proposed.id] } }),
  },
  change: {
    by: 'U1',
    target: here,
    given: { shifts: [planned] },
    writes: ['shifts'],
    call: (bridge, once) =>
      bridge.do.shifts.change({ ...once, ...hours, shift: planned.id, seen: seenOf(hoursOf(planned)) }),
  },
  cancel: {
    by: 'U1',
    target: here,
    given: { shifts: [planned] },
    writes: ['shifts'],
    call: (bridge, once) => bridge.do.shifts.cancel({ ...once, shift: planned.id, reason: 'ill' }),
  },
  block: {
    by: 'U5',
    target: { location: L1 },
    writes: ['shifts'],
    call: (bridge, once) =>
      bridge.do.shifts.block({
        ...once,
        location: L1,
        what: { of: 'ROOM', room: roomId('Consult 1') },
        start: at('10:00', '2026-11-17'),
        end: at('12:00', '2026-11-17'),
        reason: 'painting',
      }),
  },
  liftBlock: {
    by: 'U5',
    target: { location: L1 },
    given: { shifts: [blocked] },
    writes: ['shifts'],
    call: (bridge, once) => bridge.do.shifts.liftBlock({ ...once, block: blocked.id }),
  },
};
