import { generateKeyPairSync, sign } from 'node:crypto';
import { derivedId } from '@lapka/shared/base/id.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import type { ClinicId, DeviceId } from '@lapka/shared/domain/document.ts';
import type { DeviceProof, Place } from '@lapka/shared/protocol/http/accounts.ts';
import type { AccountParts } from '../../src/accounts/account-parts.ts';

/** A device with a key of its own. */
export interface Desk {
  readonly device: DeviceId;
  readonly publicKey: string;
  proof(words: (at: Instant) => string): DeviceProof;
  place(words: (at: Instant) => string): Place;
}

export function aDesk({ clock }: Pick<AccountParts, 'clock'>, name = 'desk'): Desk {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const device = derivedId('Device', name);
  const proof = (words: (at: Instant) => string): DeviceProof => {
    const at = clock.now();
    return { device, at, signature: sign(null, Buffer.from(words(at)), privateKey).toString('base64url') };
  };
  return {
    device,
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    proof,
    place: (words) => ({ on: 'DEVICE', proof: proof(words) }),
  };
}

/** A device that was let in by hand. */
export async function anEnrolledDesk(parts: AccountParts, clinic: ClinicId, name = 'desk'): Promise<Desk> {
  const desk = aDesk(parts, `${clinic} ${name}`);
  await parts.devices.enrol(clinic, desk.device, desk.publicKey);
  return desk;
}
