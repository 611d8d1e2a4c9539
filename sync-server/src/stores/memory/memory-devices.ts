import type { DeviceId } from '@lapka/shared/domain/document.ts';
import type { DeviceRegistry, KnownDevice } from '../device-registry.ts';

export function memoryDevices(): DeviceRegistry {
  const known = new Map<DeviceId, KnownDevice>();
  return {
    find: async (device) => known.get(device),
    enrol: async (clinic, device, publicKey) => {
      if (!known.has(device)) known.set(device, { clinic, publicKey, revoked: false });
    },
  };
}
