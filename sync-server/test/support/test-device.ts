import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { derivedId, type Id } from '@lapka/shared/base/id.ts';
import type { ClinicId, DeviceId } from '@lapka/shared/domain/document.ts';
import { deviceOf } from './documents.ts';

/** A device with its key, enrolled in no registry yet. */
export interface TestDevice {
  readonly id: DeviceId;
  readonly incarnation: Id<'Incarnation'>;
  readonly clinic: ClinicId;
  readonly publicKey: string;
  readonly privateKey: KeyObject;
  signature(nonce: string): string;
}

export function testDevice(clinic: ClinicId, name = 'desk'): TestDevice {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const id = deviceOf(name);
  const incarnation = derivedId('Incarnation', name);
  return {
    id,
    incarnation,
    clinic,
    privateKey,
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    signature: (nonce) =>
      sign(null, Buffer.from(`lapka-hello:${nonce}:${id}:${incarnation}`), privateKey).toString('base64url'),
  };
}
