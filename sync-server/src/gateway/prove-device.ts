import { createPublicKey, verify } from 'node:crypto';
import type { ByeReason } from '@lapka/shared/protocol/bye.ts';
import type { Hello } from '@lapka/shared/protocol/up.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { DeviceRegistry, KnownDevice } from '../stores/device-registry.ts';

/** Checks that whoever came in holds the key of the device it says it is (SESSION-1, SESSION-3). */
export async function proveDevice(
  devices: Pick<DeviceRegistry, 'find'>,
  nonce: string,
  hello: Hello,
  signature: string,
): Promise<Result<KnownDevice, ByeReason>> {
  const device = await devices.find(hello.device);
  if (device === undefined) return err('UNKNOWN_DEVICE');
  const key = createPublicKey({ key: Buffer.from(device.publicKey, 'base64'), format: 'der', type: 'spki' });
  const said = Buffer.from(`lapka-hello:${nonce}:${hello.device}:${hello.incarnation}`);
  return verify(null, said, key, Buffer.from(signature, 'base64url')) ? ok(device) : err('BAD_PROOF');
}
