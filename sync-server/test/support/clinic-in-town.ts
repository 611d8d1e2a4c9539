import { derivedId } from '@lapka/shared/base/id.ts';
import { zone } from '@lapka/shared/base/zone.ts';
import { locationCodeSchema } from '@lapka/shared/domain/accounts/device-series.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import type { Location, LocationId } from '@lapka/shared/domain/settings/settings.ts';
import { serverDevice } from '../../src/stores/server-device.ts';
import type { DocumentStore } from '../../src/stores/document-store.ts';
import { noon } from './documents.ts';

/** A place of a clinic at which devices may be enrolled. */
export async function aLocation(documents: DocumentStore, clinic: ClinicId, code = 'L1'): Promise<LocationId> {
  const operation = derivedId('Operation', clinic, code);
  const stamp = { operation, at: noon, by: { kind: 'SYSTEM' }, device: serverDevice } as const;
  const location: Location = {
    id: derivedId('Location', clinic, code),
    kind: 'LOCATION',
    code: locationCodeSchema.parse(code),
    name: {
      ru: 'Речная',
      en: 'Riverside',
    },
    address: '12 Embankment St.',
    zone: zone('Europe/Moscow'),
    hours: [],
    grid: 30,
    active: true,
    v: 1,
    created: stamp,
    changed: stamp,
  };
  const write = {
    collection: 'settings',
    document: location,
    deleted: false,
    device: serverDevice,
    operation,
  } as const;
  await documents.transactClinic(clinic, (transaction) => transaction.put([write]));
  return location.id;
}
