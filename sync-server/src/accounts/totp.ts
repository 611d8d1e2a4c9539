import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Instant } from '@lapka/shared/base/instant.ts';
import { acceptedTotpSteps } from '@lapka/shared/domain/accounts/second-factor.ts';

/** Time-based codes of six digits (RFC 6238 with SHA-1, as every app has it). */

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A new secret, in base32 as people type it into an app. */
export function newTotpSecret(): string {
  return Array.from(randomBytes(32), (byte) => letters[byte % 32]).join('');
}

/** What the picture for the app says. */
export function totpUri(secret: string, name: string): string {
  return `otpauth://totp/Lapka:${encodeURIComponent(name)}?secret=${secret}&issuer=Lapka`;
}

/** The accepted step whose code this is, if it is one. */
export function matchingTotpStep(secret: string, code: string, now: Instant): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  // All are compared, so that the time taken tells nothing.
  const matching = acceptedTotpSteps(now).filter((step) =>
    timingSafeEqual(Buffer.from(totpCode(secret, step)), Buffer.from(code)),
  );
  return matching[0];
}

/** The code of one step of thirty seconds. */
export function totpCode(secret: string, step: number, digits = 6): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7f_ff_ff_ff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

function fromBase32(text: string): Buffer {
  const bits = Array.from(text, (letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const bytes = bits.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}
