import { type CivilDate, civilDate } from '../../base/civil-date.ts';
import { derivedId } from '../../base/id.ts';
import { type DayEnd, dayEndSchema, wallTime } from '../../base/wall-time.ts';
import { zone } from '../../base/zone.ts';
import type { Block, Shift, ShiftTemplate } from '../../domain/shifts/shift.ts';
import { locationId } from './settings.ts';
import { at, documentBy, staffId } from './stamp.ts';

export const ending = (text: string): DayEnd => dayEndSchema.parse(text);

/** Mikhail Orlov at L1, Tuesday 2026-11-17 from 09:00 to 18:00 with lunch at 13:00. */
export function aShift(given: Partial<Shift> = {}): Shift {
  const date: CivilDate = given.date ?? civilDate('2026-11-17');
  const staff = given.staff ?? staffId('U2');
  return {
    id: derivedId('Shift', staff, date, given.from ?? ''),
    kind: 'SHIFT',
    staff,
    location: locationId('L1'),
    date,
    zone: zone('Europe/Moscow'),
    from: wallTime('09:00'),
    to: ending('18:00'),
    breaks: [{ from: wallTime('13:00'), to: ending('13:30') }],
    state: { is: 'SCHEDULED' },
    origin: { by: 'HAND' },
    ...documentBy(),
    ...given,
  };
}

/** The same hours every Tuesday. */
export function aShiftTemplate(given: Partial<ShiftTemplate> = {}): ShiftTemplate {
  const staff = given.staff ?? staffId('U2');
  return {
    id: derivedId('ShiftTemplate', staff, String(given.weekday ?? 2)),
    kind: 'TEMPLATE',
    staff,
    location: locationId('L1'),
    weekday: 2,
    from: wallTime('09:00'),
    to: ending('18:00'),
    breaks: [{ from: wallTime('13:00'), to: ending('13:30') }],
    validFrom: civilDate('2026-11-02'),
    everyWeeks: 1,
    ...documentBy(),
    ...given,
  };
}

/** Consult 1 is painted on Tuesday from 10:00 to 12:00. */
export function aBlock(given: Partial<Block> = {}): Block {
  return {
    id: derivedId('Block', JSON.stringify(given.what ?? ''), given.start ?? ''),
    kind: 'BLOCK',
    location: locationId('L1'),
    what: { of: 'ROOM', room: derivedId('Room', 'Consult 1') },
    date: civilDate('2026-11-17'),
    start: at('10:00', '2026-11-17'),
    end: at('12:00', '2026-11-17'),
    reason: 'Покраска',
    lifted: false,
    ...documentBy(),
    ...given,
  };
}
