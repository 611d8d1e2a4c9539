import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Closes a secret under a key of 32 bytes: nonce, text, tag, as base64. */
export function closeBox(key: Uint8Array, secret: Uint8Array): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

/** Undefined when the key is another one or the box was changed. */
export function openBox(key: Uint8Array, box: string): Uint8Array | undefined {
  const bytes = Buffer.from(box, 'base64');
  if (bytes.length < 28) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(-16));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
  } catch {
    return undefined;
  }
}
