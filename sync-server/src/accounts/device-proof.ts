import { createPublicKey, verify } from 'node:crypto';
import { type Instant, millisecondsBetween } from '@lapka/shared/base/instant.ts';
import type { DeviceProof } from '@lapka/shared/protocol/http/accounts.ts';
import type { DeviceRegistry, KnownDevice } from '../stores/device-registry.ts';

/** A device's clock may be off by so much; a proof that was overheard is of no use for longer. */
const longestAge = 120_000;

/** The device whose key has signed these words just now, if it has. */
export async function provenDevice(
  devices: DeviceRegistry,
  { device, at, signature }: DeviceProof,
  words: string,
  now: Instant,
): Promise<KnownDevice | undefined> {
  if (Math.abs(millisecondsBetween(at, now)) > longestAge) return undefined;
  const known = await devices.find(device);
  return known !== undefined && isSigned(known.publicKey, words, signature) ? known : undefined;
}

/** Whether an Ed25519 key (SPKI in base64) has signed a text. */
export function isSigned(publicKey: string, text: string, signature: string): boolean {
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
}
