import type { Instant } from '@lapka/shared/base/instant.ts';
import type { ClinicId, DeviceId } from '@lapka/shared/domain/document.ts';
import type { Place } from '@lapka/shared/protocol/http/accounts.ts';
import type { DeviceRegistry } from '../stores/device-registry.ts';
import { provenDevice } from './device-proof.ts';

/** Where a session lives, as it is kept: the same text means the same browser or device. */
export interface ProvenPlace {
  readonly text: string;
  readonly name: string;
  /** The only clinic a device may be used for. */
  readonly clinic: ClinicId | undefined;
}

/** A browser is taken at its word: its id only forgives a lost answer. A device has to sign `words`. */
export async function provenPlace(
  devices: DeviceRegistry,
  place: Place,
  words: (device: string, at: Instant) => string,
  now: Instant,
): Promise<ProvenPlace | undefined> {
  if (place.on === 'BROWSER') {
    return { text: `browser ${place.browser.id}`, name: place.browser.name, clinic: undefined };
  }
  const { proof } = place;
  const known = await provenDevice(devices, proof, words(proof.device, proof.at), now);
  if (known === undefined || known.revoked) return undefined;
  return { text: placeOf(proof.device), name: proof.device, clinic: known.clinic };
}

export function placeOf(device: DeviceId): string {
  return `device ${device}`;
}
