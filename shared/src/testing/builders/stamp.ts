import { civilDate } from '../../base/civil-date.ts';
import { derivedId } from '../../base/id.ts';
import { type Instant, instantSchema, plusMinutes } from '../../base/instant.ts';
import { firstInstantOf, wallTime } from '../../base/wall-time.ts';
import { zone } from '../../base/zone.ts';
import { type Actor, createdBy, type DeviceId, type StaffId, type Stamp } from '../../domain/document.ts';

/** Monday, the day on which all examples play, and nine in the morning of it in Moscow. */
export const today = civilDate('2026-11-16');
export const nine = instantSchema.parse('2026-11-16T06:00:00.000Z');

/** A moment by the wall clock of the demo clinic in Moscow, on the day all examples play on unless another is given. */
export function at(time: string, date = '2026-11-16'): Instant {
  return firstInstantOf({ date: civilDate(date), time: wallTime(time), zone: zone('Europe/Moscow') });
}

/** The demo clinic's staff, U1 to U6, and devices: DK-A, DK-B, VT-1, VT-2, DK-C. */
export const staffId = (name: string): StaffId => derivedId('Staff', name);
export const deviceId = (name: string): DeviceId => derivedId('Device', name);

interface When {
  /** Either a moment, or minutes after nine. */
  readonly at?: Instant;
  readonly minute?: number;
  readonly device?: string;
  /** One of the demo clinic's staff by name, or anybody. */
  readonly by?: Actor | string;
  /** Tells apart what happened at the same minute on the same device. */
  readonly operation?: string;
}

export function aStamp({
  minute = 0,
  device = 'DK-A',
  by = { kind: 'SYSTEM' },
  operation = '',
  ...when
}: When = {}): Stamp {
  const instant = when.at ?? plusMinutes(nine, minute);
  return {
    operation: derivedId('Operation', instant, device, operation),
    at: instant,
    by: typeof by === 'string' ? { kind: 'STAFF', staff: staffId(by) } : by,
    device: deviceId(device),
  };
}

/** The fields every document has, as the first version of its collection. */
export function documentBy(when: When = {}): ReturnType<typeof createdBy> {
  return createdBy(aStamp(when), 1);
}
