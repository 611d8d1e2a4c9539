import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { FileKey } from './driver.ts';

const nonceLength = 12;
const tagLength = 16;

/** Closes records so that nobody else reads them and every change to them is noticed. */
export interface Seal {
  close(content: Uint8Array): Buffer;
  /** Undefined when the record is not exactly what was closed. */
  open(sealed: Uint8Array): Buffer | undefined;
}

/** `purpose` keeps what is sealed for one thing from being taken for another. */
export function sealWith(key: FileKey | undefined, purpose: string): Seal {
  if (key === undefined) return checksum;
  const own = Buffer.from(hkdfSync('sha256', key.bytes, new Uint8Array(0), `lapka ${purpose}`, 32));
  return {
    close(content) {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv('aes-256-gcm', own, nonce);
      return Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed) {
      if (sealed.length < nonceLength + tagLength) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', own, sealed.subarray(0, nonceLength));
      decipher.setAuthTag(sealed.subarray(-tagLength));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(nonceLength, -tagLength)), decipher.final()]);
      } catch {
        // The one way the cipher has of saying that the record was changed.
        return undefined;
      }
    },
  };
}

/** Tells keys apart without telling anything about them. */
export function keyPrint(key: FileKey | undefined): string {
  if (key === undefined) return 'none';
  return createHash('sha256').update('lapka key print').update(key.bytes).digest('hex').slice(0, 16);
}

/** For a file in the clear: damage is still noticed. */
const checksum: Seal = {
  close(content) {
    const sum = Buffer.alloc(4);
    sum.writeUInt32LE(crc32(content));
    return Buffer.concat([sum, content]);
  },
  open(sealed) {
    const buffer = Buffer.from(sealed);
    const content = buffer.subarray(4);
    return buffer.length >= 4 && buffer.readUInt32LE(0) === crc32(content) ? content : undefined;
  },
};
