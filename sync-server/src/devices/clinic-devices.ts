import { type Device, settings } from '@lapka/shared/domain/settings/settings.ts';
import type { DeviceId } from '@lapka/shared/domain/document.ts';
import type { ClinicReader } from '../stores/document-store.ts';

/** All devices a clinic ever had, shut out or not, as its documents know them. */
export async function clinicDevices(reader: ClinicReader): Promise<readonly Device[]> {
  const find = { where: { kind: 'DEVICE' } };
  const world = await reader.world([{ kind: 'find', collection: settings, find }]);
  return world.find(settings, find).filter((setting) => setting.kind === 'DEVICE');
}

export async function clinicDevice(reader: ClinicReader, device: DeviceId): Promise<Device | undefined> {
  const world = await reader.world([{ kind: 'get', collection: settings, id: device }]);
  const found = world.get(settings, device);
  return found?.kind === 'DEVICE' ? found : undefined;
}
