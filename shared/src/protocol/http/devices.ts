import { z } from 'zod';
import { idSchema } from '../../base/id.ts';
import { type Instant, instantSchema } from '../../base/instant.ts';
import { lineText } from '../../base/text.ts';
import { seriesSchema } from '../../domain/accounts/device-series.ts';
import { deviceProofSchema, longCodeSchema, sureSchema } from './accounts.ts';

/** What is asked of the server about devices over HTTP, and what it answers. */

/** Ed25519 (signing) or X25519 (sealing), SPKI in base64. */
export const publicKeySchema = z.base64().min(40).max(120);
/** What was sealed to an X25519 key: ephemeral key, nonce, text and tag, in base64url. */
export const sealedKeySchema = z.base64url().min(60).max(400);

export const deviceCodeRequestSchema = z.strictObject({ location: idSchema('Location'), name: lineText(80) });
export type DeviceCodeRequest = z.infer<typeof deviceCodeRequestSchema>;
export const deviceCodeAnswerSchema = z.strictObject({ code: z.string(), expiresAt: instantSchema });

export const enrolSchema = z.strictObject({
  code: longCodeSchema,
  device: idSchema('Device'),
  publicKey: publicKeySchema,
});
export type Enrol = z.infer<typeof enrolSchema>;

/** Everything a fresh device needs to know of where it is. */
export const enrolledSchema = z.strictObject({
  clinic: idSchema('Clinic'),
  device: idSchema('Device'),
  location: idSchema('Location'),
  name: lineText(80),
  series: seriesSchema,
  /** To which the device seals the key of its database before it stores anything. */
  recoveryPublicKey: publicKeySchema,
  epoch: z.string().max(60),
  now: instantSchema,
});
export type Enrolled = z.infer<typeof enrolledSchema>;

export const deviceTokenRequestSchema = z.strictObject({ proof: deviceProofSchema });
export const deviceTokenSchema = z.strictObject({ accessToken: z.string().max(2_000), accessUntil: instantSchema });

export const keepKeySchema = z.strictObject({ sealedKey: sealedKeySchema });
/** The device that will open the key says to which key of its own it is to be sealed. */
export const releaseKeySchema = sureSchema.extend({ recipient: publicKeySchema });
export type ReleaseKey = z.infer<typeof releaseKeySchema>;

export const deviceLineSchema = z.strictObject({
  device: idSchema('Device'),
  name: lineText(80),
  location: idSchema('Location'),
  series: seriesSchema,
  /** LEAVING is shut out and still has to hand over what it has; GONE has said that it wiped itself. */
  state: z.enum(['ADMITTED', 'LEAVING', 'GONE']),
  enrolledAt: instantSchema,
  seenAt: instantSchema.nullable(),
  keyKept: z.boolean(),
});
export const devicesSchema = z.strictObject({ devices: z.array(deviceLineSchema) });
export const revokeDeviceSchema = z.strictObject({ reason: lineText(500) });

/** What a device signs. Each purpose has words of its own, so that no signature fits two. */
export function tokenWords(device: string, at: Instant): string {
  return `lapka-token:${device}:${at}`;
}

export function signInWords(device: string, email: string, at: Instant): string {
  return `lapka-sign-in:${device}:${email}:${at}`;
}

export function refreshWords(device: string, refreshHash: string, at: Instant): string {
  return `lapka-refresh:${device}:${refreshHash}:${at}`;
}
