import { civilDate } from '../../base/civil-date.ts';
import { derivedId } from '../../base/id.ts';
import type { Instant } from '../../base/instant.ts';
import { firstInstantOf, wallTime } from '../../base/wall-time.ts';
import { zone } from '../../base/zone.ts';
import type { DeviceId, StaffId, Stamp } from '../../domain/document.ts';

/** A moment by the wall clock of the demo clinic in Moscow, on the day all examples play on unless another is given. */
export function at(time: string, date = '2026-11-16'): Instant {
  return firstInstantOf({ date: civilDate(date), time: wallTime(time), zone: zone('Europe/Moscow') });
}

/** The demo clinic's staff, U1 to U6, and devices: DK-A, DK-B, VT-1, VT-2, DK-C. */
export const staffId = (name: string): StaffId => derivedId('Staff', name);
export const deviceId = (name: string): DeviceId => derivedId('Device', name);

export function aStamp(given: { at?: Instant; device?: string; by?: string; operation?: string } = {}): Stamp {
  const { at: instant = at('10:00'), device = 'DK-A', by = 'U5' } = given;
  return {
    operation: derivedId('Operation', given.operation ?? `${instant} ${device} ${by}`),
    at: instant,
    by: { kind: 'STAFF', staff: staffId(by) },
    device: deviceId(device),
  };
}
