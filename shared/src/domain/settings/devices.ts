import { failure, type Failure } from '../../base/failure.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { createdBy, type Stamp } from '../document.ts';
import { type Device, type LocationId, settingsVersion } from './settings.ts';

export interface DeviceRequest {
  readonly id: Device['id'];
  readonly name: string;
  readonly location: LocationId;
}

/** Lets a computer in and gives it the next free series letter. */
export function admitDevice(devices: readonly Device[], request: DeviceRequest, stamp: Stamp): Device {
  return {
    id: request.id,
    kind: 'DEVICE',
    name: request.name,
    location: request.location,
    series: nextSeries(devices),
    state: { is: 'ADMITTED' },
    ...createdBy(stamp, settingsVersion),
  };
}

/** Shuts a computer out: at its next contact it hands over what it has and wipes itself. It keeps its letter. */
export function revokeDevice(
  device: Device,
  reason: string,
  stamp: Stamp,
): Result<Device, Failure<'DEVICE_ALREADY_REVOKED'>> {
  if (device.state.is === 'REVOKED') return err(failure('DEVICE_ALREADY_REVOKED', { name: device.name }));
  return ok({ ...device, state: { is: 'REVOKED', revoked: stamp, reason }, changed: stamp });
}

/** A, B … Z, AA, AB …: the first one after all that were ever given, so that no number is ever given twice. */
export function nextSeries(devices: readonly Pick<Device, 'series'>[]): string {
  const highest = devices.reduce((most, { series }) => Math.max(most, placeOf(series)), 0);
  return seriesAt(highest + 1);
}

function placeOf(series: string): number {
  return Array.from(series, (letter) => letter.charCodeAt(0) - 64).reduce((place, letter) => place * 26 + letter, 0);
}

function seriesAt(place: number): string {
  const before = Math.floor((place - 1) / 26);
  return (before === 0 ? '' : seriesAt(before)) + String.fromCharCode(65 + ((place - 1) % 26));
}
