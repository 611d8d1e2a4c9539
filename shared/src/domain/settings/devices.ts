import { failure, type Failure } from '../../base/failure.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { tidyLine } from '../../base/text.ts';
import { nextSeries } from '../accounts/device-series.ts';
import { createdBy, type Stamp } from '../document.ts';
import { type Device, type LocationId, settingsVersion } from './settings.ts';

export interface DeviceRequest {
  readonly id: Device['id'];
  readonly name: string;
  readonly location: LocationId;
}

/** Lets a computer in and gives it the next free series; `devices` are all that ever were. */
export function admitDevice(
  devices: readonly Device[],
  request: DeviceRequest,
  stamp: Stamp,
): Result<Device, Failure<'SERIES_USED_UP'>> {
  const series = nextSeries(devices.map((device) => device.series));
  if (!series.ok) return series;
  return ok({
    id: request.id,
    kind: 'DEVICE',
    name: request.name,
    location: request.location,
    series: series.value,
    state: { is: 'ADMITTED' },
    ...createdBy(stamp, settingsVersion),
  });
}

/** Shuts a computer out: at its next contact it hands over what it has and wipes itself. It keeps its letter. */
export function revokeDevice(
  device: Device,
  reason: string,
  stamp: Stamp,
): Result<Device, Failure<'DEVICE_ALREADY_REVOKED' | 'REASON_MISSING'>> {
  if (device.state.is === 'REVOKED') return err(failure('DEVICE_ALREADY_REVOKED', { name: device.name }));
  const why = tidyLine(reason, 500);
  if (why === '') return err(failure('REASON_MISSING'));
  return ok({ ...device, state: { is: 'REVOKED', revoked: stamp, reason: why }, changed: stamp });
}
