import type { Clock } from '@lapka/shared/base/clock.ts';
import type { ClinicId, DeviceId } from '@lapka/shared/domain/document.ts';
import { settings } from '@lapka/shared/domain/settings/settings.ts';
import { type DeviceRegistry, type DeviceTrace, type Incarnation, judgeSighting } from '../device-registry.ts';
import type { DocumentStore } from '../document-store.ts';

interface Kept extends Omit<DeviceTrace, 'keyKept'> {
  readonly clinic: ClinicId;
  readonly publicKey: string;
  readonly sealedKey: string | undefined;
  readonly incarnations: readonly Incarnation[];
}

export function memoryDevices(documents: DocumentStore, clock: Clock): DeviceRegistry {
  const known = new Map<DeviceId, Kept>();
  const here = (clinic: ClinicId, device: DeviceId): Kept | undefined => {
    const kept = known.get(device);
    return kept?.clinic === clinic ? kept : undefined;
  };
  const change = (clinic: ClinicId, device: DeviceId, changed: (kept: Kept) => Partial<Kept>): void => {
    const kept = here(clinic, device);
    if (kept !== undefined) known.set(device, { ...kept, ...changed(kept) });
  };
  return {
    find: async (device) => {
      const kept = known.get(device);
      if (kept === undefined) return undefined;
      const { clinic, publicKey } = kept;
      const world = await documents.readClinic(clinic, (reader) =>
        reader.world([{ kind: 'get', collection: settings, id: device }]),
      );
      const said = world.get(settings, device);
      return { clinic, publicKey, revoked: said?.kind === 'DEVICE' && said.state.is === 'REVOKED' };
    },
    ofClinic: async (clinic) =>
      [...known.values()]
        .filter((kept) => kept.clinic === clinic)
        .map(({ device, enrolledAt, seenAt, wipedAt, sealedKey }) => {
          return { device, enrolledAt, seenAt, wipedAt, keyKept: sealedKey !== undefined };
        }),
    enrol: async (clinic, device, publicKey) => {
      if (known.has(device)) return;
      const fresh = { seenAt: null, wipedAt: null, sealedKey: undefined, incarnations: [] };
      known.set(device, { device, clinic, publicKey, enrolledAt: clock.now(), ...fresh });
    },
    sighted: async (clinic, device, sighting) => {
      const { sighted, kept } = judgeSighting(here(clinic, device)?.incarnations ?? [], sighting);
      change(clinic, device, () => ({ seenAt: sighting.at, incarnations: kept }));
      return sighted;
    },
    wiped: async (clinic, device, at) => change(clinic, device, ({ wipedAt }) => ({ wipedAt: wipedAt ?? at })),
    keepKey: async (clinic, device, sealedKey) => change(clinic, device, () => ({ sealedKey })),
    keptKey: async (clinic, device) => here(clinic, device)?.sealedKey,
  };
}
